"""Steps and their time, ways and turns, and what the group was told."""

from covision.engine.plain import value


@value
class StepBegan:
    """`round` is 0 in the frame's common steps; `seconds` is the planned length, 0 if untimed. `lap` counts how often the
    round had gone back by a way before; `way` is the one taken to come here (“step.way”)."""

    round: int
    step: str
    seconds: int = 0
    lap: int = 0
    way: str = ""


@value
class StepEnded:
    """`ready` counts those who had said they were ready; nobody's name is kept with it."""

    round: int
    step: str
    ready: int = 0


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
    """The rest of the planned time was shared out again: seconds for each later (round, step)."""

    later: tuple[tuple[int, str, int], ...]


@value
class MoreTimeAsked:
    """Somebody asks for more time. Whose wish it is, is not kept."""


@value
class WayWished:
    """Somebody who may decide about it, or propose it, wishes for a way from the step now."""

    way: str


@value
class WishDropped:
    way: str


@value
class TurnEnded:
    """Somebody passed, or had said enough; `seat` is whose turn it was."""

    seat: int


@value
class GroupsFormed:
    """Who works with whom in the step that has just begun."""

    groups: tuple[tuple[int, ...], ...]


@value
class HeldBackNot:
    """Somebody whose part was to hold back wrote a contribution of this kind all the same, knowingly."""

    kind: str


@value
class GoingOnAgreed:
    """A second person agrees to leave the step although something firm is missing."""


@value
class WentOnAnyway:
    """The group was told what was missing and went on; `what` is “people” or the kinds that were missing."""

    what: tuple[str, ...]
