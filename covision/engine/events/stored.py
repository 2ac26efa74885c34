"""An event's class, and the name under which it is stored."""

from collections.abc import Callable
from typing import TypeVar, dataclass_transform

from covision.engine.plain import value

T = TypeVar("T")
STORED_NAMES: dict[type, str] = {}


@dataclass_transform(frozen_default=True, kw_only_default=False)
def stored_as(name: str) -> Callable[[type[T]], type[T]]:
    def event(cls: type[T]) -> type[T]:
        kind = value(cls)
        STORED_NAMES[kind] = name
        return kind

    return event
