"""Ids of new parts: counted, so that they say nothing of what people call them."""

from collections.abc import Iterable
from itertools import count
from typing import Literal, Protocol, TypeVar

from covision.engine.refusals import Refused

PartKind = Literal["step", "role", "kind", "mark", "way", "question"]


class HasId(Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=HasId)


def next_id(part: PartKind, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(id for number in count(1) if (id := f"{part}-{number}") not in used)


def ids_of(named: Iterable[HasId]) -> tuple[str, ...]:
    return tuple(part.id for part in named)


def with_part(parts: tuple[P, ...], part: P) -> tuple[P, ...]:
    """The parts with this one in place of the one of its id.

    :raises Refused: there is none.
    """
    if part.id not in ids_of(parts):
        raise gone_refusal()
    return tuple(part if other.id == part.id else other for other in parts)


def gone_refusal() -> Refused:
    return Refused("This is not there any more. Somebody else may have taken it away.", "gone")
