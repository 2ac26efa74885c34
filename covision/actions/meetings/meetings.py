"""Meetings and who comes to them: start one, ask to come in, keep the day it ended."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from covision import processes, vault
from covision.actions.circles.agreements import retention
from covision.actions.room.people import add_person
from covision.actions.room.room import Room
from covision.actions.room.rooms import act, forget_room, open_room
from covision.actions.shared.text import clean_text
from covision.engine import commands as c
from covision.engine.names import clean_name, name_key
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.circles import Circle, Membership
from covision.models.database import DEFAULT, scrub
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person

KEEP_MEETING = timedelta(days=14)
KEEP_REHEARSAL = timedelta(days=1)
KEEP_UNENDED = timedelta(days=30)
LONGEST_CIRCLE = 80
LONGEST_FOCUS = 160
LENGTHS = range(15, 241)
ROUNDS = range(1, 7)
SEAT_TRIES = 8


@value
class Plan:
    circle: str  # as typed
    focus: str
    minutes: int  # for all rounds
    rounds: int
    spoken: bool  # the group will talk


def start_meeting(plan: Plan, *, name: str, by: Person, now: datetime) -> Room:
    circle, focus = check_plan(plan, name)
    clean = clean_name(name)
    with transaction.atomic():
        founded = Circle.objects.create(name=circle, focus=focus, created=now)
        Membership.objects.create(circle=founded, person=by, since=now)
        meeting = Meeting.objects.create(circle=founded, created=_minute(now), erase_after=now + KEEP_UNENDED)
        take_seat(meeting, 1, by, clean)
    return open_meeting(meeting, plan.minutes, plan.rounds, spoken=plan.spoken, rehearsal=False, now=now)


def check_plan(plan: Plan, name: str) -> tuple[str, str]:
    clean_name(name)
    check_length(plan.minutes, plan.rounds)
    return _circle_words(plan)


def check_length(minutes: int, rounds: int) -> None:
    if minutes not in LENGTHS or rounds not in ROUNDS:
        raise Refused(
            "Please choose how long the meeting is and how many rounds it has.", "invalid", field="minutes"
        )


def open_meeting(
    meeting: Meeting, minutes: int, rounds: int, *, spoken: bool, rehearsal: bool, now: datetime
) -> Room:
    vault.MEETINGS.keys.create(meeting.pk)
    room = open_room(meeting.public_id)
    command = c.OpenMeeting(processes.frame(), minutes, rounds, spoken, rehearsal)
    act(room, command, by=1, now=now, command_id=secrets.token_urlsafe(16)).result()
    return room


def meeting_of_link(token: str) -> Meeting | None:
    return Meeting.objects.filter(join_token=token, ended=None).select_related("circle").first()


def ask_to_come_in(meeting: Meeting, *, name: str, by: Person, now: datetime) -> Room:
    """:raises Refused: the name is missing or taken, or the meeting is over or full."""
    room = open_room(meeting.public_id)
    if room.seat_of(by.pk) is not None:
        return room
    clean = clean_name(name)
    number = _next_seat(meeting, by, clean).number
    room = open_room(meeting.public_id)
    add_person(room, number, clean, by.pk)
    act(room, c.AskToComeIn(), by=number, now=now, command_id=secrets.token_urlsafe(16)).result()
    return room


def record_end(room: Room, now: datetime) -> None:
    """Write down that a meeting has ended, or goes on after all, and how long it is kept (trust.md 4.3)."""
    if not room.meeting.closed and room.meeting.step().macro != "final":
        return
    row = Meeting.objects.filter(pk=room.id).first()
    if row is None or room.meeting.closed == (row.ended is not None):
        return
    if not room.meeting.closed:
        Meeting.objects.filter(pk=room.id).update(ended=None, erase_after=now + KEEP_UNENDED)
        return
    keep = KEEP_REHEARSAL if row.kind == Meeting.Kind.REHEARSAL else retention(row.circle_id, KEEP_MEETING)
    Meeting.objects.filter(pk=room.id).update(ended=_minute(now), erase_after=now + keep)


def erase_due(now: datetime) -> int:
    due = list(Meeting.objects.filter(erase_after__lte=now))
    for meeting in due:
        erase_meeting(meeting)
    return len(due)


def erase_meeting(meeting: Meeting) -> None:
    """Erase a meeting and everything in it, at once and for good; of a rehearsal its invented people too."""
    forget_room(meeting.public_id)
    vault.MEETINGS.erase([meeting.pk])
    invented = list(_invented(meeting))
    circle = meeting.circle if invented else None
    meeting.delete()
    Person.objects.filter(pk__in=invented).delete()
    if circle is not None:
        circle.delete()
    transaction.on_commit(lambda: scrub(DEFAULT))


def _invented(meeting: Meeting) -> Iterable[int]:
    if meeting.kind != Meeting.Kind.REHEARSAL:
        return ()
    return Person.objects.filter(seats__meeting=meeting, simulated=True).values_list("pk", flat=True)


def _circle_words(plan: Plan) -> tuple[str, str]:
    circle, focus = clean_text(plan.circle), clean_text(plan.focus)
    if not circle:
        raise Refused("Please give the circle a name.", "invalid", field="circle")
    if len(circle) > LONGEST_CIRCLE or len(focus) > LONGEST_FOCUS or "\n" in circle + focus:
        raise Refused(
            "The name of a circle has at most {circle} characters, its focus at most {focus}.",
            "invalid",
            circle=LONGEST_CIRCLE,
            focus=LONGEST_FOCUS,
            field="circle",
        )
    return circle, focus


def _next_seat(meeting: Meeting, by: Person, name: str) -> Seat:
    if Seat.objects.filter(meeting=meeting, name_key=name_key(name)).exists():
        raise Refused(
            "Somebody in this meeting has this name, or one that looks like it. Please add something.",
            "invalid",
            field="name",
        )
    return take_next_seat(meeting, by, lambda: name)


def take_next_seat(meeting: Meeting, by: Person, find_name: Callable[[], str]) -> Seat:
    """`find_name` is asked before each try: somebody may be quicker.

    :raises Refused: many were.
    """
    for _ in range(SEAT_TRIES):
        last = Seat.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return take_seat(meeting, last + 1, by, find_name())
        except IntegrityError:
            continue
    raise Refused("Many people are coming in at once. Please try again.", "fast")


def take_seat(meeting: Meeting, number: int, person: Person, name: str) -> Seat:
    return Seat.objects.create(
        meeting=meeting,
        number=number,
        person=person,
        name=name,
        name_key=name_key(name),
        language=person.language,
    )


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
