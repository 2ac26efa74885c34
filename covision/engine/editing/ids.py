"""Ids of new parts: counted, so that they say nothing of what people call them."""

from collections.abc import Iterable
from itertools import count
from typing import Literal, Protocol

from covision.engine.refusals import Refused

PartKind = Literal["step", "role", "kind", "mark", "way", "question"]


class HasId(Protocol):
    @property
    def id(self) -> str: ...


def next_id(part: PartKind, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(id for number in count(1) if (id := f"{part}-{number}") not in used)


def ids_of(named: Iterable[HasId]) -> tuple[str, ...]:
    return tuple(part.id for part in named)


def gone_refusal() -> Refused:
    return Refused("This is not there any more. Somebody else may have taken it away.", "gone")
