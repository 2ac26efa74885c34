"""Who is there, and what waits for a yes or a no."""

from typing import Literal

from covision.engine.events import Help
from covision.engine.meeting import LogEntry
from covision.engine.plain import value

from .cards import CardView


@value
class Knock:
    """Somebody who asks to come in."""

    seat: int


@value
class RoleAsk:
    process: str
    role: str


@value
class Asks:
    """What waits for the viewer's yes or no."""

    knocks: tuple[Knock, ...]
    roles: tuple[RoleAsk, ...]
    case: CardView | None
    steering: Literal["", "take", "take-back"]
    holder: int
    wishes: tuple[Help, ...] = ()  # of others how Covision should help; they need a second voice


@value
class PersonView:
    seat: int
    me: bool
    process: str
    roles: tuple[str, ...]
    holds_bar: bool
    present: bool
    agreed: bool
    may_remove: bool
    removal_voiced: bool


@value
class People:
    seats: tuple[PersonView, ...]
    log: tuple[LogEntry, ...]
