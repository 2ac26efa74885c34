"""What the viewer may write, and what they took on before."""

from covision.engine.plain import value
from covision.engine.process import Naming, Shape, Strength, Tag


@value
class CardForm:
    process: str
    kind: str
    shape: Shape
    limit: int
    opening: bool
    dated: bool
    tags: tuple[Tag, ...]
    private: bool
    current: str = ""  # the field's card that would be replaced
    current_text: str = ""
    reply: str = ""
    to: tuple[int, ...] = ()  # seats of which one alone will read it
    begins: bool = False
    holds_back: Strength = "hard"  # how strongly their role is asked not to
    left: int = 0  # how many more of them; 0: any number
    signed: Naming = "name"  # under what it will stand
    draft: str = ""  # what they have written at home, for them alone
    of_group: bool = False  # their group writes one, and any of it may


@value
class Composer:
    forms: tuple[CardForm, ...]
    place: str
    cases: tuple[str, ...] = ()  # texts of the viewer's own open cases, each of which they may bring
    intended_case: str = ""  # the one they meant to bring

    @property
    def ordered(self) -> tuple[CardForm, ...]:
        """First what is not for the viewer alone."""
        lead = next((form for form in self.forms if not form.private), self.forms[0])
        return (lead, *(form for form in self.forms if form is not lead))


@value
class OwnStep:
    """A commitment of the viewer's own from an earlier meeting, a step or a `goal`."""

    id: str  # also the reference of its text
    due: str
    outcome: str = ""
    goal: bool = False
    note: str = ""  # the reference of what they wrote to themselves


@value
class LookBack:
    """What the viewer took on in this circle, for their own eyes."""

    process: str
    kind: str  # what they may tell of it
    limit: int
    steps: tuple[OwnStep, ...]
