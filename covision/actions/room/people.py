"""What a room knows of its people beyond the journal: names, what they have learnt, prepared, taken on and answered."""

from collections.abc import Iterator

from covision import vault
from covision.actions.commitments import commitments
from covision.actions.learning import learning
from covision.actions.processes import versions as process_versions
from covision.actions.shared.former_members import former_members
from covision.engine.meeting import Meeting
from covision.engine.process import Process
from covision.models.meetings import Seat

from . import case_answers, preparation
from .room import Room


def learn_name(room: Room, seat: int, name: str, person: int) -> None:
    """This will know a newcomer by name before the others are told that somebody asks to come in."""
    room.names[seat], room.seats[person] = name, seat
    learn_practice(room)
    learn_prepared(room)
    room.own_at = None
    learn_own_steps(room)


def learn_anew(room: Room) -> None:
    """This will read names and texts again: somebody may have taken theirs along. What is still on its way to the disk
    stays."""
    with room.lock:
        seats = _named_seats(room)
        room.names = {number: name for number, name, _ in seats}
        room.seats = {person: number for number, _, person in seats}
        room.names_edition += 1
        kept = {card.text.id for card in room.shown.cards if card.text}
        wanted = [(ref, *room.sealed_as[ref]) for ref in kept if ref in room.sealed_as]
        opened = vault.MEETINGS.open(room.id, wanted, room.key)
        for ref in kept - opened.keys():
            room.texts.pop(ref, None)


def learn_practice(room: Room) -> bool:
    """This will know how much to explain to whom, and who feels ready for what; it says whether anything was new."""
    edition = learning.edition()
    by_seat = learning.learnt(room.seats)
    by_seat, before = {room.seats[person]: learnt for person, learnt in by_seat.items()}, room.learnt
    room.learnt, room.learnt_at = by_seat, edition
    room.feel_ready = frozenset((seat, role) for seat, learnt in by_seat.items() for role in learnt.ready_for)
    return by_seat != before


def learn_prepared(room: Room) -> bool:
    """This will know, before and after the rounds, what members of the circle have prepared; it says whether anything was
    new. Cases that are open no longer leave the memory."""
    if not _prepares(room):
        return False
    edition = preparation.edition()
    prepared, before = preparation.find_prepared(room.id, room.circle_id, room.seats), room.prepared
    for ref in before.texts().keys() - prepared.texts().keys():
        room.texts.pop(ref, None)
    room.texts.update(prepared.texts())
    room.prepared, room.prepared_at = prepared, edition
    return prepared != before


def learn_own_steps(room: Room) -> bool:
    """This will know what each person took on in earlier meetings, while there is a place for looking back; it says whether
    anything was new. Each sees only her own."""
    edition = commitments.edition()
    if room.own_at == edition or not _looks_back(room):
        return False
    by_person = commitments.to_look_back_on(room.id, room.seats)
    before, room.own_at = room.own_steps, edition
    room.own_words = {
        ref: text for steps in by_person.values() for _, words in steps for ref, text in words.items()
    }
    room.own_steps = {
        room.seats[person]: tuple(step for step, _ in steps) for person, steps in by_person.items()
    }
    return room.own_steps != before


def ways(room: Room) -> tuple[Process, ...]:
    """The processes the circle works by, each in the version with which this meeting began, if it has."""
    begun = {
        process_versions.base(round.process.id): round.process for round in room.shown.rounds if round.process
    }
    return tuple(begun.get(process_versions.base(way.id), way) for way in room.prepared.ways)


def followed(meeting: Meeting) -> Iterator[str]:
    """The ids of the processes that the rounds of a meeting follow."""
    return (round.process.id for round in meeting.rounds if round.process)


def is_behind(room: Room) -> bool:
    """Whether something may be known of its people that the room has not read yet. Where other processes write too, it
    always may."""
    return (
        room.learnt_at != learning.edition()
        or (_prepares(room) and room.prepared_at != preparation.edition())
        or (_looks_back(room) and room.own_at != commitments.edition())
    )


def _prepares(room: Room) -> bool:
    return room.lasting and bool(room.shown.visits) and room.shown.step().macro != "main"


def _looks_back(room: Room) -> bool:
    meeting = room.shown
    if not room.lasting or meeting.closed or not meeting.visits:
        return False
    kinds = (meeting.process().kind(kind) for may in meeting.step().may for kind in may.kinds)
    return any(kind is not None and kind.back for kind in kinds)


def learn_answers(room: Room) -> bool:
    """This will know what the client of a round answered beforehand for its process, as long as the round goes on; it says
    whether anything was new. Nobody but the client is shown it."""
    now = room.shown.round_now()
    begun = bool(now and now.began and now.case) and not room.shown.closed
    goes_on = begun and room.shown.step().macro == "main"
    process = now.process.id if now and now.process and goes_on else ""
    of = (now.number, now.case, process) if now and process and room.lasting else (0, "", "")
    if of == room.answered:
        return False
    room.answered = of
    before, room.answers = room.answers, case_answers.brought(room.id, *of[1:]) if of[0] else {}
    return room.answers != before


def find_seat(room: Room, person: int) -> int | None:
    """This will be a person's seat, also when it came to them after the room was opened, as a guest's does who signs in."""
    row = None if person in room.seats else Seat.objects.filter(meeting_id=room.id, person_id=person).first()
    if row is not None:
        learn_name(room, row.number, row.name, person)
    return room.seat_of(person)


def learn_names(room: Room) -> None:
    if len(room.names) >= len(room.head.seats) > 0:
        return
    for number, name, person in _named_seats(room):
        room.names[number] = name
        room.seats[person] = number


def _named_seats(room: Room) -> list[tuple[int, str, int]]:
    """Seats with name and person; a member who has left the circle is without a name."""
    seats = list(Seat.objects.filter(meeting_id=room.id).values_list("number", "name", "person_id"))
    former = former_members(room.circle_id, [person for _, _, person in seats]) if room.lasting else ()
    return [(number, "" if person in former else name, person) for number, name, person in seats]
