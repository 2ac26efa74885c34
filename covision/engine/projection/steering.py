"""The steering bar as its holder sees it; everybody else learns only who holds it."""

from dataclasses import replace

from covision.engine.deciding.marks import to_reveal
from covision.engine.deciding.missing import missing
from covision.engine.deciding.steering import UNDO_WITHIN, may_hold
from covision.engine.facilitator import turn
from covision.engine.meeting import Meeting, Place
from covision.engine.path import ends_round, next_place, place_before, turns_on
from covision.engine.scene.steering import NextView, Steering
from covision.engine.ways import open_ways

from .viewer import Viewer


def steering(meeting: Meeting, viewer: Viewer) -> Steering | None:
    holds = meeting.holder == viewer.seat
    if meeting.closed and not ((holds or meeting.covision_leads()) and meeting.last_move):
        return None
    if meeting.covision_leads():
        return _held(meeting, viewer)
    if not holds:
        return _of_others(meeting, viewer)
    before = place_before(meeting)
    lacking = missing(meeting, meeting.visit().began)
    return Steering(
        holds=True,
        holder=meeting.holder,
        step=meeting.place()[1],
        nexts=() if meeting.closed else _nexts(meeting, viewer, lacking),
        back=_view(meeting, before, "") if before and not meeting.closed else None,
        missing=lacking,
        reveal=to_reveal(meeting),
        undo_until=meeting.last_move.at + UNDO_WITHIN if meeting.last_move else None,
        running=meeting.clock.since is not None,
        timed=meeting.clock.length > 0,
        spoken=meeting.spoken,
        heirs=tuple(
            seat.number
            for seat in meeting.people()
            if seat.number != viewer.seat and may_hold(meeting, seat.number)
        ),
        turn=tuple(seat for seat in turn(meeting, viewer.present) if seat != viewer.seat),
        firm=meeting.step().firm,
        agreed=sum(1 for seat in meeting.agreed if seat != viewer.seat and meeting.is_in(seat)),
    )


def _held(meeting: Meeting, viewer: Viewer) -> Steering:
    """Nobody's bar: what Covision did can be undone by anybody, and taken over by whoever may hold the bar.
    Where a firm rule is not met yet, somebody has to agree before it goes on."""
    return replace(
        _of_others(meeting, viewer),
        undo_until=meeting.last_move.at + UNDO_WITHIN if meeting.last_move else None,
        covision_leads=True,
        may_take=not meeting.closed and may_hold(meeting, viewer.seat),
        turn=turn(meeting, viewer.present),
        missing=_lacking(meeting, viewer),
        process=meeting.process().id,
        ready=None if meeting.closed else viewer.ready,
    )


def _of_others(meeting: Meeting, viewer: Viewer) -> Steering:
    step = meeting.step()
    lacking = _lacking(meeting, viewer) if step.firm == "hard" else ()
    return Steering(
        holds=False,
        holder=meeting.holder,
        step=step.id,
        spoken=meeting.spoken,
        firm=step.firm,
        missing=lacking,
        may_agree=bool(lacking) and viewer.seat not in meeting.agreed,
    )


def _lacking(meeting: Meeting, viewer: Viewer) -> tuple[str, ...]:
    away = bool(set(meeting.step().absent) & set(meeting.roles(viewer.seat, *meeting.place())))
    return () if away or meeting.closed else missing(meeting, meeting.visit().began)


def _nexts(meeting: Meeting, viewer: Viewer, lacking: tuple[str, ...]) -> tuple[NextView, ...]:
    """Usually one way on; after a round two: a further round, if a problem is left, or the final phase. A
    group that has been at work may leave it at that while it prepares a round: some problems need another
    form of help. Only straight on is something missing; a way elsewhere can always be gone."""
    round = meeting.place()[0]
    ways = tuple(_view(meeting, (round, way.to), way.id) for way in open_ways(meeting, viewer.away))
    if meeting.step().only_ways:
        return ways
    lacks = () if meeting.step().firm == "hint" else lacking
    return (*(replace(view, lacks=lacks) for view in _straight_on(meeting)), *ways)


def _straight_on(meeting: Meeting) -> tuple[NextView, ...]:
    if not ends_round(meeting):
        if meeting.step().act == "choose" and not meeting.open_cases() and not meeting.has_case():
            return (_view(meeting, next_place(meeting, "final"), "final"),)
        on = _view(meeting, next_place(meeting), "")
        if meeting.step().act in {"choose", "cast"} and any(round.began for round in meeting.rounds):
            return (on, _view(meeting, next_place(meeting, "final"), "final"))
        return (on,)
    if turns_on(meeting, "turn"):
        return tuple(_view(meeting, next_place(meeting, then), then) for then in ("turn", "final"))
    ways = ("round", "final") if meeting.open_cases() else ("final",)
    return tuple(_view(meeting, next_place(meeting, then), then) for then in ways)


def _view(meeting: Meeting, place: Place | None, then: str) -> NextView:
    if place is None:
        return NextView("", "", 0, then)
    round, step = place
    process = meeting.process_at(min(round, len(meeting.rounds)), step)
    return NextView(process.id, step, round, then)
