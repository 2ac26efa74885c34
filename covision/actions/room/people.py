"""What a room knows of its people beyond the journal: names, what they have learnt, prepared, taken on and answered."""

from collections.abc import Callable, Iterator

from covision import vault
from covision.actions.commitments import commitments
from covision.actions.learning import learning
from covision.actions.processes import versions as process_versions
from covision.actions.shared.former_members import former_members
from covision.actions.shared.room_alarms import COMMITMENTS, PRACTICE, PREPARED, Alarm
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.engine.process import Process
from covision.models.database import is_sqlite
from covision.models.meetings import Seat

from . import case_answers, hint_dismissals, preparation
from .room import Room


@value
class Source:
    name: str
    is_needed: Callable[[Room], bool]
    read: Callable[[Room], bool]  # whether it was new
    alarm: Alarm | None = None  # makes it old; without one it is read whenever it is needed


def refresh(room: Room, *names: str) -> bool:
    """Read again what is needed and old, of these sources or of all; whether anything was new."""
    news = False
    for source in SOURCES:
        if (not names or source.name in names) and _is_old(room, source):
            edition = source.alarm and source.alarm.edition()
            news |= source.read(room)
            room.read_at[source.name] = edition
    return news


def is_behind(room: Room) -> bool:
    """Whether an alarm makes old what the room has read. Where other processes write too, it always may."""
    return any(source.alarm is not None and _is_old(room, source) for source in SOURCES)


def add_person(room: Room, seat: int, name: str, person: int) -> None:
    """To be called before the others are told that somebody asks to come in."""
    room.names[seat], room.seats[person] = name, seat
    room.read_at.clear()
    refresh(room, "practice", "prepared", "own steps")


def find_seat(room: Room, person: int) -> int | None:
    """A person's seat, also when it came to them after the room was opened, as a guest's does who signs in."""
    row = None if person in room.seats else Seat.objects.filter(meeting_id=room.id, person_id=person).first()
    if row is not None:
        add_person(room, row.number, row.name, person)
    return room.seat_of(person)


def refresh_names(room: Room) -> None:
    with room.lock:
        room.names, room.seats = _names_and_seats(room)
        room.names_edition += 1
        # of `meeting`, not of `head`: what is on its way to the disk stays
        kept = {card.text.id for card in room.meeting.cards if card.text}
        wanted = [(ref, *room.sealed_as[ref]) for ref in kept if ref in room.sealed_as]
        opened = vault.MEETINGS.open(room.id, wanted, room.key)
        for ref in kept - opened.keys():
            room.texts.pop(ref, None)


def ways(room: Room) -> tuple[Process, ...]:
    """The processes the circle works by, each in the version with which this meeting began, if it has."""
    begun = {
        process_versions.base(round.process.id): round.process
        for round in room.meeting.rounds
        if round.process
    }
    return tuple(begun.get(process_versions.base(way.id), way) for way in room.prepared.ways)


def followed(meeting: Meeting) -> Iterator[str]:
    return (round.process.id for round in meeting.rounds if round.process)


def _is_old(room: Room, source: Source) -> bool:
    if not source.is_needed(room):
        return False
    return source.alarm is None or room.read_at.get(source.name) != source.alarm.edition()


def _has_nameless_seats(room: Room) -> bool:
    return not len(room.names) >= len(room.head.seats) > 0


def _read_names(room: Room) -> bool:
    names, seats = _names_and_seats(room)
    room.names.update(names)
    room.seats.update(seats)
    return False  # who came is news of the journal


def _names_and_seats(room: Room) -> tuple[dict[int, str], dict[int, int]]:
    rows = list(Seat.objects.filter(meeting_id=room.id).values_list("number", "name", "person_id"))
    former = former_members(room.circle_id, [person for _, _, person in rows]) if room.lasting else ()
    names = {number: "" if person in former else name for number, name, person in rows}
    return names, {person: number for number, _, person in rows}


def _read_practice(room: Room) -> bool:
    by_person, before = learning.learnt(room.seats), room.learnt
    room.learnt = {room.seats[person]: learnt for person, learnt in by_person.items()}
    room.feel_ready = frozenset(
        (seat, role) for seat, learnt in room.learnt.items() for role in learnt.ready_for
    )
    return room.learnt != before


def _prepares(room: Room) -> bool:
    return room.lasting and bool(room.meeting.visits) and room.meeting.step().macro != "main"


def _read_prepared(room: Room) -> bool:
    prepared, before = preparation.find_prepared(room.id, room.circle_id, room.seats), room.prepared
    for ref in before.texts().keys() - prepared.texts().keys():
        room.texts.pop(ref, None)  # a case that is open no longer
    room.texts.update(prepared.texts())
    room.prepared = prepared
    return prepared != before


def _looks_back(room: Room) -> bool:
    meeting = room.meeting
    if not room.lasting or meeting.closed or not meeting.visits:
        return False
    kinds = (meeting.process().kind(kind) for may in meeting.step().may for kind in may.kinds)
    return any(kind is not None and kind.back for kind in kinds)


def _read_own_steps(room: Room) -> bool:
    by_person, before = commitments.to_look_back_on(room.id, room.seats), room.own_steps
    room.own_words = {
        ref: text for steps in by_person.values() for _, words in steps for ref, text in words.items()
    }
    room.own_steps = {
        room.seats[person]: tuple(step for step, _ in steps) for person, steps in by_person.items()
    }
    return room.own_steps != before


def _round_answered_for(room: Room) -> tuple[int, str, str]:
    now = room.meeting.round_now()
    if now is None or now.process is None or not (now.began and now.case and room.lasting):
        return 0, "", ""
    goes_on = not room.meeting.closed and room.meeting.step().macro == "main"
    return (now.number, now.case, now.process.id) if goes_on else (0, "", "")


def _read_answers(room: Room) -> bool:
    room.answered = number, case, process = _round_answered_for(room)
    before, room.answers = room.answers, case_answers.brought(room.id, case, process) if number else {}
    return room.answers != before


def _needs_dismissals(room: Room) -> bool:
    return room.meeting.help != "off" and not (room.hint_memory.is_loaded and is_sqlite())


SOURCES = (
    Source("names", _has_nameless_seats, _read_names),
    Source("practice", lambda _: True, _read_practice, PRACTICE),
    Source("prepared", _prepares, _read_prepared, PREPARED),
    Source("own steps", _looks_back, _read_own_steps, COMMITMENTS),
    Source("answers", lambda room: _round_answered_for(room) != room.answered, _read_answers),
    Source(
        "dismissed hints", _needs_dismissals, lambda room: hint_dismissals.read(room.hint_memory, room.id)
    ),
)
