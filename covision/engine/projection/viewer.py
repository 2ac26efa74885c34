"""Whose eyes: the viewer, what is known of presence, and which step is looked at."""

from collections.abc import Callable
from dataclasses import field
from typing import Literal, TypeVar, cast, get_args

from covision.engine.meeting import Meeting, Place
from covision.engine.plain import value
from covision.engine.scene.board import ProcessFor
from covision.engine.scene.composer import OwnStep
from covision.engine.turns import PastRole

AUDIENCES = 4  # views of a thing worth keeping: its author's, those of two parts, everybody else's

T = TypeVar("T")
Guidance = Literal["full", "short", "question"]
SeatRole = tuple[int, str]
ProcessRole = tuple[str, str]
PreparedText = tuple[str, str]  # its kind and its reference
GUIDANCE: tuple[Guidance, ...] = get_args(Guidance)


class Memory:
    """What the last projection for a viewer found, so that the next one works out only what has changed. It
    never changes a result: an entry counts only while everything it was made from is the same."""

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
        """The one object for all viewers who see the same: less to keep, and quicker to compare."""
        views = self.views.setdefault(name, [])
        for other in views:
            if other == view:
                return other
        views.append(view)
        del views[:-AUDIENCES]
        return view

    def focus(self, lens: object) -> None:
        if self.lens != lens:
            self.lens = lens
            self.entries.clear()
            self.views.clear()


@value
class Viewer:
    """Who looks, and what is known of them beside the meeting; none of it is history."""

    seat: int
    present: frozenset[int] = frozenset()  # seats with an open line
    away: frozenset[int] = frozenset()  # seats out of reach for the waiting time
    ready: bool = False  # the viewer has said so in this step
    own_hints: bool = True  # they want hints on their own words
    look: Place | None = None  # the place looked at, if not the group's own
    guidance: tuple[tuple[str, Guidance], ...] = ()  # how much they want explained, by role
    feel_ready: frozenset[SeatRole] = frozenset()  # who says they feel ready for which role
    cases: tuple[str, ...] = ()  # references to their own open cases that are not in this meeting yet
    # cards that are cases already; None where nobody keeps any, as guests of a circle do not
    kept: frozenset[str] | None = None
    history: tuple[PastRole, ...] = ()  # who had which role in the circle's meetings before
    wishes: frozenset[SeatRole] = frozenset()  # who would take which role this time
    prepared: tuple[ProcessRole, ...] = ()  # those roles, each with its process
    intended_case: str = ""  # the one of `cases` they meant to bring
    steps: tuple[OwnStep, ...] = ()  # commitments of their own
    ways: tuple[ProcessFor, ...] = ()  # what the circle works by
    answers: tuple[PreparedText, ...] = ()  # what they wrote at home for this round
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)  # of their own last scene
    # of what is the same for all viewers
    common: Memory = field(default_factory=Memory, compare=False, repr=False)

    def looks_back(self) -> bool:
        return self.look is not None

    def guided(self, roles: tuple[str, ...]) -> Guidance:
        """How much is explained: as much as they need for the role they know least."""
        levels = dict(self.guidance)
        return min((levels.get(role, "full") for role in roles), key=GUIDANCE.index, default="full")


def seen_places(meeting: Meeting) -> tuple[Place, ...]:
    return tuple(dict.fromkeys((visit.round, visit.step) for visit in meeting.visits))


def looked_at(meeting: Meeting, viewer: Viewer) -> Place:
    if viewer.look is None or viewer.look not in seen_places(meeting):
        return meeting.place()
    return viewer.look
