"""Whose eyes: the viewer, what is known of presence, and which step is looked at."""

from collections.abc import Callable
from dataclasses import field
from typing import Literal, TypeVar, cast, get_args

from covision.engine.meeting import Meeting, Place
from covision.engine.plain import value
from covision.engine.scene import OwnStep
from covision.engine.turns import PastRole

AUDIENCES = 4  # views of a thing worth keeping: its author's, those of two parts, everybody else's

T = TypeVar("T")
Guidance = Literal["full", "short", "question"]
GUIDANCE: tuple[Guidance, ...] = get_args(Guidance)


class Memory:
    """What the last projection for a viewer found, so that the next one works out only what has changed. It never
    changes a result: an entry counts only while everything it was made from is the same."""

    __slots__ = ("entries", "lens", "views")

    def __init__(self) -> None:
        self.lens: object = None
        self.entries: dict[object, tuple[object, object]] = {}
        self.views: dict[object, list[object]] = {}

    def recall(self, name: object, made_from: object, make: Callable[[], T]) -> T:
        entry = self.entries.get(name)
        if entry is not None and (entry[0] is made_from or entry[0] == made_from):
            return cast("T", entry[1])
        result = make()
        self.entries[name] = (made_from, result)
        return result

    def shared(self, name: object, view: T) -> T:
        """This will give the one object for all viewers who see the same: less to keep, and quicker to compare."""
        views = self.views.setdefault(name, [])
        for other in views:
            if other == view:
                return other
        views.append(view)
        del views[:-AUDIENCES]
        return view

    def focus(self, lens: object) -> None:
        """Whatever was seen through another lens is forgotten."""
        if self.lens != lens:
            self.lens = lens
            self.entries.clear()
            self.views.clear()


@value
class Viewer:
    """`here` are seats with an open line, `away` those out of reach for the waiting time, `ready` whether the viewer
    has said so in this step, `own_hints` whether she wants hints on her own words. None of it is history. `look` is the
    place looked at, if not the group's own. `guidance` is how much the viewer wants explained, by role; `feel_ready` are
    seats with the roles they say they feel ready for. `cases` are references to the viewer's own open cases that are not
    in this meeting yet, and `kept` the cards that are cases already; None where nobody keeps any, as guests of a circle do
    not. `history` is who of the seats had which part in the circle's meetings before, `wishes` the seats that would take a
    part this time, `prepared` those parts as (process, role), `meant` the one of `cases` that the viewer meant to bring,
    `steps` commitments of the viewer's own. `ways` are the processes the circle works by, each with whose problem it is for.
    `answers` are what she has written at home for this round, as (kind, text). `memory` is of the viewer's own last scene;
    `common` of what
    is the same for all viewers."""

    seat: int
    present: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    ready: bool = False
    own_hints: bool = True
    look: Place | None = None
    guidance: tuple[tuple[str, Guidance], ...] = ()
    feel_ready: frozenset[tuple[int, str]] = frozenset()
    cases: tuple[str, ...] = ()
    kept: frozenset[str] | None = None
    history: tuple[PastRole, ...] = ()
    wishes: frozenset[tuple[int, str]] = frozenset()
    prepared: tuple[tuple[str, str], ...] = ()
    intended_case: str = ""
    steps: tuple[OwnStep, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    common: Memory = field(default_factory=Memory, compare=False, repr=False)

    def looks_back(self) -> bool:
        return self.look is not None

    def guided(self, roles: tuple[str, ...]) -> Guidance:
        """How much is explained to the viewer in a part: as much as she needs for the role she knows least."""
        levels = dict(self.guidance)
        return min((levels.get(role, "full") for role in roles), key=GUIDANCE.index, default="full")


def seen_places(meeting: Meeting) -> tuple[Place, ...]:
    """Where the group has been, in any order; nobody can look ahead of it."""
    return tuple(dict.fromkeys((visit.round, visit.step) for visit in meeting.visits))


def looked_at(meeting: Meeting, viewer: Viewer) -> Place:
    if viewer.look is None or viewer.look not in seen_places(meeting):
        return meeting.place()
    return viewer.look
