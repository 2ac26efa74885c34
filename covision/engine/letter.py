"""A result sheet in words, as its owner takes it home: what pages, paper and files are made from."""

from .plain import value
from .process import Field


@value
class Entry:
    """What somebody wrote, in its language; by whom, until when, and whether it was chosen, in words or empty. `person` is
    the number of the person whose name `by` is; 0 where it stands under no name."""

    text: str
    language: str = ""
    by: str = ""
    due: str = ""
    marked: str = ""
    person: int = 0


@value
class Topic:
    """What came of one kind. `ranked`: the entries stand in an order."""

    title: str
    entries: tuple[Entry, ...]
    ranked: bool = False


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
    """`client` is empty where the sheet belongs to a group; `note` is what its owner added later; `alone`: somebody coached
    herself. `client_person` is the number of the person who is the client; old letters name no numbers."""

    language: str
    circle: str
    date: str
    client: str
    process: str
    problem: Entry | None
    people: tuple[Companion, ...]
    parts: tuple[SheetPart, ...]
    note: str = ""
    alone: bool = False
    client_person: int = 0
