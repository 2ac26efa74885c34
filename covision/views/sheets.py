"""The result sheet: as a page, as one clean HTML file and as Markdown."""

from datetime import datetime

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from covision.actions.rooms import Room
from covision.engine.projection.sheet import Chapter, Sheet
from covision.engine.projection.sheet import sheet as project_sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.scene import CardView
from covision.middleware import Visit
from covision.rendering import Reader

from .answers import language, page, refusals_answered
from .rooms import enter

FIELDS = ("problem", "change", "solution")


@require_safe
@refusals_answered
def sheet(request: Visit, public_id: str, round: int) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    letter = _letter(room, found)
    return page(
        request,
        "sheet.html",
        room=room.public_id,
        round=round,
        owner=found.owner,
        shared=found.shared,
        sheet=letter,
    )


@require_safe
@refusals_answered
def sheet_as_html(request: Visit, public_id: str, round: int) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    response = render(request, "sheet_export.html", {"language": language(), "sheet": _letter(room, found)})
    return _download(response, "html")


@require_safe
@refusals_answered
def sheet_as_markdown(request: Visit, public_id: str, round: int) -> HttpResponseBase:
    room, found = _open(request, public_id, round)
    text = render(request, "sheet.md", {"sheet": _letter(room, found)}).content
    return _download(HttpResponse(text, content_type="text/markdown; charset=utf-8"), "md")


def _open(request: Visit, public_id: str, round: int) -> tuple[Room, Sheet]:
    room, seat = enter(request, public_id)
    return room, project_sheet(room.shown, Viewer(seat), round)


def _download(response: HttpResponse, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="covision-sheet.{ending}"'
    return response


def _letter(room: Room, found: Sheet) -> dict[str, object]:
    reader = Reader(room, language())
    meeting = room.shown
    case = next(
        (card for card in meeting.cards if (there := meeting.round(found.round)) and card.id == there.case),
        None,
    )
    parts = [
        {
            "field": field,
            "chapters": [_chapter(found, one, reader) for one in found.chapters if one.field == field],
        }
        for field in FIELDS
    ]
    return {
        "circle": room.circle,
        "date": date_format(timezone.localtime(meeting.started or timezone.now()), "DATE_FORMAT"),
        "client": reader.name(found.client) if found.client else "",
        "process": reader.word(found.process, "title"),
        "problem": {"text": reader.say(case.text.id), "language": case.text.language}
        if case and case.text
        else None,
        "people": [
            {"name": reader.name(seat.number), "role": _roles(room, seat.number, found, reader)}
            for seat in meeting.people()
            if seat.number != found.client
        ],
        "parts": [part for part in parts if part["chapters"]],
    }


def _roles(room: Room, seat: int, found: Sheet, reader: Reader) -> str:
    parts = room.shown.parts(seat, found.round)
    return ", ".join(reader.word(found.process, "roles", part, "name") for part in parts) or _("in the group")


def _chapter(found: Sheet, chapter: Chapter, reader: Reader) -> dict[str, object]:
    shown = chapter.cards
    return {
        "title": reader.word(shown.process, "kinds", shown.kind, "many" if len(shown.cards) > 1 else "name"),
        "ranked": chapter.ranked and any(card.id in found.picked for card in shown.cards),
        "entries": [_entry(found, chapter, card, reader) for card in shown.cards],
    }


def _by(card: CardView, reader: Reader) -> str:
    """Under what a contribution stands for others: a name, a part, or nothing."""
    if card.mine:
        return ""
    if not card.unsigned:
        return reader.name(card.seat)
    return str(reader.word(card.process, "roles", card.signed, "name")) if card.signed else ""


def _entry(found: Sheet, chapter: Chapter, card: CardView, reader: Reader) -> dict[str, str]:
    due = (
        date_format(timezone.localtime(datetime.fromisoformat(card.due)), "DATETIME_FORMAT")
        if card.due
        else ""
    )
    return {
        "text": reader.say(card.text),
        "language": card.language,
        "by": _by(card, reader),
        "due": due,
        "marked": _("chosen") if card.id in found.picked and chapter.ranked else "",
    }
