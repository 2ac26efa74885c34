"""The steering bar, and how Covision helps."""

from datetime import datetime
from typing import Literal

from covision.engine.events import Help
from covision.engine.plain import value
from covision.engine.process import Strength


@value
class NextView:
    """Where “next” leads: a step, or the meeting's end if `step` is empty. `then` is what the command must carry."""

    process: str
    step: str
    round: int
    then: str


@value
class Steering:
    """The bar of whoever holds it. `held`: Covision does; then anybody whose part allows it `may_take` it. `turn` are
    those not heard yet, in the order of the word, for the holder or, where Covision holds, for all; so are `missing`, the
    kinds (of `process`) or “people” that the step should have left. `ready`: the viewer said that she is;
    nobody asks once the meeting is over. `reveal` names what can be revealed now; `undo_until`
    is set for ten seconds after a step change."""

    holds: bool
    holder: int
    step: str
    nexts: tuple[NextView, ...]
    back: NextView | None
    missing: tuple[str, ...]
    reveal: Literal["", "cards", "marks"]
    undo_until: datetime | None
    running: bool
    timed: bool
    spoken: bool
    heirs: tuple[int, ...]
    covision_leads: bool = False
    may_take: bool = False
    turn: tuple[int, ...] = ()
    firm: Strength = "confirm"
    agreed: int = 0
    may_agree: bool = False
    process: str = ""
    ready: bool | None = None


@value
class HelpView:
    """How much Covision helps: `decides` if the viewer's word is enough; `mine` is her voice, which wants a second; `own` whether she gets hints on what she wrote herself."""

    help: Help
    may_choose: bool
    decides: bool
    voice: Literal["", "off", "whisper", "hold"]
    own_hints: bool


@value
class HintView:
    """A quiet hint. `what` names a rule, with the `text` it speaks of and whose it is; or something noticed in the step,
    with the `seats` or `kinds` it is about."""

    id: str
    what: str
    text: str = ""
    language: str = ""
    seat: int = 0
    seats: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()


@value
class Hints:
    """What only this viewer is told."""

    process: str
    items: tuple[HintView, ...]
