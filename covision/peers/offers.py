"""What somebody may do in a room just now, and what has to be filled in for it."""

from dataclasses import dataclass

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """A question answered by ticking."""

    name: str
    options: tuple[str, ...]
    many: bool  # or exactly one


@dataclass(frozen=True)
class Offer:
    """A command that is offered: what it sends by itself, and what is asked for."""

    command: str
    fields: Fields
    choices: tuple[Choice, ...] = ()
    writes: bool = False
    current: str = ""  # the text that stands there already
    dated: bool = False
    label: str = ""  # the words of its button
    one_text: bool = False  # what is written replaces what stands there
    private: bool = False  # only its author sees it
    of_group: bool = False  # a small group writes one
    opening: str = ""  # the words it has to begin with

    def get(self, name: str) -> str:
        return next((value for field, value in self.fields if field == name), "")
