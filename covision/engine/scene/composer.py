"""What the viewer may write, and what she took on before."""

from covision.engine.plain import value
from covision.engine.process import Naming, Shape, Strength, Tag


@value
class CardForm:
    """One thing the viewer may write. `current` is the field's card that would be replaced; `left` is how many more of
    them, 0 where that is free; `holds_back` how strongly her part is asked not to; `signed` under what it will stand; `to`
    are seats of which one alone will read it. `draft` is what she has written at home, for her alone;
    `of_group`: her group writes one, and any of it may."""

    process: str
    kind: str
    shape: Shape
    limit: int
    opening: bool
    dated: bool
    tags: tuple[Tag, ...]
    private: bool
    current: str = ""
    current_text: str = ""
    reply: str = ""
    to: tuple[int, ...] = ()
    begins: bool = False
    holds_back: Strength = "hard"
    left: int = 0
    signed: Naming = "name"
    draft: str = ""
    of_group: bool = False


@value
class Composer:
    """`cases` are texts of the viewer's own open cases, each of which she may bring; `meant` is the one she meant to bring."""

    forms: tuple[CardForm, ...]
    place: str
    cases: tuple[str, ...] = ()
    intended_case: str = ""


@value
class OwnStep:
    """A commitment of the viewer's own from an earlier meeting, a step or a `goal`: `id` is also the reference of its text,
    `note` that of what she wrote to herself."""

    id: str
    due: str
    outcome: str = ""
    goal: bool = False
    note: str = ""


@value
class LookBack:
    """What the viewer took on in this circle, for her own eyes; `kind` of `process` is what she may tell of it."""

    process: str
    kind: str
    limit: int
    steps: tuple[OwnStep, ...]
