"""The case, the process and the parts of a round."""

from collections.abc import Callable
from dataclasses import replace

from covision.engine import events as e
from covision.engine.events import RoleSeat
from covision.engine.meeting import NOBODY, Meeting, Round
from covision.engine.process import shared_process

from .common import without


def change_round(meeting: Meeting, change: Callable[[Round], Round], number: int | None = None) -> Meeting:
    """Unless `number` is given, the round the meeting is in; a step back may have led to an earlier one."""
    changed = meeting.round_now() if number is None else meeting.round(number)
    rounds = tuple(change(round) if round is changed else round for round in meeting.rounds)
    return replace(meeting, rounds=rounds)


def picked(meeting: Meeting, event: e.ProcessPicked) -> Meeting:
    current = meeting.round_now()
    case = meeting.card(current.case) if current else None
    process = shared_process(event.process)
    brings = process.brings()
    parts = (RoleSeat(brings, case.seat),) if brings and case else ()
    return change_round(
        meeting, lambda round: replace(round, process=process, parts=parts, asked=(), declined=())
    )


def passed(round: Round, card: str) -> Round:
    if round.case == card:
        round = replace(round, case="", process=None, parts=(), asked=(), declined=())
    return replace(round, proposed="", passed=(*round.passed, card))


def taken(round: Round, role: str, seat: int) -> Round:
    part = RoleSeat(role, seat)
    asked, declined = without(round.asked, part), without(round.declined, part)
    return replace(round, parts=(*round.parts, part), asked=asked, declined=declined)


def declined(round: Round, role: str, seat: int) -> Round:
    part = RoleSeat(role, seat)
    return replace(round, asked=without(round.asked, part), declined=(*round.declined, part))


def given_back(round: Round, role: str, seat: int) -> Round:
    return replace(round, parts=without(round.parts, RoleSeat(role, seat)))


def round_began(meeting: Meeting) -> Meeting:
    began = change_round(meeting, lambda round: replace(round, began=True, asked=()))
    current = began.round_now()
    steers = current.process.steers() if current and current.process else ""
    holder = began.who(steers, current.number) if current and steers else 0
    if holder:
        help = "whisper" if began.covision_leads() else began.help
        return replace(began, holder=holder, instead_of=0, help=help)
    if began.covision_leads() and steers:
        began = change_round(
            began, lambda round: replace(round, parts=(*round.parts, RoleSeat(steers, NOBODY)))
        )
    return replace(began, instead_of=0)


def turned(meeting: Meeting, event: e.RoundTurned) -> Meeting:
    """What an undone turn had left of the round is replaced. Where somebody has the role that steers,
    Covision does not hold the bar any more."""
    process = meeting.rounds[event.round - 2].process
    turned = Round(event.round, process, case=event.case, parts=event.parts, began=True, turned=True)
    changed = replace(meeting, rounds=(*meeting.rounds[: event.round - 1], turned))
    steers = process.steers() if process else ""
    holder = changed.who(steers, event.round) if steers else 0
    help = "whisper" if holder and meeting.covision_leads() else meeting.help
    return replace(changed, holder=holder or meeting.holder, instead_of=0, help=help)
