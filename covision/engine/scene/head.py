"""Where the group is: the top of the page, the clock, the path and the step."""

from datetime import datetime
from typing import Literal

from covision.engine.plain import value
from covision.engine.process import Evidence, Field, Macro

Where = Literal["done", "now", "ahead"]


@value
class Top:
    """`case` is the seat whose case it is, 0 for a shared problem or none; `spoken`: the group talks."""

    standing: Literal["asking", "in"]
    macro: Macro
    field: Field
    round: int
    rounds: int
    case: int
    spoken: bool
    rehearsal: bool
    closed: bool
    looking: bool


@value
class ClockView:
    """`ends` is set while the clock runs, and with it `finish`, when the meeting ends as planned from here; else `left`
    seconds remain. `later` seconds are planned after this step."""

    length: int
    running: bool
    ends: datetime | None
    finish: datetime | None
    left: int
    later: int
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
    """`round`/`step` name the step, the `micro`th of `of` (0: not counted), gone through for the `lap`th time after the
    first; `looking`: not the one the group is in; `client` is a seat or 0; `sure` says how well the step is known."""

    process: str
    round: int
    step: str
    micro: int
    field: Field
    looking: bool
    client: int
    of: int = 7
    lap: int = 0
    still: bool = False
    sure: Evidence = "sourced"
