"""What lies on the table."""

from covision.engine.plain import value

from .cards import CardList, CardView
from .part import RoleView

ProcessFor = tuple[str, str]  # its id, and whose problem it is for


@value
class CastView:
    process: str  # the one picked
    proposed: str  # whose problem it is
    case: CardView | None
    may_pick: bool
    ways: tuple[ProcessFor, ...]  # what the circle works by
    roles: tuple[RoleView, ...]
    least: int  # people the process needs
    people: int  # who take part


@value
class CaseView:
    proposed: CardView | None
    asked_me: bool
    accepted: CardView | None
    votes_left: int
    revealed: bool
    nothing_left: bool


@value
class Board:
    lists: tuple[CardList, ...]
    case: CaseView | None = None
    cast: CastView | None = None
    agree: bool = False
    agreed: bool = False
    sheets: tuple["SheetLink", ...] = ()
    left: tuple[CardView, ...] = ()  # the viewer's own problems that were not chosen, and that they may keep
    prepared: tuple["PreparedPart", ...] = ()  # what people said beforehand they would take on


@value
class PreparedPart:
    """A role that somebody said beforehand they would take."""

    process: str
    role: str
    seats: tuple[int, ...]


@value
class SheetLink:
    round: int
    owner: bool
    shared: bool
    has_agreed: bool  # the viewer, to sharing it
    voices: int  # owners who want it shared
    owners: int
    client: int

    @property
    def may_share(self) -> bool:
        return self.owner and not self.has_agreed

    @property
    def may_keep_private(self) -> bool:
        return self.owner and (self.shared or self.voices > 0)
