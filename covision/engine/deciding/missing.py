"""What a step should have left before the group goes on, and has not."""

from datetime import datetime, timedelta

from covision.engine.meeting import Meeting, turns_to_come
from covision.engine.process import Mark, May, Process, Step

from .cards import visible
from .marks import stands_for
from .permits import groups_here, is_only_said, reported, written_here


def missing(meeting: Meeting, now: datetime) -> tuple[str, ...]:
    """What the step should have left and has not: kinds, “people”, “each” or “turns” where everybody has
    something to say, “reports” of groups, “marks”, “soon” for a quick first one, or only “reveal” while
    contributions are hidden: whether there are any is nobody's to know yet."""
    step, (round, _) = meeting.step(), meeting.place()
    if step.silent and not meeting.has_revealed(meeting.place(), meeting.lap()):
        return ("reveal",)
    lacking = [kind for kind in step.outputs if not meeting.standing_cards(round, kind)]
    if step.act == "cast" and _short_of_people(meeting):
        lacking.append("people")
    lacking += _of_everybody(meeting, step)
    if not lacking and _nothing_soon(meeting, step, round, now):
        lacking.append("soon")
    return tuple(lacking)


def _nothing_soon(meeting: Meeting, step: Step, round: int, now: datetime) -> bool:
    """Whether a kind that asks for a quick first one has only later ones (36 hours in the resource model)."""
    kinds = (meeting.process().kind(id) for id in step.outputs)
    return any(
        all(
            datetime.fromisoformat(card.due) > now + timedelta(hours=kind.soon)
            for card in meeting.standing_cards(round, kind.id)
        )
        for kind in kinds
        if kind is not None and kind.soon
    )


def _short_of_people(meeting: Meeting) -> bool:
    current = meeting.round_now()
    if current is None or current.process is None:
        return False
    return len(meeting.taking_part(current.number)) < least_people(meeting, current.process)


def least_people(meeting: Meeting, process: Process) -> int:
    return process.least - meeting.covision_leads()


def _of_everybody(meeting: Meeting, step: Step) -> list[str]:
    lacking = []
    if any(_somebody_owes(meeting, may) for may in step.may if may.least):
        lacking.append("each")
    if step.groups and any(
        not reported(meeting, kind, group[0])
        for kind in step.groups.reports
        for group in groups_here(meeting)
        if group
    ):
        lacking.append("reports")
    if step.turns and turns_to_come(meeting):
        lacking.append("turns")
    if any(not _is_complete(meeting, mark) for mark in step.marks if mark.complete):
        lacking.append("marks")
    return lacking


def _somebody_owes(meeting: Meeting, may: May) -> bool:
    place = meeting.place()
    holding = [seat.number for seat in meeting.people() if may.role in meeting.roles(seat.number, *place)]
    written = [kind for kind in may.kinds if not is_only_said(meeting, kind)]
    return any(written_here(meeting, seat, kind) < may.least for seat in holding for kind in written)


def _is_complete(meeting: Meeting, mark: Mark) -> bool:
    round, step = meeting.place()
    ids = {
        other.id for other in meeting.step().marks if other.id == mark.id or mark.scale == other.scale != ""
    }
    marking = [s.number for s in meeting.people() if set(mark.by) & set(meeting.roles(s.number, round, step))]
    needed = marking if mark.each else marking[:1]
    cards = [card for kind in mark.on for card in meeting.standing_cards(round, kind)]
    given = {
        (mark_given.card, mark_given.seat if mark.each else 0)
        for mark_given in meeting.marks
        if mark_given.mark in ids
    }
    return all(
        (card.id, seat if mark.each else 0) in given
        for card in cards
        for seat in needed
        if visible(meeting, card, seat) and not stands_for(meeting, mark, card, seat)
    )
