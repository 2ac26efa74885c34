"""What happens to a meeting as a whole."""

from typing import Literal

from covision.engine.process import Process

from .stored import stored_as

Help = Literal["off", "whisper", "hold"]


@stored_as("meeting-opened")
class MeetingOpened:
    frame: Process
    minutes: int  # the whole meeting
    rounds: int = 1
    spoken: bool = False  # the group talks and only outputs are written
    rehearsal: bool = False  # simulated
    alone: bool = False  # somebody coaches themselves, and nobody else can come in


@stored_as("way-changed")
class WayChanged:
    spoken: bool


@stored_as("help-voiced")
class HelpVoiced:
    """A second voice decides."""

    help: Help


@stored_as("help-chosen")
class HelpChosen:
    """With “hold” the steering bar is nobody's: its seat is 0."""

    help: Help


@stored_as("sheet-shared")
class SheetShared:
    """One of the owners wants the result sheet to be seen by everybody in the meeting."""

    round: int


@stored_as("sheet-kept")
class SheetKept:
    round: int


@stored_as("meeting-closed")
class MeetingClosed:
    pass
