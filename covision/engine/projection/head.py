"""The top of the page, the clock, and the step the viewer looks at."""

from datetime import timedelta

from covision.engine.meeting import Meeting
from covision.engine.path import later_seconds, spread
from covision.engine.scene.head import ClockView, Head, Top

from .viewer import Viewer, looked_at

MODEL = 7  # micro steps of the resource model


def top(meeting: Meeting, viewer: Viewer) -> Top:
    step = meeting.step_at(*looked_at(meeting, viewer))
    current = meeting.round_now()
    round = meeting.place()[0]
    return Top(
        standing="in",
        macro=meeting.step().macro,
        field=step.field,
        round=round,
        rounds=max(meeting.planned_rounds, len(meeting.rounds)),
        case=meeting.client(round) if current and current.began and round else 0,
        spoken=meeting.spoken,
        rehearsal=meeting.rehearsal,
        closed=meeting.closed,
        looking=viewer.looks_back(),
    )


def clock(meeting: Meeting, viewer: Viewer) -> ClockView | None:
    clock = meeting.clock
    if meeting.closed or not clock.length:
        return None
    ends = clock.since + timedelta(seconds=clock.length - clock.spent) if clock.since else None
    later = later_seconds(meeting, ends)
    return ClockView(
        length=clock.length,
        running=clock.since is not None,
        ends=ends,
        finish=ends + timedelta(seconds=later) if ends else None,
        left=max(0, clock.length - clock.spent),
        later=later,
        more_asked=clock.more_asked,
        may_ask=not clock.more_asked and not meeting.alone,
        may_steer=meeting.holder == viewer.seat,
        lost=meeting.started is not None and _late(meeting),
    )


def _late(meeting: Meeting) -> bool:
    """Whether the plan from the last change of the clock on ends after the planned end of the meeting."""
    at = meeting.clock.since or meeting.visit().began
    assert meeting.started is not None
    left = max(0, meeting.clock.length - meeting.clock.spent)
    ends = at + timedelta(seconds=left + later_seconds(meeting))
    too_long = ends > meeting.started + timedelta(seconds=meeting.minutes * 60)
    return too_long and sum(seconds for _, _, seconds in spread(meeting, at)) < later_seconds(meeting)


def head(meeting: Meeting, viewer: Viewer) -> Head:
    round, name = looked_at(meeting, viewer)
    process = meeting.process_at(round, name)
    step = process.step(name)
    number, of = _counted(meeting, round, name)
    return Head(
        process=process.id,
        round=round,
        step=name,
        micro=number,
        field=step.field,
        looking=viewer.looks_back(),
        client=meeting.client(round),
        of=of,
        lap=0 if viewer.looks_back() else meeting.lap(),
        still=step.still,
        sure=step.evidence,
    )


def _counted(meeting: Meeting, round: int, name: str) -> tuple[int, int]:
    """Which step of how many: of the resource model's seven, or of a method's own; not where the frame is
    around that."""
    process = meeting.process_at(round, name)
    step = process.step(name)
    if step.macro != "main":
        last = meeting.round_now()
        counts_itself = last is not None and last.process is not None and not last.process.of("main")[0].micro
        return (step.micro, 0 if counts_itself and step.macro == "final" else MODEL)
    if step.micro:
        return (step.micro, MODEL)
    line = [other.id for other in process.line()]
    return (line.index(name) + 1, len(line)) if name in line else (0, 0)
