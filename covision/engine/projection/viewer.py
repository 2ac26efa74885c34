"""Whose eyes: the viewer, what is known of presence, and which step is looked at."""

from covision.engine.meeting import Meeting
from covision.engine.path import Place
from covision.engine.plain import value


@value
class Viewer:
    """`here` are seats with an open line, `away` those out of reach for the waiting time, `ready` whether the viewer
    has said so in this step. None of it is history. `look` is the place looked at, if not the group's own."""

    seat: int
    here: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    ready: bool = False
    look: Place | None = None

    def looks_back(self) -> bool:
        return self.look is not None


def seen_places(meeting: Meeting) -> tuple[Place, ...]:
    """Where the group has been, in any order; nobody can look ahead of it."""
    return tuple(dict.fromkeys((visit.round, visit.step) for visit in meeting.visits))


def looked_at(meeting: Meeting, viewer: Viewer) -> Place:
    return viewer.look if viewer.look in seen_places(meeting) and viewer.look else meeting.place()
