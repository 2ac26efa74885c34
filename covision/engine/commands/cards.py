"""Writing, putting together, revealing and marking."""

from covision.engine.events import TextRef
from covision.engine.plain import value


@value
class Write:
    card: str  # a random name for it
    kind: str
    text: TextRef
    length: int  # characters
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False  # the text begins with the process's opening word, or the kind's own
    to: int = 0  # the seat it is addressed to, where the kind asks for one
    anyway: bool = False  # although the writer's role is to hold back
    cards: tuple[str, ...] = ()  # put under it, if it is a heading


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
    card: str  # the heading
    cards: tuple[str, ...]


@value
class TakeOut:
    card: str  # of a heading, all its cards


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
