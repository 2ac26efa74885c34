"""The path of a meeting: which steps it has, what comes next, and how the time is shared out."""

from datetime import datetime, timedelta

from .events import PlannedStep
from .meeting import Meeting, Place
from .ways import main_steps, next_client, onward, way_named

SHORTEST = 60
GRAIN = 30


def places(meeting: Meeting) -> tuple[Place, ...]:
    """Every step the meeting is known to have, in order. Of a round that lies behind it, the steps in which
    the group has been."""
    assert meeting.frame is not None
    initial = meeting.frame.of("initial")
    path: list[Place] = [(0, step.id) for step in initial if not step.each_round]
    for round in range(1, max(1, len(meeting.rounds)) + 1):
        path += _places_of_round(meeting, round)
    return tuple(path + [(0, step.id) for step in meeting.frame.of("final")])


def _places_of_round(meeting: Meeting, round: int) -> list[Place]:
    assert meeting.frame is not None
    this_round, current = meeting.round(round), meeting.place()[0]
    turned = this_round is not None and this_round.turned
    before = [step.id for step in meeting.frame.of("initial") if step.each_round and not turned]
    steps = [(round, id) for id in (*before, *(step.id for step in main_steps(meeting, round)))]
    behind = current > round or meeting.step().macro == "final"
    been = {(visit.round, visit.step) for visit in meeting.visits} if behind else set(steps)
    return [place for place in steps if place in been]


def next_place(meeting: Meeting, then: str = "") -> Place | None:
    """Where the meeting goes from here; None is the end. After a round `then` decides; in between it may name
    a way."""
    assert meeting.frame is not None
    round = meeting.place()[0]
    final = (0, meeting.frame.of("final")[0].id)
    way = way_named(meeting, then)
    if way is not None:
        return (round, way.to)
    if then == "final" and (ends_round(meeting) or meeting.step().act in {"choose", "cast"}):
        return final
    if ends_round(meeting):
        if turns_on(meeting, then):
            return (round + 1, meeting.process().line()[0].id)
        again = next((step.id for step in meeting.frame.of("initial") if step.each_round), "")
        if again and goes_round_again(meeting, then):
            return (round + 1, again)
        return final
    line = [place for place in places(meeting) if not meeting.step_at(*place).aside]
    at = line.index((round, onward(meeting)))
    return line[at + 1] if at + 1 < len(line) else None


def place_before(meeting: Meeting) -> Place | None:
    path = places(meeting)
    at = path.index(meeting.place())
    return path[at - 1] if at > 0 else None


def ends_round(meeting: Meeting) -> bool:
    """Whether the current step is the last of a round's main phase, or was reached aside from it."""
    round, step = meeting.place()
    process = meeting.process_of(round)
    return process is not None and process.has_step(step) and process.line()[-1].id == onward(meeting)


def turns_on(meeting: Meeting, then: str) -> bool:
    return then in {"", "turn"} and next_client(meeting) > 0


def goes_round_again(meeting: Meeting, then: str) -> bool:
    if then:
        return then == "round"
    return len(meeting.rounds) < meeting.planned_rounds and bool(meeting.open_cases())


def later_places(meeting: Meeting) -> tuple[Place, ...]:
    path = places(meeting)
    return path[path.index(meeting.place()) + 1 :]


def later_seconds(meeting: Meeting, ends: datetime | None = None) -> int:
    """Planned seconds after the current step, which ends at `ends`. While a planned round has no process yet,
    the meeting is believed to last as long as it was planned."""
    planned = sum(meeting.planned(*place) for place in later_places(meeting))
    if ends is None or meeting.started is None or not _rounds_to_come(meeting):
        return planned
    planned_end = meeting.started + timedelta(minutes=meeting.minutes)
    return max(planned, int((planned_end - ends).total_seconds()))


def _rounds_to_come(meeting: Meeting) -> bool:
    if meeting.step().macro == "final":
        return False
    return len(meeting.rounds) < meeting.planned_rounds or meeting.rounds[-1].process is None


def spread(meeting: Meeting, now: datetime) -> tuple[PlannedStep, ...]:
    """The time until the planned end, shared out over the later steps in proportion, none under a minute."""
    later = [(round, step, meeting.minutes_of(round, step)) for round, step in later_places(meeting)]
    weight = sum(minutes for _, _, minutes in later)
    if not meeting.started or not weight:
        return ()
    left_here = max(0, meeting.clock.length - meeting.clock.used(now))
    rest = meeting.minutes * 60 - int((now - meeting.started).total_seconds()) - left_here
    return tuple(
        PlannedStep(round, step, max(SHORTEST, rest * minutes // weight // GRAIN * GRAIN))
        for round, step, minutes in later
        if minutes
    )
