"""A result sheet becomes a letter, and the letter a page, a file to keep or paper."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from markupsafe import Markup

from covision.actions.room.room import Room
from covision.engine.letter import Companion, Entry, SheetLetter, SheetPart, Topic
from covision.engine.process import Field
from covision.engine.projection.sheet import Sheet, SheetChapter
from covision.engine.refusals import Refused
from covision.engine.scene.cards import CardView
from covision.kit import sheets as paper
from covision.rendering import Reader
from covision.views.http.responses import attachment
from covision.views.http.wording import language

from .rooms import label

FIELDS: tuple[Field, ...] = ("problem", "change", "solution")
TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def letter_of(room: Room, sheet: Sheet) -> SheetLetter:
    reader = Reader(room, language())
    persons = {seat: person for person, seat in room.seats.items()}
    meeting = room.meeting
    round = meeting.round(sheet.round)
    case = meeting.card(round.case) if round else None
    parts = (SheetPart(field, tuple(_topics(sheet, field, reader, persons))) for field in FIELDS)
    return SheetLetter(
        language=reader.language,
        circle=label(room),
        alone=meeting.alone,
        date=date_format(timezone.localtime(meeting.started or timezone.now()), "DATE_FORMAT"),
        client=_client(room, sheet, reader) if sheet.client else "",
        client_person=persons.get(sheet.client, 0),
        process=str(reader.word(sheet.process, "title")),
        problem=Entry(reader.say(case.text.id), case.text.language) if case and case.text else None,
        people=tuple(
            Companion(
                reader.name(seat.number), _roles(room, seat.number, sheet, reader), persons[seat.number]
            )
            for seat in meeting.people()
            if seat.number != sheet.client
        ),
        parts=tuple(part for part in parts if part.chapters),
    )


def article(letter: SheetLetter) -> Markup:
    with override(letter.language):
        return Markup(  # noqa: S704 (a template of ours, escaped already)
            render_to_string("meetings/sheets/letter.html", {"language": letter.language, "sheet": letter})
        )


def download(request: HttpRequest, letter: SheetLetter, ending: str) -> HttpResponse:
    """The letter as a file: html, md, docx or pdf.

    :raises Refused: there is no such file, or print lacks a sign in it.
    """
    if ending not in TYPES:
        raise Refused("There is no such file.", "gone")
    with override(letter.language):
        content = _content(request, letter, ending)
    return attachment(HttpResponse(content, content_type=TYPES[ending]), f"covision-sheet.{ending}")


def _content(request: HttpRequest, letter: SheetLetter, ending: str) -> bytes:
    match ending:
        case "html":
            words = {"language": letter.language, "sheet": letter}
            return render(request, "meetings/sheets/export.html", words).content
        case "md":
            return render(request, "meetings/sheets/export.md", {"sheet": letter}).content
        case "docx":
            return paper.docx(letter)
        case _:
            return paper.pdf(letter)


def _roles(room: Room, seat: int, sheet: Sheet, reader: Reader) -> str:
    parts = room.meeting.parts(seat, sheet.round)
    return ", ".join(reader.word(sheet.process, "roles", part, "name") for part in parts) or _("in the group")


def _client(room: Room, sheet: Sheet, reader: Reader) -> str:
    """Nobody is a former member to themselves."""
    return room.name(sheet.client) or (_("you") if sheet.owner else reader.name(sheet.client))


def _topics(sheet: Sheet, field: Field, reader: Reader, persons: Mapping[int, int]) -> Iterator[Topic]:
    for chapter in sheet.chapters:
        if chapter.field == field:
            headed = [card for card in chapter.cards.cards if card.cards]
            loose = tuple(card for card in chapter.cards.cards if not card.heads)
            for card in headed:
                yield _topic(sheet, chapter, card.cards, reader, persons, heading=reader.say(card.text))
            if loose:
                yield _topic(sheet, chapter, loose, reader, persons)


def _topic(
    sheet: Sheet,
    chapter: SheetChapter,
    cards: tuple[CardView, ...],
    reader: Reader,
    persons: Mapping[int, int],
    *,
    heading: str = "",
) -> Topic:
    of = chapter.cards
    title = str(reader.word(of.process, "kinds", of.kind, "many" if len(cards) > 1 else "name"))
    return Topic(
        title=f"{title}: {heading}" if heading else title,
        entries=tuple(_entry(sheet, chapter, card, reader, persons) for card in cards),
        ranked=chapter.ranked and any(card.id in sheet.picked for card in cards),
    )


def _entry(
    sheet: Sheet, chapter: SheetChapter, card: CardView, reader: Reader, persons: Mapping[int, int]
) -> Entry:
    due = (
        date_format(timezone.localtime(datetime.fromisoformat(card.due)), "DATETIME_FORMAT")
        if card.due
        else ""
    )
    return Entry(
        text=reader.say(card.text),
        language=card.language,
        by=_by(card, reader),
        due=due,
        marked=_("chosen") if card.id in sheet.picked and chapter.ranked else "",
        person=persons.get(card.seat, 0) if _is_named(card) else 0,
    )


def _by(card: CardView, reader: Reader) -> str:
    if _is_named(card):
        return reader.name(card.seat)
    if card.is_own:
        return ""
    return str(reader.word(card.process, "roles", card.signed, "name")) if card.signed else ""


def _is_named(card: CardView) -> bool:
    return not card.is_own and not card.unsigned
