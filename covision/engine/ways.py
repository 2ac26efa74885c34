"""Where a round may go beside straight on: ways back, around, to the side, and to the next person's case."""

from collections.abc import Iterable

from .events import RoleSeat
from .meeting import Meeting
from .process import Step
from .rules import GROUP, Way


def onward(meeting: Meeting) -> str:
    """The step from which the group goes straight on: the one it is in, or the one it stepped aside from."""
    round, step = meeting.place()
    return came_from(meeting, round, len(meeting.visits) - 1) if meeting.step().aside else step


def came_from(meeting: Meeting, round: int, at: int) -> str:
    """The last step of the line before the visit number `at`."""
    process = meeting.rounds[round - 1].process
    assert process is not None
    before = (visit.step for visit in reversed(meeting.visits[: at + 1]) if visit.round == round)
    return next((step for step in before if not process.step(step).aside), process.line()[0].id)


def main_steps(meeting: Meeting, round: int) -> tuple[Step, ...]:
    """The steps of a round: those of the line, and after each the steps aside that were visited from it."""
    process = meeting.process_of(round)
    if process is None:
        return ()
    if len(process.line()) == len(process.of("main")):
        return process.of("main")
    aside: dict[str, list[Step]] = {}
    for at, visit in enumerate(meeting.visits):
        if visit.round == round and process.has_step(visit.step) and process.step(visit.step).aside:
            seen = aside.setdefault(came_from(meeting, round, at), [])
            seen += [process.step(visit.step)] if process.step(visit.step) not in seen else []
    return tuple(step for line in process.line() for step in (line, *aside.get(line.id, ())))


def way_named(meeting: Meeting, id: str) -> Way | None:
    return next((way for way in meeting.step().ways if way.id == id), None)


def times_taken(meeting: Meeting, way: Way) -> int:
    round, step = meeting.place()
    name = f"{step}.{way.id}"
    return sum(1 for visit in meeting.visits if visit.round == round and visit.way == name)


def is_left(meeting: Meeting, way: Way) -> bool:
    return not way.most or times_taken(meeting, way) < way.most


def is_decided(meeting: Meeting, way: Way, away: Iterable[int] = ()) -> bool:
    """Whether those who decide about a way wish for it, so that the holder of the bar may take it. Where
    nobody in the room has the role that decides, the holder does; as well where the step has no other way out
    and all who decide are `away`, out of reach."""
    wishing = {seat for name, seat in meeting.wishes if name == way.id and meeting.is_in(seat)}
    missed = set(away) if meeting.step().only_ways else set()
    if way.by == GROUP:
        return len(wishing) * 2 > len(set(meeting.taking_part(meeting.place()[0])) - missed)
    deciding = who_decide(meeting, way)
    return not deciding - missed or bool(wishing & deciding)


def who_decide(meeting: Meeting, way: Way) -> set[int]:
    if not way.by or way.by == GROUP:
        return set()
    place = meeting.place()
    return {seat.number for seat in meeting.people() if way.by in meeting.roles(seat.number, *place)}


def open_ways(meeting: Meeting, away: Iterable[int] = ()) -> tuple[Way, ...]:
    return tuple(
        way for way in meeting.step().ways if is_left(meeting, way) and is_decided(meeting, way, away)
    )


def leads_back(meeting: Meeting, way: Way) -> bool:
    round = meeting.place()[0]
    return any((visit.round, visit.step) == (round, way.to) for visit in meeting.visits)


def next_client(meeting: Meeting) -> int:
    """The next in the circle who brings a case where everybody does once; 0 if all have."""
    current = meeting.round(meeting.place()[0])
    if current is None or current.process is None or not current.process.each_once:
        return 0
    been = {
        meeting.client(other.number)
        for other in meeting.rounds[: current.number]
        if other.process and other.process.id == current.process.id and other.began
    }
    client = meeting.client(current.number)
    left = [seat for seat in meeting.taking_part(current.number) if seat not in been]
    return next((seat for seat in left if seat > client), next(iter(left), 0))


def turned_parts(meeting: Meeting, client: int) -> tuple[RoleSeat, ...]:
    current = meeting.rounds[meeting.place()[0] - 1]
    assert current.process is not None
    brings, before = current.process.brings(), meeting.client(current.number)
    swapped = {client: before, before: client}
    return tuple(
        RoleSeat(role, client if role == brings else swapped[seat] if seat == client else seat)
        for role, seat in current.parts
    )
