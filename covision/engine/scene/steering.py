"""The steering bar, and how Covision helps."""

from datetime import datetime
from typing import Literal

from covision.engine.events import Help
from covision.engine.plain import value
from covision.engine.process import Strength


@value
class NextView:
    process: str
    step: str  # empty: the meeting's end
    round: int
    then: str  # what the command must carry
    lacks: tuple[str, ...] = ()  # what is missing for it, so that the command must say “anyway”


@value
class Steering:
    holds: bool
    holder: int
    step: str
    spoken: bool
    firm: Strength
    nexts: tuple[NextView, ...] = ()
    back: NextView | None = None
    missing: tuple[str, ...] = ()  # kinds of `process` or “people” that the step should have left
    reveal: Literal["", "cards", "marks"] = ""  # what can be revealed now
    undo_until: datetime | None = None  # set for ten seconds after a step change
    running: bool = False
    timed: bool = False
    heirs: tuple[int, ...] = ()
    covision_leads: bool = False
    may_take: bool = False  # the viewer may take the bar over from Covision
    turn: tuple[
        int, ...
    ] = ()  # who has not been heard yet, in order: for the holder or, where Covision leads, for all
    agreed: int = 0
    may_agree: bool = False
    process: str = ""
    ready: bool | None = None  # the viewer said so; None once the meeting is over

    @property
    def may_say_ready(self) -> bool:
        return self.ready is False


@value
class HelpView:
    help: Help
    may_choose: bool
    decides: bool  # the viewer's word is enough
    voice: Literal["", "off", "whisper", "hold"]  # theirs, which wants a second
    own_hints: bool  # they get hints on what they wrote


@value
class HintView:
    id: str
    what: str  # a rule, or something noticed in the step
    text: str = ""  # that a rule speaks of
    language: str = ""
    seat: int = 0
    seats: tuple[int, ...] = ()  # that something noticed is about
    kinds: tuple[str, ...] = ()  # that something noticed is about


@value
class Hints:
    """What only this viewer is told."""

    process: str
    items: tuple[HintView, ...]
