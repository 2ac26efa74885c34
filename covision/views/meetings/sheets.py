"""The result sheet of a round in its room: as a page, as files, and the act of keeping it."""

from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from covision.actions.meetings import alone, sheets
from covision.actions.room.room import Room
from covision.engine.projection.sheet import Sheet
from covision.engine.projection.sheet import sheet as project_sheet
from covision.engine.projection.viewer import Viewer
from covision.middleware import PersonRequest
from covision.views.http.paces import View, post_at_pace
from covision.views.http.responses import page

from .letters import article, download, letter_of
from .rooms import with_room


def with_sheet(view: View) -> View:

    @with_room
    @wraps(view)
    def answer(request: PersonRequest, room: Room, seat: int, round: int, **kwargs: Any) -> HttpResponseBase:
        return view(request, room, project_sheet(room.meeting, Viewer(seat), round), **kwargs)

    return answer


@require_safe
@with_sheet
def sheet(request: PersonRequest, room: Room, sheet: Sheet) -> HttpResponseBase:
    kept = sheets.kept_sheet(room, sheet.round) if sheet.owner else None
    is_meeting = not room.meeting.rehearsal and not room.meeting.alone
    return page(
        request,
        "meetings/sheets/result.html",
        room=room.public_id,
        round=sheet.round,
        owner=sheet.owner,
        alone=room.meeting.alone,
        brings=room.meeting.alone and alone.has_sentence(room),
        shared=sheet.shared,
        kept=kept.public_id if kept else "",
        may_keep=is_meeting and sheet.owner and (bool(sheet.client) or sheet.shared),
        sheet=article(letter_of(room, sheet)),
    )


@require_safe
@with_sheet
def sheet_file(request: PersonRequest, room: Room, sheet: Sheet, ending: str) -> HttpResponseBase:
    return download(request, letter_of(room, sheet), ending)


@post_at_pace("sheet")
@with_sheet
def keep(request: PersonRequest, room: Room, sheet: Sheet) -> HttpResponseBase:
    assert request.person is not None, "whoever has a seat has a login"
    kept = sheets.keep(room, sheet.round, letter_of(room, sheet), by=request.person, now=request.now)
    return redirect("sheets:sheet", kept.public_id)
