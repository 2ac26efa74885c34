"""The steering bar as its holder sees it; everybody else learns only who holds it."""

from typing import Literal

from covision.engine.deciding.marks import to_reveal
from covision.engine.deciding.steering import UNDO_WITHIN, may_hold, missing
from covision.engine.holding import turn
from covision.engine.meeting import Meeting
from covision.engine.path import Place, ends_round, next_place, place_before
from covision.engine.scene import NextView, Steering

from .viewer import Viewer


def steering(meeting: Meeting, viewer: Viewer) -> Steering | None:
    holds = meeting.holder == viewer.seat
    if meeting.closed and not ((holds or meeting.is_held()) and meeting.last_move):
        return None
    step = meeting.place()[1]
    if meeting.is_held():
        return _held(meeting, viewer)
    if not holds:
        return Steering(False, meeting.holder, step, (), None, (), "", None, False, False, meeting.spoken, ())
    before = place_before(meeting)
    revealing = to_reveal(meeting)
    return Steering(
        holds=True,
        holder=meeting.holder,
        step=step,
        nexts=() if meeting.closed else _nexts(meeting),
        back=_view(meeting, before, "") if before and not meeting.closed else None,
        missing=missing(meeting, meeting.visit().began),
        reveal=_reveal(revealing),
        undo_until=meeting.last_move.at + UNDO_WITHIN if meeting.last_move else None,
        running=meeting.clock.since is not None,
        timed=meeting.clock.length > 0,
        spoken=meeting.spoken,
        heirs=tuple(
            seat.number
            for seat in meeting.people()
            if seat.number != viewer.seat and may_hold(meeting, seat.number)
        ),
        turn=tuple(seat for seat in turn(meeting, viewer.here) if seat != viewer.seat),
    )


def _held(meeting: Meeting, viewer: Viewer) -> Steering:
    """Nobody's bar: what Covision did can be undone by anybody, and taken over by whoever may hold the bar."""
    return Steering(
        holds=False,
        holder=meeting.holder,
        step=meeting.place()[1],
        nexts=(),
        back=None,
        missing=(),
        reveal="",
        undo_until=meeting.last_move.at + UNDO_WITHIN if meeting.last_move else None,
        running=False,
        timed=False,
        spoken=meeting.spoken,
        heirs=(),
        held=True,
        may_take=not meeting.closed and may_hold(meeting, viewer.seat),
        turn=turn(meeting, viewer.here),
    )


def _reveal(what: str) -> Literal["", "cards", "marks"]:
    return "cards" if what == "cards" else "marks" if what == "marks" else ""


def _nexts(meeting: Meeting) -> tuple[NextView, ...]:
    """Usually one way on; after a round two: a further round, if a problem is left, or the final phase. A group that
    has gone back from the work may leave it there: some problems need another form of help."""
    if not ends_round(meeting):
        if meeting.step().act == "choose" and not meeting.open_cases() and not meeting.rounds[-1].case:
            return (_view(meeting, next_place(meeting, "final"), "final"),)
        on = _view(meeting, next_place(meeting), "")
        if meeting.step().act == "cast" and meeting.rounds[-1].began:
            return (on, _view(meeting, next_place(meeting, "final"), "final"))
        return (on,)
    ways = ("round", "final") if meeting.open_cases() else ("final",)
    return tuple(_view(meeting, next_place(meeting, then), then) for then in ways)


def _view(meeting: Meeting, place: Place | None, then: str) -> NextView:
    if place is None:
        return NextView("", "", 0, then)
    round, step = place
    if meeting.frame is not None and meeting.frame.has_step(step):
        return NextView(meeting.frame.id, step, round, then)
    return NextView(meeting.process_at(round, step).id, step, round, then)
