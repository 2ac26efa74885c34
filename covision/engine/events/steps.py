"""Steps and their time, ways and turns, and what the group was told."""

from typing import NamedTuple

from .stored import stored_as


class PlannedStep(NamedTuple):
    round: int
    step: str
    seconds: int


@stored_as("step-began")
class StepBegan:
    round: int  # 0 in the frame's common steps
    step: str
    seconds: int = 0  # the planned length, 0 if untimed
    lap: int = 0  # how often the round had gone back by a way before
    way: str = ""  # the one taken to come here: “step.way”


@stored_as("step-ended")
class StepEnded:
    round: int
    step: str
    ready: int = 0  # how many had said they were; nobody's name is kept with it


@stored_as("step-undone")
class StepUndone:
    pass


@stored_as("clock-started")
class ClockStarted:
    pass


@stored_as("clock-paused")
class ClockPaused:
    pass


@stored_as("time-added")
class TimeAdded:
    seconds: int


@stored_as("time-spread")
class TimeSpread:
    """The rest of the planned time was shared out again."""

    later: tuple[PlannedStep, ...]


@stored_as("more-time-asked")
class MoreTimeAsked:
    """By whom is not kept."""


@stored_as("way-wished")
class WayWished:
    """By somebody who may decide about it, or propose it."""

    way: str


@stored_as("wish-dropped")
class WishDropped:
    way: str


@stored_as("turn-ended")
class TurnEnded:
    """Somebody passed, or had said enough."""

    seat: int  # whose turn it was


@stored_as("groups-formed")
class GroupsFormed:
    """Who works with whom in the step that has just begun."""

    groups: tuple[tuple[int, ...], ...]


@stored_as("held-back-not")
class HeldBackNot:
    """Somebody whose role was to hold back wrote such a contribution knowingly."""

    kind: str


@stored_as("going-on-agreed")
class GoingOnAgreed:
    """A second person agrees to leave the step although something firm is missing."""


@stored_as("went-on-anyway")
class WentOnAnyway:
    """The group was told what was missing."""

    what: tuple[str, ...]  # “people” or kinds
