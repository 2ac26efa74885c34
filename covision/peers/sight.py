"""What a peer sees of a room: where the group is, who is there, what lies on the table, what is offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .offers import Offer


@dataclass(frozen=True)
class Someone:
    """A person in the list of people."""

    name: str
    is_me: bool
    is_here: bool
    has_agreed: bool
    roles: tuple[str, ...]  # in the words of the page


@dataclass(frozen=True)
class SeenCard:
    """A contribution on the board."""

    id: str
    kind: str
    list: str
    text: str
    is_own: bool
    kept: bool
    ranked: bool
    urgent: bool
    tags: tuple[str, ...]
    marked: int  # how often, where marks are counted
    by: str
    answered_by_me: bool
    answers: int
    replies: tuple[str, ...] = ()  # the texts of the answers
    loose: bool = False  # it can be put under a heading


@dataclass(frozen=True)
class Candidate:
    """Somebody who may still be asked for a part."""

    name: str
    seat: str
    fair: bool  # proposed


@dataclass(frozen=True)
class SeenRole:
    """A part of the coming round."""

    role: str
    taken: bool
    needed: bool
    candidates: tuple[Candidate, ...]
    asked: int = 0  # who have not answered


@dataclass(frozen=True)
class SeenWay:
    """A way from the step."""

    id: str
    by: str  # who decides
    viewer_decides: bool


@dataclass(frozen=True)
class Sight:
    """One look at the room: everything in it that matters to a peer."""

    process: str = ""
    lap: int = 0
    round: int = 0
    rounds: int = 0
    step: str = ""
    asking: bool = False
    closed: bool = False
    hidden: bool = False
    people: tuple[Someone, ...] = ()
    cards: tuple[SeenCard, ...] = ()
    parts: tuple[SeenRole, ...] = ()
    problem: str = ""
    brought_by: str = ""
    accepted: bool = False
    ends: datetime | None = None
    away: bool = False
    covision_leads: bool = False
    to_speak: tuple[str, ...] = ()  # where it does: who is next
    my_turn: bool = False
    group: tuple[str, ...] = ()
    only_ways: bool = False
    ways: tuple[SeenWay, ...] = ()
    by_region: Mapping[str, list[Offer]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.round}-{self.step}"

    @property
    def visit(self) -> str:
        """The place and how often the group has gone back before: a second time is another one."""
        return f"{self.place}+{self.lap}"

    def me(self) -> Someone | None:
        return next((person for person in self.people if person.is_me), None)

    def someone(self, name: str) -> Someone | None:
        return next((person for person in self.people if person.name == name), None)

    def offers(self, command: str, region: str = "", **fields: str) -> list[Offer]:
        """The forms for a command, of one region or all, with these hidden fields."""
        regions = (region,) if region else tuple(self.by_region)
        return [
            offer
            for name in regions
            for offer in self.by_region.get(name, ())
            if offer.command == command and all(offer.get(key) == value for key, value in fields.items())
        ]

    def of(self, kind: str) -> list[SeenCard]:
        return [card for card in self.cards if card.kind == kind]

    def is_said(self, text: str) -> bool:
        return any(text in words for card in self.cards for words in (card.text, *card.replies))

    def unrevealed(self) -> bool:
        """Whether something here is still hidden: cards written or points given in silence."""
        voting = ("vote", "rate")
        return self.hidden or any(
            self.offers(command, mark=mark) for mark in voting for command in ("mark-card", "unmark-card")
        )
