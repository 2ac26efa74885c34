"""What a meeting is made of: seats, cards, marks, rounds, visits and the clock."""

from datetime import datetime
from typing import Literal

from covision.engine.events import TextRef
from covision.engine.plain import value
from covision.engine.process import Process

NOBODY = 0  # the seat that Covision acts from while it holds the steering bar


Place = tuple[int, str]


Standing = Literal["asking", "in", "turned-away", "left", "removed"]


@value
class Seat:
    """A person's place in the meeting. `voices` are those who asked for this person's removal."""

    number: int
    standing: Standing
    agreed: bool = False
    voices: tuple[int, ...] = ()


@value
class Card:
    """A contribution. `round` is 0 in the frame's common steps, `lap` that of the visit it was written in. `replaced`: a
    newer text stands in this field. `to` is the seat it is addressed to, 0 for none, `under` the heading it lies under."""

    id: str
    kind: str
    seat: int
    round: int
    step: str
    text: TextRef | None = None
    prompt: str = ""
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False
    withdrawn: bool = False
    replaced: bool = False
    to: int = 0
    lap: int = 0
    under: str = ""


@value
class GivenMark:
    """One mark on one card by one person; among equals of an ordered mark the position in the tuple is the rank."""

    card: str
    mark: str
    seat: int
    round: int
    step: str


@value
class Round:
    """One main phase: the case, the process, who plays which part. `asked` and `declined` are (role, seat). `turned`: it
    followed the round before at once, with the next person's case."""

    number: int
    process: Process | None = None
    proposed: str = ""
    case: str = ""
    passed: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    asked: tuple[tuple[str, int], ...] = ()
    declined: tuple[tuple[str, int], ...] = ()
    began: bool = False
    shared_by: tuple[int, ...] = ()
    turned: bool = False


@value
class Visit:
    """A stay in a step. `seconds` is how long it took, by the clock of the wall. `lap` counts how often the round had gone
    back by a way before, `way` is the one that led here (“step.way”)."""

    round: int
    step: str
    began: datetime
    seconds: int = 0
    ended: bool = False
    ready: int = 0
    lap: int = 0
    way: str = ""


@value
class Grouping:
    """Who works with whom in one visit to a step."""

    round: int
    step: str
    lap: int
    groups: tuple[tuple[int, ...], ...]


@value
class StepClock:
    """The step's time. It runs when `since` is set; `spent` is what had run before that. Seconds; 0 is untimed."""

    length: int = 0
    spent: int = 0
    since: datetime | None = None
    more_asked: bool = False

    def used(self, now: datetime) -> int:
        return self.spent + (int((now - self.since).total_seconds()) if self.since else 0)


@value
class Move:
    """The last step change, so that it can be undone: where the meeting was, with which clock, and when it left."""

    at: datetime
    visit: Visit
    clock: StepClock
    closed: bool = False
