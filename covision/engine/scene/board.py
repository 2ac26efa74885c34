"""What lies on the table."""

from covision.engine.plain import value

from .cards import CardList, CardView
from .part import RoleView


@value
class CastView:
    """The parts of the coming round: the process picked, whose problem it is (`proposed`), how many `people` take part and
    how many the process needs (`least`). `ways` are the processes the circle works by, with whose problem each is for."""

    process: str
    proposed: str
    case: CardView | None
    may_pick: bool
    ways: tuple[tuple[str, str], ...]
    roles: tuple[RoleView, ...]
    least: int
    people: int


@value
class CaseView:
    """The choosing: what is proposed, whether the viewer is asked, whether votes are revealed."""

    proposed: CardView | None
    asked_me: bool
    accepted: CardView | None
    votes_left: int
    revealed: bool
    nothing_left: bool


@value
class Board:
    """`left` are problems of the viewer's own that were not chosen, and that she may keep; `prepared` what people said
    beforehand they would take on."""

    lists: tuple[CardList, ...]
    case: CaseView | None = None
    cast: CastView | None = None
    agree: bool = False
    agreed: bool = False
    sheets: tuple["SheetLink", ...] = ()
    left: tuple[CardView, ...] = ()
    prepared: tuple["PreparedPart", ...] = ()


@value
class PreparedPart:
    """A part that somebody said beforehand they would take."""

    process: str
    role: str
    seats: tuple[int, ...]


@value
class SheetLink:
    """A result sheet the viewer may open. `voices` of `owners` want it shared, where several own it."""

    round: int
    owner: bool
    shared: bool
    mine_given: bool
    voices: int
    owners: int
    client: int
