"""Rehearsals: a newcomer and simulated peers in a meeting of their own."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from covision import hub
from covision.engine import commands as c
from covision.engine.names import clean_name, name_key
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from covision.models.rehearsals import Rehearsal

from .meetings import KEEP_REHEARSAL, open_meeting
from .people import log_in_simulated
from .rooms import Room, act

MINUTES = 60
PACES = (0.5, 1.0, 2.0, 4.0)
MOST_AT_ONCE = 20


@value
class Cast:
    """What a written case brings: its id, the invented circle, and the people in it, in order."""

    case: str
    circle: str
    focus: str
    names: tuple[str, ...]


@value
class Playing:
    """A rehearsal for the simulated peers: `names` and `keys` (login cookies) by seat; `person` is the real one's seat."""

    room: str
    case: str
    language: str
    seed: int
    pace: float
    role: str
    person: int
    names: tuple[tuple[int, str], ...]
    keys: tuple[tuple[int, str], ...]


def start_rehearsal(
    cast: Cast, *, role: str, pace: float, name: str, place: int, by: Person, now: datetime
) -> Room:
    """This will open a meeting in which `by` takes the place of the `place`th person (from 0) of the cast.

    :raises Refused: the name is missing, the pace is not offered, or too many rehearsals run on this server.
    """
    if pace not in PACES:
        raise Refused("Please choose one of the speeds.", "invalid")
    if Rehearsal.objects.filter(meeting__ended=None, meeting__erase_after__gt=now).count() >= MOST_AT_ONCE:
        raise Refused("Many rehearsals are running just now. Please try again in a while.", "fast")
    shown = clean_name(name)
    others = [
        other for at, other in enumerate(cast.names) if at != place and name_key(other) != name_key(shown)
    ]
    with transaction.atomic():
        meeting = _meeting(cast, now)
        Rehearsal.objects.create(
            meeting=meeting, case_id=cast.case, seed=secrets.randbelow(2**31), pace=pace, role=role, person=by
        )
        seats = _seats(meeting, others, by, shown, now)
    room = open_meeting(meeting, MINUTES, 1, spoken=False, rehearsal=True, now=now)
    for seat in seats[1:]:
        act(room, c.AskToComeIn(), by=seat, now=now, command_id=secrets.token_urlsafe(16)).result()
        act(room, c.LetIn(seat), by=1, now=now, command_id=secrets.token_urlsafe(16)).result()
    hub.wake(hub.REHEARSALS)
    return room


def rehearsals_to_play(known: Sequence[str], now: datetime) -> list[Playing]:
    """This will list the running rehearsals whose rooms are not `known`, with fresh logins for their peers."""
    running = Rehearsal.objects.filter(meeting__ended=None, meeting__erase_after__gt=now)
    return [
        _playing(rehearsal)
        for rehearsal in running.exclude(meeting__public_id__in=known).select_related("meeting", "person")
    ]


def _playing(rehearsal: Rehearsal) -> Playing:
    seats = list(Seat.objects.filter(meeting=rehearsal.meeting).select_related("person").order_by("number"))
    return Playing(
        room=rehearsal.meeting.public_id,
        case=rehearsal.case_id,
        language=rehearsal.person.language,
        seed=rehearsal.seed,
        pace=rehearsal.pace,
        role=rehearsal.role,
        person=next(seat.number for seat in seats if seat.person_id == rehearsal.person_id),
        names=tuple((seat.number, seat.name) for seat in seats),
        keys=tuple((seat.number, log_in_simulated(seat.person)) for seat in seats if seat.person.simulated),
    )


def _meeting(cast: Cast, now: datetime) -> Meeting:
    circle = Circle.objects.create(name=cast.circle, focus=cast.focus, created=now)
    return Meeting.objects.create(
        circle=circle, kind=Meeting.Kind.REHEARSAL, created=now, erase_after=now + KEEP_REHEARSAL
    )


def _seats(meeting: Meeting, others: Sequence[str], by: Person, name: str, now: datetime) -> list[int]:
    """The simulated peers first: one of them opens the meeting. The person comes last."""
    for number, other in enumerate(others, 1):
        peer = Person.objects.create(language=by.language, simulated=True, joined=now.date())
        _seat(meeting, number, peer, other)
    _seat(meeting, len(others) + 1, by, name)
    return list(range(1, len(others) + 2))


def _seat(meeting: Meeting, number: int, person: Person, name: str) -> None:
    Seat.objects.create(
        meeting=meeting,
        number=number,
        person=person,
        name=name,
        name_key=name_key(name),
        language=person.language,
    )
