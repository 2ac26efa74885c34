"""Writing, putting together, revealing and marking."""

from covision.engine.events import TextRef
from covision.engine.plain import value


@value
class Write:
    """A new contribution under the random name `card`. `length` is in characters; `opened`: the text begins with the
    process's opening word, or the kind's own. `anyway`: although the writer's part is to hold back. `to` is the seat it is
    addressed to, where the kind asks for one. `cards` are put under it, if it is a heading."""

    card: str
    kind: str
    text: TextRef
    length: int
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False
    to: int = 0
    anyway: bool = False
    cards: tuple[str, ...] = ()


@value
class SendQuestion:
    card: str
    question: str


@value
class Rewrite:
    card: str
    text: TextRef
    length: int
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False


@value
class Withdraw:
    card: str


@value
class Bring:
    card: str


@value
class Gather:
    """Put these cards under the heading `card`."""

    card: str
    cards: tuple[str, ...]


@value
class TakeOut:
    """Take a card out from under its heading; of a heading, all its cards."""

    card: str


@value
class Reveal:
    pass


@value
class MarkCard:
    card: str
    mark: str


@value
class UnmarkCard:
    card: str
    mark: str


@value
class MoveCard:
    card: str
    mark: str
    up: bool = True
