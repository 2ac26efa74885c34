"""A result sheet in words, as its owner takes it home: what pages, paper and files are made from."""

from .plain import value
from .process import Field


@value
class Entry:
    """What somebody wrote, and what is said beside it."""

    text: str
    language: str = ""
    by: str = ""  # a name
    due: str = ""  # in words
    marked: str = ""  # in words: whether it was chosen
    person: int = 0  # the number of the person named `by`; 0 where it stands under no name


@value
class Topic:
    """What came of one kind."""

    title: str
    entries: tuple[Entry, ...]
    ranked: bool = False  # the entries stand in an order


@value
class SheetPart:
    """What was won in the light of one field."""

    field: Field
    chapters: tuple[Topic, ...]


@value
class Companion:
    name: str
    role: str
    person: int = 0


@value
class SheetLetter:
    language: str
    circle: str
    date: str
    client: str  # empty where the sheet belongs to a group
    process: str
    problem: Entry | None
    people: tuple[Companion, ...]
    parts: tuple[SheetPart, ...]
    note: str = ""  # what its owner added later
    alone: bool = False  # somebody coached themselves
    client_person: int = 0  # the client's number; old letters name no numbers
