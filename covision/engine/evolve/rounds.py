"""The case, the process and the parts of a round."""

from collections.abc import Callable
from dataclasses import replace

from covision.engine import events as e
from covision.engine.meeting import NOBODY, Meeting, Round
from covision.engine.process import shared_process


def change_round(meeting: Meeting, change: Callable[[Round], Round]) -> Meeting:
    current = meeting.round_now()
    rounds = tuple(change(round) if round is current else round for round in meeting.rounds)
    return replace(meeting, rounds=rounds)


def picked(meeting: Meeting, event: e.ProcessPicked) -> Meeting:
    current = meeting.round_now()
    case = meeting.card(current.case) if current else None
    process = shared_process(event.process)
    brings = process.brings()
    parts = ((brings, case.seat),) if brings and case else ()
    return change_round(
        meeting, lambda round: replace(round, process=process, parts=parts, asked=(), declined=())
    )


def passed(round: Round, card: str) -> Round:
    if round.case == card:
        round = replace(round, case="", process=None, parts=(), asked=(), declined=())
    return replace(round, proposed="", passed=(*round.passed, card))


def taken(round: Round, role: str, seat: int) -> Round:
    return replace(
        round,
        parts=(*round.parts, (role, seat)),
        asked=without(round.asked, (role, seat)),
        declined=without(round.declined, (role, seat)),
    )


def declined(round: Round, role: str, seat: int) -> Round:
    return replace(round, asked=without(round.asked, (role, seat)), declined=(*round.declined, (role, seat)))


def without(pairs: tuple[tuple[str, int], ...], pair: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(other for other in pairs if other != pair)


def round_began(meeting: Meeting) -> Meeting:
    began = change_round(meeting, lambda round: replace(round, began=True, asked=()))
    current = began.round_now()
    steers = current.process.steers() if current and current.process else ""
    holder = began.who(steers, current.number) if current and steers else 0
    if holder:
        help = "whisper" if began.covision_leads() else began.help
        return replace(began, holder=holder, instead_of=0, help=help)
    if began.covision_leads() and steers:
        began = change_round(began, lambda round: replace(round, parts=(*round.parts, (steers, NOBODY))))
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


def change_sheet(meeting: Meeting, round: int, change: Callable[[Round], Round]) -> Meeting:
    rounds = tuple(change(other) if other.number == round else other for other in meeting.rounds)
    return replace(meeting, rounds=rounds)
