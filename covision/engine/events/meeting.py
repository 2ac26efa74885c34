"""What happens to a meeting as a whole."""

from typing import Literal

from covision.engine.plain import value
from covision.engine.process import Process

Help = Literal["off", "whisper", "hold"]


@value
class MeetingOpened:
    frame: Process
    minutes: int  # the whole meeting
    rounds: int = 1
    spoken: bool = False  # the group talks and only outputs are written
    rehearsal: bool = False  # simulated
    alone: bool = False  # somebody coaches themselves, and nobody else can come in


@value
class WayChanged:
    spoken: bool


@value
class HelpVoiced:
    """A second voice decides."""

    help: Help


@value
class HelpChosen:
    """With “hold” the steering bar is nobody's: its seat is 0."""

    help: Help


@value
class SheetShared:
    """One of the owners wants the result sheet to be seen by everybody in the meeting."""

    round: int


@value
class SheetKept:
    round: int


@value
class MeetingClosed:
    pass
