"""What was written, put together, revealed and marked; never the text itself."""

from covision.engine.plain import value

from .stored import stored_as


@value
class TextRef:
    """Where what somebody wrote is kept."""

    id: str  # random
    size: int  # the sealed size in bytes: a length class
    language: str


@stored_as("card-written")
class CardWritten:
    card: str
    kind: str
    text: TextRef | None = None
    prompt: str = ""  # a guiding question sent as it stands: “step.question”
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""  # an ISO date and time
    opened: bool = False
    to: int = 0  # the one seat it is addressed to, 0 for none


@stored_as("card-rewritten")
class CardRewritten:
    card: str
    text: TextRef
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False


@stored_as("card-withdrawn")
class CardWithdrawn:
    card: str


@stored_as("card-brought")
class CardBrought:
    """A parked thought became a contribution of `kind`."""

    card: str
    kind: str


@stored_as("cards-gathered")
class CardsGathered:
    """These cards were put under the heading `card`; whose they are has not changed."""

    card: str
    cards: tuple[str, ...]


@stored_as("cards-taken-out")
class CardsTakenOut:
    """These cards lie under no heading any more."""

    cards: tuple[str, ...]


@stored_as("cards-revealed")
class CardsRevealed:
    pass


@stored_as("marks-revealed")
class MarksRevealed:
    pass


@stored_as("marked")
class Marked:
    card: str
    mark: str


@stored_as("unmarked")
class Unmarked:
    card: str
    mark: str


@stored_as("mark-moved")
class MarkMoved:
    """In an ordered list the card went one place up, or down."""

    card: str
    mark: str
    up: bool = True
