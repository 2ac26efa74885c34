"""What a step asks of who writes: whose turn it is, who listens, who holds back, how many, and until when."""

from datetime import datetime, timedelta

from covision.engine.events import Event, HeldBackNot
from covision.engine.meeting import Card, Meeting, turn_of
from covision.engine.process import Kind, May, Strength
from covision.engine.refusals import Refused

LATENCY = timedelta(seconds=5)


def refuse_turn(meeting: Meeting, kind: str, by: int) -> None:
    """:raises Refused: the kind goes round, and it is not this person's turn."""
    turns = meeting.step().turns
    if turns is None or kind not in turns.kinds or turns.role not in meeting.roles(by, *meeting.place()):
        return
    if is_only_said(meeting, kind):
        return
    if turn_of(meeting):
        raise Refused(
            "It is somebody else’s turn. Each speaks once before anybody speaks again.", "forbidden"
        )
    raise Refused("Everybody has had a turn. The next one begins when the group goes round again.")


def refuse_listener(meeting: Meeting, by: int) -> None:
    """:raises Refused: the role is to listen in this step, or to be away."""
    step, roles = meeting.step(), set(meeting.roles(by, *meeting.place()))
    if roles & set(step.absent):
        raise Refused("You have left the room for this step. The others will call you back.", "forbidden")
    if roles & set(step.listens):
        raise Refused("In this step your part is only to listen. You will be asked afterwards.", "forbidden")


def holding_back(meeting: Meeting, kind: str, by: int, anyway: bool) -> tuple[Event, ...]:
    """What the group is told where somebody writes although their role is to hold back.

    :raises Refused: without having confirmed it.
    """
    if strength_of(meeting, kind, by) != "confirm":
        return ()
    if not anyway:
        raise Refused("Your part is to hold back here. If it cannot wait, confirm that you want to say it.")
    return (HeldBackNot(kind),)


def strength_of(meeting: Meeting, kind: str, by: int) -> Strength:
    """How strongly the person is asked to hold back: the mildest of all their roles."""
    strengths = [may.strength for may in _mays(meeting, kind, by)]
    mildest: tuple[Strength, ...] = ("hard", "hint", "confirm")
    return next((strength for strength in mildest if strength in strengths), "hard")


def most_of(meeting: Meeting, kind: str, by: int) -> int:
    limits = [may.most for may in _mays(meeting, kind, by)]
    return 0 if not limits or 0 in limits else max(limits)


def check_time(meeting: Meeting, kind: Kind, now: datetime) -> None:
    """:raises Refused: the step closes with its time, and that is up."""
    clock = meeting.clock
    if meeting.step().timer != "closes" or not clock.length or kind.seen == "author":
        return
    if clock.used(now) > clock.length + LATENCY.seconds:
        raise Refused("The time for this step is up, so nothing more is added. You can ask for more time.")


def is_out_of_sight(meeting: Meeting, card: Card, viewer: int) -> bool:
    step = meeting.step_at(card.round, card.step)
    if step.absent and set(step.absent) & set(meeting.roles(viewer, card.round, card.step)):
        return True
    if step.groups is None:
        return False
    in_this_visit = (card.round, card.step) == meeting.place() and card.lap == meeting.lap()
    if not in_this_visit or meeting.closed:
        return False
    group = group_of(meeting, card.seat)
    return bool(group) and viewer not in group


def group_of(meeting: Meeting, seat: int) -> tuple[int, ...]:
    return next((group for group in groups_here(meeting) if seat in group), ())


def groups_here(meeting: Meeting) -> tuple[tuple[int, ...], ...]:
    visit = (*meeting.place(), meeting.lap())
    formed = (
        grouping.groups
        for grouping in reversed(meeting.groupings)
        if (grouping.round, grouping.step, grouping.lap) == visit
    )
    return next(formed, ())


def reported(meeting: Meeting, kind: str, by: int) -> bool:
    groups = meeting.step().groups
    if groups is None or kind not in groups.reports:
        return False
    return any(written_here(meeting, seat, kind) for seat in group_of(meeting, by))


def written_here(meeting: Meeting, by: int, kind: str) -> int:
    """How many contributions of a kind somebody has made in this visit to the step, or since the last way
    back."""
    wanted = (by, kind, *meeting.place(), meeting.lap())
    return sum(
        1
        for card in meeting.cards
        if (card.seat, card.kind, card.round, card.step, card.lap) == wanted and not card.withdrawn
    )


def _mays(meeting: Meeting, kind: str, by: int) -> list[May]:
    roles = meeting.roles(by, *meeting.place())
    return [may for may in meeting.step().may if may.role in roles and kind in may.kinds]


def is_only_said(meeting: Meeting, kind: str) -> bool:
    definition = meeting.process().kind(kind)
    return meeting.spoken and definition is not None and definition.spoken
