"""The viewer's part, whose turn it is, which ways lead on, and who may take which part."""

from typing import Literal

from covision.engine.plain import value
from covision.engine.turns import Reason


@value
class Guide:
    """A guiding question; `sendable` if the viewer may send it with one click; `asked`: it lies on the table already."""

    question: str
    sendable: bool
    asked: bool = False


@value
class TurnView:
    """Whose turn it is (0: all have had one), who comes `after`, and whether the viewer may pass it on."""

    seat: int
    is_own: bool
    may_pass: bool
    after: tuple[int, ...]


@value
class WayView:
    """A way from the step to `to`. `by` decides: a role, the “group”, or the holder of the bar where it is empty. `wishes`
    counts those who wish for it, `of` is how many take part; `mine`: the viewer decides; `left`: those who decide are out of
    reach, and it is left to the holder."""

    way: str
    to: str
    by: str
    decides: bool
    wishes: int
    of: int
    wished: bool
    may_wish: bool
    left: bool


@value
class Part:
    """What the viewer is here: roles of `process`, the first the leading one; her guiding questions; and how much is
    explained to her. `led`: Covision leads, so that the bar asks whether she is ready. `listens`: she follows and writes
    nothing, `away`: she is not there; `group` are those she works with."""

    process: str
    step: str
    roles: tuple[str, ...]
    guides: tuple[Guide, ...]
    ready: bool
    guidance: Literal["full", "short", "question"] = "full"
    listens: bool = False
    away: bool = False
    group: tuple[int, ...] = ()
    turn: TurnView | None = None
    ways: tuple[WayView, ...] = ()
    parts: tuple["RoleView", ...] = ()
    only_ways: bool = False
    covision_leads: bool = False


@value
class RoleCandidate:
    """A person for a role: `fair` is the proposal and `reason` what the circle's history says for it, `asked` and `declined`
    what happened so far; `feels_ready`: the person says so; `wishes`: they have said beforehand that they would take it."""

    seat: int
    fair: bool
    asked: bool
    declined: bool
    may_ask: bool
    feels_ready: bool = False
    reason: Reason = ""
    wishes: bool = False


@value
class RoleView:
    """`wished`: the viewer said beforehand that she would take it."""

    process: str
    role: str
    least: int
    most: int
    rest: bool
    seats: tuple[int, ...]
    candidates: tuple[RoleCandidate, ...]
    may_take: bool
    may_give_back: bool
    wished: bool = False
