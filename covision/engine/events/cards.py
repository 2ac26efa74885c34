"""What was written, put together, revealed and marked; never the text itself."""

from covision.engine.plain import value


@value
class TextRef:
    """Where what somebody wrote is kept."""

    id: str  # random
    size: int  # the sealed size in bytes: a length class
    language: str


@value
class CardWritten:
    """A contribution."""

    card: str
    kind: str
    text: TextRef | None = None
    prompt: str = ""  # a guiding question sent as it stands: “step.question”
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""  # an ISO date and time
    opened: bool = False
    to: int = 0  # the one seat it is addressed to, 0 for none


@value
class CardRewritten:
    card: str
    text: TextRef
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False


@value
class CardWithdrawn:
    card: str


@value
class CardBrought:
    """A parked thought became a contribution of `kind`."""

    card: str
    kind: str


@value
class CardsGathered:
    """These cards were put under the heading `card`; whose they are has not changed."""

    card: str
    cards: tuple[str, ...]


@value
class CardsTakenOut:
    """These cards lie under no heading any more."""

    cards: tuple[str, ...]


@value
class CardsRevealed:
    pass


@value
class MarksRevealed:
    pass


@value
class Marked:
    card: str
    mark: str


@value
class Unmarked:
    card: str
    mark: str


@value
class MarkMoved:
    """In an ordered list the card went one place up, or down."""

    card: str
    mark: str
    up: bool = True
