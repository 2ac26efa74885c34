"""Where the group is: the top of the page, the clock, the path and the step."""

from datetime import datetime
from typing import Literal

from covision.engine.plain import value
from covision.engine.process import Evidence, Field, Macro

Where = Literal["done", "now", "ahead"]


@value
class Top:
    standing: Literal["asking", "in"]
    macro: Macro
    field: Field
    round: int
    rounds: int
    case: int  # the seat whose case it is, 0 for a shared problem or none
    spoken: bool  # the group talks
    rehearsal: bool
    closed: bool
    looking: bool


@value
class ClockView:
    length: int
    running: bool
    ends: datetime | None  # set while the clock runs
    finish: datetime | None  # when the meeting then ends as planned from here
    left: int  # seconds that remain while it does not run
    later: int  # seconds planned after this step
    more_asked: bool
    may_ask: bool
    may_steer: bool
    lost: bool


@value
class PathItem:
    round: int
    process: str
    step: str
    micro: int
    field: Field
    where: Where
    looked_at: bool
    seconds: int
    planned: int
    contributes: bool
    ready: int


@value
class PathGroup:
    macro: Macro
    round: int
    rounds: int
    items: tuple[PathItem, ...]


@value
class PathView:
    field: Field
    groups: tuple[PathGroup, ...]


@value
class Head:
    """The step looked at."""

    process: str
    round: int
    step: str
    micro: int  # its number of `of`
    field: Field
    looking: bool  # not the one the group is in
    client: int  # a seat or 0
    of: int = 7  # 0: not counted
    lap: int = 0  # how often it was gone through before
    still: bool = False
    sure: Evidence = "sourced"  # how well the step is known
