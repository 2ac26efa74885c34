"""The result sheet of a round in its room: as a page, as files, and the act of keeping it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from covision.actions.meetings import alone, sheets
from covision.actions.room.room import Room
from covision.engine.projection.sheet import Sheet
from covision.engine.projection.sheet import sheet as project_sheet
from covision.engine.projection.viewer import Viewer
from covision.middleware import PersonRequest
from covision.views.http.paces import post_at_pace
from covision.views.http.responses import page

from .letters import article, download, letter_of
from .rooms import enter


@require_safe
def sheet(request: PersonRequest, public_id: str, round: int) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    kept = sheets.kept_of(room, round) if found.owner else None
    return page(
        request,
        "meetings/sheets/result.html",
        room=room.public_id,
        round=round,
        owner=found.owner,
        alone=room.shown.alone,
        brings=room.shown.alone and alone.has_sentence(room),
        shared=found.shared,
        kept=kept.public_id if kept else "",
        may_keep=found.owner
        and not room.shown.rehearsal
        and not room.shown.alone
        and (bool(found.client) or found.shared),
        sheet=article(letter_of(room, found)),
    )


@require_safe
def sheet_file(request: PersonRequest, public_id: str, round: int, ending: str) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    return download(request, letter_of(room, found), ending)


@post_at_pace("sheet")
def keep(request: PersonRequest, public_id: str, round: int) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    assert request.person is not None, "whoever has a seat has a login"
    kept = sheets.keep(room, round, letter_of(room, found), by=request.person, now=timezone.now())
    return redirect("sheets:sheet", kept.public_id)


def _open(request: PersonRequest, public_id: str, round: int) -> tuple[Room, Sheet]:
    room, seat = enter(request, public_id)
    return room, project_sheet(room.shown, Viewer(seat), round)
