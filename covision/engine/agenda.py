"""How the time of a meeting is shared out before it begins: the frame's own minutes, and what is left for each round."""

from .plain import value
from .process import Process, Step


@value
class TimeSlot:
    """A stretch of a meeting: `what` is opening, choosing, round or closing; `round` 0 is the frame's; in minutes."""

    what: str
    round: int
    minutes: int


@value
class Agenda:
    """`parts` follow one another; `each` is what a round has to work with, in minutes, and may be too little."""

    parts: tuple[TimeSlot, ...]
    each: int


def agenda(frame: Process, minutes: int, rounds: int) -> Agenda:
    """This will share `minutes` out: the frame takes what it says, the rounds what is left, alike."""
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
