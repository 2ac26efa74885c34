"""A circle's archive: its meetings that have ended, what a member may still see of them, and words looked for in that.

Something else that members can read gets a line in `SOURCES`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse

from covision.actions.circles import agreements
from covision.actions.circles.membership import Inside
from covision.actions.room import replay
from covision.actions.room.replay import Folded
from covision.actions.shared.text import clean_text
from covision.engine.deciding.cards import visible
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.engine.projection.sheet import may_read, sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused
from covision.models.circles import Membership
from covision.models.meetings import Meeting as MeetingRow
from covision.models.meetings import Seat

ON_A_PAGE = 12
LONGEST = 80
MOST_WORDS = 6
MOST_MEETINGS = 120
MOST_CARDS = 6000
MOST_FOUND = 50
AROUND = 90  # signs shown before the first word found, and after the last


@value
class PastRound:
    number: int
    process: str
    sheet: bool  # the member may still read what came of it


@value
class PastMeeting:
    room: str
    began: datetime
    rounds: tuple[PastRound, ...]
    people: tuple[str, ...]  # the names of those who were there and belong to the circle
    former: int  # how many have left it since
    guests: int
    may_enter: bool
    attended: bool


@value
class ArchivePage:
    meetings: tuple[PastMeeting, ...]  # newest first
    newer: int  # number of a page, 0 for none
    older: int


@value
class ReadableText:
    text: str
    language: str
    where: str  # an address on this server
    began: datetime | None = None  # of the meeting it is from
    process: str = ""  # in whose words the kind is named
    kind: str = ""


@value
class SearchHit:
    passage: ReadableText
    pieces: tuple[tuple[str, bool], ...]  # text, and whether it is one of the words


@value
class SearchResult:
    words: str
    hits: tuple[SearchHit, ...]
    more: bool  # than is shown or looked through


def archive(inside: Inside, page: int) -> ArchivePage:
    first = (max(page, 1) - 1) * ON_A_PAGE
    rows = list(_ended_meetings(inside)[first : first + ON_A_PAGE + 1])
    on_page = rows[:ON_A_PAGE]
    folded = replay.read_meetings([row.pk for row in on_page])
    seats = _seats(on_page)
    names = _names(inside)
    return ArchivePage(
        tuple(
            _past_meeting(inside, row, folded[row.pk], seats[row.pk], names)
            for row in on_page
            if row.pk in folded
        ),
        newer=page - 1 if page > 1 else 0,
        older=page + 1 if len(rows) > ON_A_PAGE else 0,
    )


def search(inside: Inside, typed: str) -> SearchResult:
    """Look in memory each time anew: nothing is kept, and no index of what people wrote exists."""
    words = _words(typed)
    patterns = [re.compile(re.escape(word), re.IGNORECASE) for word in words]
    passages = (passage for source in SOURCES for passage in source(inside))
    matching = (passage for passage in passages if all(pattern.search(passage.text) for pattern in patterns))
    first = list(islice(matching, MOST_FOUND + 1))
    passages_found = tuple(SearchHit(passage, _pieces(passage.text, words)) for passage in first[:MOST_FOUND])
    more = len(first) > MOST_FOUND or _ended_meetings(inside).count() > MOST_MEETINGS
    return SearchResult(" ".join(words), passages_found, more)


def _words(typed: str) -> tuple[str, ...]:
    cleaned = clean_text(typed)
    words = tuple(dict.fromkeys(cleaned.split()))
    if len(cleaned) > LONGEST or len(words) > MOST_WORDS:
        raise Refused(
            "Please look for at most {words} words, with {most} characters together.",
            "invalid",
            words=MOST_WORDS,
            most=LONGEST,
            field="words",
        )
    if not words or all(len(word) < 2 for word in words):
        raise Refused("Please write a word of at least two letters.", "invalid", field="words")
    return words


def _contributions(inside: Inside) -> Iterable[ReadableText]:
    seats = Seat.objects.filter(meeting__circle=inside.circle, person=inside.member.person_id)
    own_seats = dict(seats.values_list("meeting_id", "number"))
    rows = [row for row in _ended_meetings(inside)[:MOST_MEETINGS] if row.pk in own_seats]
    folded = replay.read_meetings([row.pk for row in rows])
    cards: dict[int, list[Card]] = {}
    left = MOST_CARDS
    for row in rows:
        if row.pk in folded and left > 0:
            cards[row.pk] = list(_readable(folded[row.pk].meeting, own_seats[row.pk]))[:left]
            left -= len(cards[row.pk])
    texts = replay.open_cards(folded, cards)
    for row in rows:
        for card in cards.get(row.pk, ()):
            if card.text and card.text.id in texts:
                yield _passage(row, folded[row.pk].meeting, card, own_seats[row.pk], texts[card.text.id])


def _agreement(inside: Inside) -> Iterable[ReadableText]:
    agreement = agreements.current_agreement(inside.circle)
    where = reverse("circles:agreement", args=[inside.circle.public_id])
    for text in agreements.texts(agreement).values():
        yield ReadableText(text, agreement.language, where)


# Whoever adds something that members can read adds here where words are looked for in it.
SOURCES: tuple[Callable[[Inside], Iterable[ReadableText]], ...] = (_contributions, _agreement)


def _readable(meeting: Meeting, seat: int) -> Iterable[Card]:
    if meeting.is_in(seat):
        return (card for card in meeting.cards if card.text and visible(meeting, card, seat))
    on_sheets = {  # to somebody who has no place there any more, what their own sheets hold
        view.id
        for round in meeting.rounds
        if may_read(meeting, seat, round.number)
        for chapter in sheet(meeting, Viewer(seat), round.number).chapters
        for top in chapter.cards.cards
        for view in (top, *top.cards)
    }
    return (card for card in meeting.cards if card.text and card.id in on_sheets)


def _passage(row: MeetingRow, meeting: Meeting, card: Card, seat: int, text: str) -> ReadableText:
    where = reverse("rooms:sheet", args=[row.public_id, card.round or 1])
    if meeting.is_in(seat):
        where = f"{reverse('rooms:room', args=[row.public_id])}?look={card.round}-{card.step}"
    process = meeting.process_at(card.round, card.step).id
    assert card.text is not None
    return ReadableText(text, card.text.language, where, row.created, process, card.kind)


def _pieces(text: str, words: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    anyone = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.I)
    first = anyone.search(text)
    assert first is not None
    begin, end = max(0, first.start() - AROUND), first.end() + 3 * AROUND
    excerpt, pieces, at = text[begin:end], [], 0
    for hit in anyone.finditer(excerpt):
        pieces += [(excerpt[at : hit.start()], False), (hit[0], True)]
        at = hit.end()
    pieces.append((excerpt[at:], False))
    lead, trail = "… " if begin else "", " …" if end < len(text) else ""
    framed = [(lead, False), *pieces, (trail, False)]
    return tuple((piece, hit) for piece, hit in framed if piece)


def _ended_meetings(inside: Inside) -> "QuerySet[MeetingRow]":
    return inside.circle.meetings.exclude(ended=None).order_by("-pk")


def _seats(rows: Iterable[MeetingRow]) -> dict[int, dict[int, int]]:
    seats: dict[int, dict[int, int]] = {row.pk: {} for row in rows}
    for meeting, number, person in Seat.objects.filter(meeting__in=seats).values_list(
        "meeting_id", "number", "person_id"
    ):
        seats[meeting][number] = person
    return seats


def _names(inside: Inside) -> dict[int, str]:
    rows = Membership.objects.filter(circle=inside.circle).order_by("pk").values_list("person_id", "name")
    return dict(rows)


def _past_meeting(
    inside: Inside, row: MeetingRow, folded: Folded, persons: dict[int, int], names: dict[int, str]
) -> PastMeeting:
    meeting = folded.meeting
    own_seat = next((seat for seat, person in persons.items() if person == inside.member.person_id), 0)
    came = [
        persons.get(seat.number, 0)
        for seat in meeting.seats
        if seat.standing in {"in", "left"} or (seat.standing == "removed" and seat.agreed)
    ]
    return PastMeeting(
        row.public_id,
        row.created,
        tuple(
            PastRound(
                round.number, round.process.id, bool(own_seat) and may_read(meeting, own_seat, round.number)
            )
            for round in meeting.rounds
            if round.began and round.process
        ),
        tuple(names[person] for person in came if names.get(person)),
        former=sum(1 for person in came if names.get(person) == ""),
        guests=sum(1 for person in came if person not in names),
        may_enter=bool(own_seat) and meeting.is_in(own_seat),
        attended=bool(own_seat),
    )
