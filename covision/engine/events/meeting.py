"""What happens to a meeting as a whole."""

from typing import Literal

from covision.engine.plain import value
from covision.engine.process import Process

Help = Literal["off", "whisper", "hold"]


@value
class MeetingOpened:
    """`minutes` is the whole meeting; `spoken`: the group talks and only outputs are written; `rehearsal`: simulated;
    `alone`: somebody coaches herself, and nobody else can come in."""

    frame: Process
    minutes: int
    rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False
    alone: bool = False


@value
class WayChanged:
    spoken: bool


@value
class HelpVoiced:
    """Somebody would like Covision to help in this way; a second voice decides."""

    help: Help


@value
class HelpChosen:
    """How much Covision helps from now on. With “hold” the steering bar is nobody's: its seat is 0."""

    help: Help


@value
class SheetShared:
    """One of the owners of the result sheet wants it to be seen by everybody in the meeting."""

    round: int


@value
class SheetKept:
    round: int


@value
class MeetingClosed:
    pass
