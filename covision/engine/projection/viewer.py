"""Whose eyes: the viewer, what is known of presence, and which step is looked at."""

from collections.abc import Callable
from dataclasses import field
from typing import TypeVar, cast

from covision.engine.meeting import Meeting, Place
from covision.engine.plain import value

T = TypeVar("T")


class Memory:
    """What the last projection for a viewer found, so that the next one works out only what has changed. It never
    changes a result: an entry counts only while everything it was made from is the same."""

    __slots__ = ("entries", "lens")

    def __init__(self) -> None:
        self.lens: object = None
        self.entries: dict[object, tuple[object, object]] = {}

    def recall(self, name: object, made_from: object, make: Callable[[], T]) -> T:
        found = self.entries.get(name)
        if found is not None and found[0] == made_from:
            return cast("T", found[1])
        made = make()
        self.entries[name] = (made_from, made)
        return made

    def focus(self, lens: object) -> None:
        """Whatever was seen through another lens is forgotten."""
        if self.lens != lens:
            self.lens = lens
            self.entries.clear()


@value
class Viewer:
    """`here` are seats with an open line, `away` those out of reach for the waiting time, `ready` whether the viewer
    has said so in this step. None of it is history. `look` is the place looked at, if not the group's own."""

    seat: int
    here: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    ready: bool = False
    look: Place | None = None
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def looks_back(self) -> bool:
        return self.look is not None


def seen_places(meeting: Meeting) -> tuple[Place, ...]:
    """Where the group has been, in any order; nobody can look ahead of it."""
    return tuple(dict.fromkeys((visit.round, visit.step) for visit in meeting.visits))


def looked_at(meeting: Meeting, viewer: Viewer) -> Place:
    return viewer.look if viewer.look in seen_places(meeting) and viewer.look else meeting.place()
