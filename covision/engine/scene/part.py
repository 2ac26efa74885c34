"""The viewer's part, whose turn it is, which ways lead on, and who may take which part."""

from typing import Literal

from covision.engine.plain import value
from covision.engine.turns import Reason


@value
class Guide:
    question: str  # “step.question”
    sendable: bool  # the viewer may send it with one click
    asked: bool = False  # it lies on the table already


@value
class TurnView:
    seat: int  # 0: all have had a turn
    is_own: bool
    may_pass: bool
    after: tuple[int, ...]


@value
class WayView:
    way: str
    to: str
    by: str  # decides: a role, the “group”, or the holder of the bar where it is empty
    decides: bool  # the viewer does
    wishes: int  # how many wish for it
    of: int  # how many take part
    wished: bool
    may_wish: bool
    left: bool  # those who decide are out of reach, and it is left to the holder


@value
class Part:
    process: str
    step: str
    roles: tuple[str, ...]  # of `process`, the leading one first
    guides: tuple[Guide, ...]
    ready: bool
    guidance: Literal["full", "short", "question"] = "full"  # how much is explained to them
    listens: bool = False  # they follow and write nothing
    away: bool = False  # they are out of the room
    group: tuple[int, ...] = ()  # those they work with
    turn: TurnView | None = None
    ways: tuple[WayView, ...] = ()
    parts: tuple["RoleView", ...] = ()
    only_ways: bool = False
    covision_leads: bool = False  # the bar asks whether they are ready
    may_say_ready: bool = False


@value
class RoleCandidate:
    seat: int
    fair: bool  # is proposed
    asked: bool
    declined: bool
    may_ask: bool
    feels_ready: bool = False  # says so
    reason: Reason = ""  # what the circle's history says for them
    wishes: bool = False  # has said beforehand that they would take it

    @property
    def is_proposed(self) -> bool:
        return self.fair and not (self.asked or self.declined)

    @property
    def is_waited_for(self) -> bool:
        return self.asked and not self.declined


@value
class RoleView:
    process: str
    role: str
    least: int
    most: int
    rest: bool
    seats: tuple[int, ...]
    candidates: tuple[RoleCandidate, ...]
    may_take: bool
    may_give_back: bool
    wished: bool = False  # the viewer said beforehand that they would take it

    @property
    def is_needed(self) -> bool:
        return len(self.seats) < self.least and not self.rest
