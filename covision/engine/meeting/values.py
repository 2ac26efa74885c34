"""What a meeting is made of: seats, cards, marks, rounds, visits and the clock."""

from datetime import datetime
from typing import Literal, NamedTuple

from covision.engine.events import Help, RoleSeat, TextRef
from covision.engine.plain import value
from covision.engine.process import Process

NOBODY = 0  # the seat that Covision acts from while it holds the steering bar


Place = tuple[int, str]  # round, step
Lap = tuple[int, str, int]  # round, step, and how often the round had gone back before


Standing = Literal["asking", "in", "turned-away", "left", "removed"]


class LogEntry(NamedTuple):
    what: str
    seat: int
    details: tuple[str, ...]


class HelpVoice(NamedTuple):
    seat: int
    help: Help


class WayWish(NamedTuple):
    way: str
    seat: int


class TurnOver(NamedTuple):
    round: int
    step: str
    lap: int
    seat: int


@value
class Seat:
    number: int
    standing: Standing
    agreed: bool = False
    voices: tuple[int, ...] = ()  # who asked for this person's removal


@value
class Card:
    id: str
    kind: str
    seat: int
    round: int  # 0 in the frame's common steps
    step: str
    text: TextRef | None = None
    prompt: str = ""
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False
    withdrawn: bool = False
    replaced: bool = False  # a newer text stands in this field
    to: int = 0  # the seat it is addressed to, 0 for none
    lap: int = 0  # of the visit it was written in
    under: str = ""  # the heading it lies under


@value
class GivenMark:
    """One mark on one card by one person; of an ordered mark the position in the tuple is the rank."""

    card: str
    mark: str
    seat: int
    round: int
    step: str


@value
class Round:
    """One main phase: the case, the process, who plays which part."""

    number: int
    process: Process | None = None
    proposed: str = ""
    case: str = ""
    passed: tuple[str, ...] = ()
    parts: tuple[RoleSeat, ...] = ()
    asked: tuple[RoleSeat, ...] = ()
    declined: tuple[RoleSeat, ...] = ()
    began: bool = False
    shared_by: tuple[int, ...] = ()
    turned: bool = False  # it followed the round before at once, with the next person's case


@value
class Visit:
    """A stay in a step."""

    round: int
    step: str
    began: datetime
    seconds: int = 0  # how long it took, by the clock of the wall
    ended: bool = False
    ready: int = 0
    lap: int = 0  # how often the round had gone back by a way before
    way: str = ""  # the one that led here: “step.way”


@value
class Grouping:
    """Who works with whom in one visit to a step."""

    round: int
    step: str
    lap: int
    groups: tuple[tuple[int, ...], ...]


@value
class StepClock:
    """The step's time, in seconds."""

    length: int = 0  # 0: untimed
    spent: int = 0  # what had run before `since`
    since: datetime | None = None  # set while it runs
    more_asked: bool = False

    def used(self, now: datetime) -> int:
        return self.spent + (int((now - self.since).total_seconds()) if self.since else 0)


@value
class Move:
    """The last step change, so that it can be undone."""

    at: datetime  # when it happened
    visit: Visit  # where the meeting was
    clock: StepClock
    closed: bool = False
