"""What stands on the card of a role: what it does step by step; steps that ask the same of it stand there once."""

from collections.abc import Iterable
from itertools import groupby

from .document import DocumentStep, RoleInStep, Stay

Step = tuple[DocumentStep, RoleInStep]


def card_of(role: str, steers: bool, steps: Iterable[DocumentStep]) -> tuple[Stay, ...]:
    """Leaders have the questions in the script and go without them here."""
    own_steps = (
        (step, part)
        for step in steps
        for part in step.parts
        if part.role == role and (part.does or part.leaves or part.questions)
    )
    return tuple(_stay(tuple(same), steers) for _what, same in groupby(own_steps, key=_what_it_asks))


def _what_it_asks(at: Step) -> tuple[object, ...]:
    step, part = at
    return step.field, step.time, step.number > 0, part.does, part.leaves, part.questions


def _stay(same: tuple[Step, ...], steers: bool) -> Stay:
    step, part = same[0]
    return Stay(
        field=step.field,
        field_word=step.field_word,
        time=step.time,
        numbers=_numbers([told_step.number for told_step, _part in same]),
        title=" · ".join(told_step.title for told_step, _part in same),
        does=part.does,
        leaves=part.leaves,
        questions=() if steers else part.questions,
    )


def _numbers(counted: list[int]) -> str:
    """Steps between which others have nothing for this role are named each."""
    first, last = counted[0], counted[-1]
    if not first:
        return ""
    if last - first == len(counted) - 1:
        return str(first) if first == last else f"{first}–{last}"
    return ", ".join(map(str, counted))
