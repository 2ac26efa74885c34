"""Rehearsals: a newcomer and simulated peers in a meeting of their own."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from covision import hub, processes
from covision.actions.room.room import Room
from covision.actions.room.rooms import act, no_such_meeting, open_room, opened
from covision.engine import commands as c
from covision.engine.names import clean_name, name_key
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from covision.models.rehearsals import Rehearsal

from .meetings import KEEP_REHEARSAL, ask_to_come_in, erase_meeting, open_meeting, take_seat

MINUTES = 60
PACES = (0.5, 1.0, 2.0, 4.0, 8.0)
MOST_COLLEAGUES = 3
MOST_AT_ONCE = 20
ARRIVING = (0, "arrive")
PATIENCE = timedelta(minutes=4)  # for colleagues who do not come


@value
class Cast:
    """What a written case brings."""

    case: str  # its id
    circle: str  # an invented one
    focus: str
    names: tuple[str, ...]  # as many people as are to take part, in order


@value
class Playing:
    """A rehearsal for the simulated peers."""

    room: str
    case: str
    process: str
    language: str
    seed: int
    pace: float
    role: str
    person: str  # the name of whoever began it
    party: int  # how many are expected
    paused: bool
    peers: tuple[tuple[int, str], ...]  # seat and name


@value
class Tempo:
    pace: float
    paused: bool
    peers: int  # how many are simulated
    place: str
    ready: int  # how many real people have said that they are, at this place


@value
class RehearsalWish:
    process: str
    role: str
    place: int  # in the cast, from 0
    pace: float
    colleagues: int = 0  # real ones, who will come by the link instead of as many of the others


@value
class Going:
    case: str
    process: str
    brings: bool  # who began it came to bring the problem
    pace: float
    paused: bool
    is_own: bool  # the person began it, and so may erase it
    slower: bool
    faster: bool
    missing: int  # colleagues who are still waited for


def start_rehearsal(cast: Cast, wish: RehearsalWish, *, name: str, by: Person, now: datetime) -> Room:
    """:raises Refused: the name or a choice cannot be, or too many rehearsals run on this server."""
    if wish.pace not in PACES:
        raise Refused("Please choose one of the speeds.", "invalid")
    if wish.colleagues not in range(MOST_COLLEAGUES + 1):
        raise Refused("Please choose how many colleagues will come.", "invalid")
    if wish.colleagues > most_colleagues(len(cast.names)):
        raise Refused("This is made for fewer people. Please choose fewer colleagues.", "invalid")
    if Rehearsal.objects.filter(meeting__ended=None, meeting__erase_after__gt=now).count() >= MOST_AT_ONCE:
        raise Refused("Many rehearsals are running just now. Please try again in a while.", "fast")
    cleaned = clean_name(name)
    others, understudies = _others(cast, wish, cleaned)
    with transaction.atomic():
        meeting = _meeting(cast, now)
        Rehearsal.objects.create(
            meeting=meeting,
            case_id=cast.case,
            process_id=wish.process,
            seed=secrets.randbelow(2**31),
            pace=wish.pace,
            party=len(others) + 1 + wish.colleagues,
            role=wish.role,
            understudies="\n".join(understudies),
            person=by,
        )
        seats = _seats(meeting, others, by, cleaned, now)
    room = open_meeting(meeting, MINUTES, 1, spoken=False, rehearsal=True, now=now)
    for seat in seats[1:]:
        act(room, c.AskToComeIn(), by=seat, now=now, command_id=secrets.token_urlsafe(16)).result()
        act(room, c.LetIn(seat), by=1, now=now, command_id=secrets.token_urlsafe(16)).result()
    hub.wake(hub.REHEARSALS)
    return room


def most_colleagues(people: int) -> int:
    return max(0, min(MOST_COLLEAGUES, people - 2))  # somebody simulated opens the meeting


def rehearsals_to_play(playing: Sequence[str], now: datetime) -> list[Playing]:
    running = Rehearsal.objects.filter(meeting__ended=None, meeting__erase_after__gt=now)
    return [
        _playing(rehearsal)
        for rehearsal in running.exclude(meeting__public_id__in=playing).select_related("meeting", "person")
    ]


def tempos(rooms: Sequence[str]) -> dict[str, Tempo]:
    running = Rehearsal.objects.filter(meeting__public_id__in=rooms)
    peers = Count("meeting__seats", filter=Q(meeting__seats__person__simulated=True))
    rows = running.annotate(peers=peers).values_list("meeting__public_id", "pace", "paused", "peers")
    return {room: Tempo(pace, paused, many, *_ready(room)) for room, pace, paused, many in rows}


def going(room: Room, by: Person) -> Going | None:
    rehearsal = Rehearsal.objects.filter(meeting=room.id).first()
    if rehearsal is None:
        return None
    at = PACES.index(rehearsal.pace)
    return Going(
        case=rehearsal.case_id,
        process=rehearsal.process_id,
        brings=_brings(rehearsal),
        pace=rehearsal.pace,
        paused=rehearsal.paused,
        is_own=rehearsal.person_id == by.pk,
        slower=at > 0,
        faster=at < len(PACES) - 1,
        missing=_missing(rehearsal, room) if rehearsal.understudies else 0,
    )


def change_tempo(room: Room, how: str, *, by: int, now: datetime) -> None:
    """`how` is “hold”, “go-on”, “slower”, “faster”, or “without” the colleagues who have not come."""
    rehearsal = _rehearsal(room)
    at = PACES.index(rehearsal.pace)
    changed: dict[str, object] = {}
    match how:
        case "hold" | "go-on":
            hold = room.rests = how == "hold"
            changed = {"paused": hold, "clock_paused": _hold_clock(room, rehearsal, hold, by, now)}
        case "slower" | "faster":
            step = 1 if how == "faster" else -1
            changed = {"pace": PACES[min(len(PACES) - 1, max(0, at + step))]}
        case "without":
            fill_places(room, now)
        case _:
            raise Refused("Please choose one of the speeds.", "invalid")
    if changed:
        Rehearsal.objects.filter(pk=rehearsal.pk).update(**changed)
    hub.wake(hub.REHEARSALS)


def fill_places(room: Room, now: datetime) -> None:
    rehearsal = _rehearsal(room)
    names = rehearsal.understudies.splitlines()
    while _missing(rehearsal, room) and names:
        peer = Person.objects.create(language=rehearsal.person.language, simulated=True, joined=now.date())
        ask_to_come_in(rehearsal.meeting, name=names.pop(0), by=peer, now=now)
        _let_in(room, room.seats[peer.pk], now)
    hub.wake(hub.REHEARSALS)


def _let_in(room: Room, seat: int, now: datetime) -> None:
    try:
        act(room, c.LetIn(seat), by=1, now=now, command_id=secrets.token_urlsafe(16)).result()
    except Refused:
        if not room.head.is_in(seat):  # else a peer has opened the door already
            raise


def fill_places_due(now: datetime) -> None:
    due = Rehearsal.objects.filter(meeting__ended=None, meeting__erase_after__gt=now)
    for rehearsal in due.filter(meeting__created__lte=now - PATIENCE).exclude(understudies=""):
        room = open_room(rehearsal.meeting.public_id)
        if _missing(rehearsal, room):
            fill_places(room, now)


def erase_rehearsal(room: Room, by: Person) -> None:
    rehearsal = _rehearsal(room)
    if rehearsal.person_id != by.pk:
        raise Refused("Only whoever began a rehearsal can erase it.", "forbidden")
    erase_meeting(rehearsal.meeting)


def _ready(public_id: str) -> tuple[str, int]:
    room = opened(public_id)
    if room is None:
        return "", 0
    real = Seat.objects.filter(meeting=room.id, person__simulated=False).values_list("number", flat=True)
    return "{}-{}".format(*room.meeting.place()), len(hub.who_is_ready(room.id) & set(real))


def _brings(rehearsal: Rehearsal) -> bool:
    try:
        role = processes.process(rehearsal.process_id).role(rehearsal.role)
    except KeyError:  # the process is gone meanwhile
        return False
    return role is not None and role.brings


def _hold_clock(room: Room, rehearsal: Rehearsal, hold: bool, by: int, now: datetime) -> bool:
    """Only a clock that ran is stopped, and only one that was stopped here goes on."""
    runs, id = room.meeting.clock.since is not None, secrets.token_urlsafe(16)
    if hold and runs:
        act(room, c.PauseClock(), by=by, now=now, command_id=id).result()
        return True
    if not hold and not runs and rehearsal.clock_paused:
        act(room, c.StartClock(), by=by, now=now, command_id=id).result()
    return hold and rehearsal.clock_paused


def _missing(rehearsal: Rehearsal, room: Room) -> int:
    if room.meeting.closed or room.meeting.place() != ARRIVING:
        return 0
    return max(0, rehearsal.party - Seat.objects.filter(meeting=rehearsal.meeting).count())


def _rehearsal(room: Room) -> Rehearsal:
    rehearsal = Rehearsal.objects.filter(meeting=room.id).select_related("meeting").first()
    if rehearsal is None:
        raise no_such_meeting()
    return rehearsal


def _others(cast: Cast, wish: RehearsalWish, cleaned: str) -> tuple[list[str], list[str]]:
    others = [
        other
        for at, other in enumerate(cast.names)
        if at != wish.place and name_key(other) != name_key(cleaned)
    ]
    many = len(others) - wish.colleagues
    return others[:many], others[many:]


def _playing(rehearsal: Rehearsal) -> Playing:
    seats = list(Seat.objects.filter(meeting=rehearsal.meeting).select_related("person").order_by("number"))
    return Playing(
        room=rehearsal.meeting.public_id,
        case=rehearsal.case_id,
        process=rehearsal.process_id,
        language=rehearsal.person.language,
        seed=rehearsal.seed,
        pace=rehearsal.pace,
        role=rehearsal.role,
        party=max(rehearsal.party, len(seats)),
        paused=rehearsal.paused,
        person=next(seat.name for seat in seats if seat.person_id == rehearsal.person_id),
        peers=tuple((seat.number, seat.name) for seat in seats if seat.person.simulated),
    )


def _meeting(cast: Cast, now: datetime) -> Meeting:
    circle = Circle.objects.create(name=cast.circle, focus=cast.focus, created=now)
    return Meeting.objects.create(
        circle=circle, kind=Meeting.Kind.REHEARSAL, created=now, erase_after=now + KEEP_REHEARSAL
    )


def _seats(meeting: Meeting, others: Sequence[str], by: Person, name: str, now: datetime) -> list[int]:
    for number, other in enumerate(others, 1):  # the first of them opens the meeting
        peer = Person.objects.create(language=by.language, simulated=True, joined=now.date())
        take_seat(meeting, number, peer, other)
    take_seat(meeting, len(others) + 1, by, name)
    return list(range(1, len(others) + 2))
