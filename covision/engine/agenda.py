"""How the time of a meeting is shared out before it begins: the frame's own minutes, and what is left for each round."""

from .plain import value
from .process import Process, Step


@value
class TimeSlot:
    """A stretch of a meeting."""

    what: str  # opening, choosing, round or closing
    round: int  # 0: the frame's
    minutes: int


@value
class Agenda:
    parts: tuple[TimeSlot, ...]  # one after the other
    each: int  # minutes that each round has to work with; may be too little


def agenda(frame: Process, minutes: int, rounds: int) -> Agenda:
    opening = sum(step.minutes for step in _once(frame, "initial"))
    choosing = sum(step.minutes for step in frame.steps if step.each_round)
    closing = sum(step.minutes for step in _once(frame, "final"))
    each = max(0, (minutes - opening - closing) // rounds - choosing)
    turns = tuple(
        part
        for number in range(1, rounds + 1)
        for part in (TimeSlot("choosing", number, choosing), TimeSlot("round", number, each))
    )
    return Agenda((TimeSlot("opening", 0, opening), *turns, TimeSlot("closing", 0, closing)), each)


def _once(frame: Process, macro: str) -> tuple[Step, ...]:
    return tuple(step for step in frame.steps if step.macro == macro and not step.each_round)
