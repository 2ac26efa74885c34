"""Steps begin, end and are undone."""

from dataclasses import replace
from datetime import datetime

from covision.engine import events as e
from covision.engine.meeting import Meeting, Move, Round, StepClock, Visit

from .common import logged


def step_began(meeting: Meeting, event: e.StepBegan, at: datetime) -> Meeting:
    rounds = meeting.rounds
    if event.round > len(rounds):
        rounds = (*rounds, Round(event.round))
    return replace(
        meeting,
        rounds=rounds,
        visits=(*meeting.visits, Visit(event.round, event.step, at, lap=event.lap, way=event.way)),
        clock=StepClock(length=event.seconds),
        wishes=(),
        agreed=(),
    )


def step_ended(meeting: Meeting, event: e.StepEnded, at: datetime) -> Meeting:
    visit = meeting.visit()
    left = replace(visit, ended=True, ready=event.ready, seconds=int((at - visit.began).total_seconds()))
    return replace(meeting, visits=(*meeting.visits[:-1], left), last_move=Move(at, visit, meeting.clock))


def undone(meeting: Meeting, by: int) -> Meeting:
    """The place and the clock go back; everything written in between stays. While Covision holds the bar the
    group is told, and Covision remembers where it was held back."""
    move = meeting.last_move
    if move is None:
        return meeting
    visits = meeting.visits[:-1] if meeting.closed else meeting.visits[:-2]
    before = logged(meeting, "undone", by, move.visit.step) if meeting.covision_leads() else meeting
    return replace(before, visits=(*visits, move.visit), clock=move.clock, last_move=None, closed=False)
