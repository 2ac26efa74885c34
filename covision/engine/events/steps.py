"""Steps and their time, ways and turns, and what the group was told."""

from typing import NamedTuple

from covision.engine.plain import value


class PlannedStep(NamedTuple):
    round: int
    step: str
    seconds: int


@value
class StepBegan:
    round: int  # 0 in the frame's common steps
    step: str
    seconds: int = 0  # the planned length, 0 if untimed
    lap: int = 0  # how often the round had gone back by a way before
    way: str = ""  # the one taken to come here: “step.way”


@value
class StepEnded:
    round: int
    step: str
    ready: int = 0  # how many had said they were; nobody's name is kept with it


@value
class StepUndone:
    pass


@value
class ClockStarted:
    pass


@value
class ClockPaused:
    pass


@value
class TimeAdded:
    seconds: int


@value
class TimeSpread:
    """The rest of the planned time was shared out again."""

    later: tuple[PlannedStep, ...]


@value
class MoreTimeAsked:
    """By whom is not kept."""


@value
class WayWished:
    """By somebody who may decide about it, or propose it."""

    way: str


@value
class WishDropped:
    way: str


@value
class TurnEnded:
    """Somebody passed, or had said enough."""

    seat: int  # whose turn it was


@value
class GroupsFormed:
    """Who works with whom in the step that has just begun."""

    groups: tuple[tuple[int, ...], ...]


@value
class HeldBackNot:
    """Somebody whose role was to hold back wrote such a contribution knowingly."""

    kind: str


@value
class GoingOnAgreed:
    """A second person agrees to leave the step although something firm is missing."""


@value
class WentOnAnyway:
    """The group was told what was missing."""

    what: tuple[str, ...]  # “people” or kinds
