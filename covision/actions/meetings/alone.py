"""Coaching oneself: a meeting with one seat, to which no link leads and which only its person can open or erase."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from covision import processes, vault
from covision.actions.cases import cases
from covision.actions.room.room import Room
from covision.actions.room.rooms import act, no_such_meeting, open_room
from covision.actions.shared.wording import Wording
from covision.engine import commands as c
from covision.engine.alone import without_clock
from covision.engine.meeting import Card
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.cases import Case
from covision.models.logins import Login
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person

from .meetings import KEEP_UNENDED, erase_meeting, take_seat

OWN_SEAT = 1
MOST = 30
SETTLING_IN = timedelta(hours=1)  # a guest's login is written down only once her first page is answered


@value
class Reflection:
    public_id: str
    began: datetime
    process: str
    step: tuple[str, str]  # its process and id
    ended: bool
    due: datetime | None  # the next date somebody has set themselves
    has_sentence: bool


@value
class FoundSentence:
    sentence: str
    language: str


def start(process: str, *, timed: bool, name: str, by: Person, now: datetime) -> Room:
    """:raises Refused: nobody can follow this process alone, or there are too many such rooms of theirs."""
    if process not in processes.alone_ids():
        raise Refused("Please choose one of the ways that one can go alone.", "invalid", field="process")
    if _own_meetings(by).count() >= MOST:
        raise Refused("You have {most} of these already. Please delete one first.", "late", most=MOST)
    with transaction.atomic():
        meeting = Meeting.objects.create(
            kind=Meeting.Kind.ALONE,
            join_token=None,
            created=now.replace(second=0, microsecond=0),
            erase_after=now + KEEP_UNENDED,
        )
        take_seat(meeting, OWN_SEAT, by, name)
    vault.MEETINGS.keys.create(meeting.pk)
    room = open_room(meeting.public_id)
    frame, followed = processes.alone(processes.FRAME), processes.alone(process)
    if not timed:
        frame, followed = without_clock(frame), without_clock(followed)
    command = c.OpenAlone(frame, followed, minutes(process))
    act(room, command, by=OWN_SEAT, now=now, command_id=secrets.token_urlsafe(16)).result()
    return room


def minutes(process: str) -> int:
    ways = (processes.alone(process), processes.alone(processes.FRAME))
    return sum(step.minutes for way in ways for step in way.steps)


def reflections(by: Person | None, *, now: datetime) -> list[Reflection]:
    return [_reflection(open_room(row.public_id), row, now) for row in _own_meetings(by)] if by else []


def open_own(public_id: str, *, by: Person | None) -> Room:
    """:raises Refused: it is not there, or it is not theirs; both answer alike."""
    return open_room(_own_meeting(public_id, by).public_id)


def erase(public_id: str, *, by: Person | None) -> None:
    erase_meeting(_own_meeting(public_id, by))


def has_sentence(room: Room) -> bool:
    return _sentence(room) is not None


def sentence_to_bring(room: Room) -> FoundSentence:
    card = _sentence(room)
    if card is None or card.text is None:
        raise Refused("There is no sentence yet. Find it first, then you can take it to others.", "gone")
    return FoundSentence(room.text(card.text.id), card.text.language)


def bring_to_circle(public_id: str, *, by: Person | None, now: datetime) -> Case:
    """Make a case of one's own out of the sentence. A second time it leads to the case that is there already."""
    brought = sentence_to_bring(open_own(public_id, by=by))
    assert by is not None, "whoever finds one of hers is somebody"
    same = (case for case, words in cases.cases_of(by) if words.text == brought.sentence)
    return next(same, None) or cases.prepare(
        Wording(brought.sentence, (), brought.language), {}, by=by, now=now
    )


def erase_abandoned(now: datetime) -> int:
    """Erase what guests wrote alone once their login is over: nobody could come back to it."""
    still_here = Login.objects.filter(person=OuterRef("person"), expires__gt=now)
    guests = Seat.objects.filter(
        ~Exists(still_here), meeting=OuterRef("pk"), person__email=None, person__identities=None
    )
    left_behind = list(
        Meeting.objects.filter(Exists(guests), kind=Meeting.Kind.ALONE, created__lt=now - SETTLING_IN)
    )
    for meeting in left_behind:
        erase_meeting(meeting)
    return len(left_behind)


def _own_meetings(by: Person) -> "QuerySet[Meeting]":
    return Meeting.objects.filter(kind=Meeting.Kind.ALONE, seats__person=by).order_by("-pk")


def _own_meeting(public_id: str, by: Person | None) -> Meeting:
    row = _own_meetings(by).filter(public_id=public_id).first() if by else None
    if row is None:
        raise no_such_meeting()
    return row


def _reflection(room: Room, row: Meeting, now: datetime) -> Reflection:
    meeting = room.meeting
    process = meeting.process()
    coming = [due for due in _dates_set(room) if due >= now]
    return Reflection(
        public_id=row.public_id,
        began=row.created,
        process=meeting.process_at(1, meeting.visits[0].step).id,
        step=(process.id, meeting.step().id),
        ended=meeting.closed,
        due=min(coming, default=None),
        has_sentence=has_sentence(room),
    )


def _dates_set(room: Room) -> Iterator[datetime]:
    for card in room.meeting.cards:
        if card.due and not card.withdrawn and not card.replaced:
            yield datetime.fromisoformat(card.due)


def _sentence(room: Room) -> Card | None:
    """The text of the field that has to begin with the process's opening word."""
    process = room.meeting.rounds[0].process
    kinds = [kind.id for kind in process.kinds if kind.opening] if process else []
    return next((card for kind in kinds for card in room.meeting.standing_cards(1, kind)), None)
