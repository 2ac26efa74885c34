"""Coming, going, holding the steering bar, and sharing a sheet."""

from covision.engine.events import Help
from covision.engine.plain import value
from covision.engine.process import Process


@value
class OpenMeeting:
    frame: Process
    minutes: int
    rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False


@value
class OpenAlone:
    """`frame` and `process` are as they are run alone."""

    frame: Process
    process: Process
    minutes: int


@value
class AskToComeIn:
    pass


@value
class TakePlace:
    """A member of the circle comes in, or back; only the action that has looked at the membership gives this
    command."""


@value
class LosePlace:
    """The circle has ended somebody's membership; nobody in the meeting decides about it."""


@value
class LetIn:
    seat: int


@value
class TurnAway:
    seat: int


@value
class Leave:
    pass


@value
class VoiceRemoval:
    seat: int


@value
class ConfirmAgreement:
    pass


@value
class HandOver:
    seat: int


@value
class TakeSteering:
    # the holder has been out of reach for the waiting time, as the caller knows from presence
    away: bool = False


@value
class TakeBack:
    pass


@value
class ChangeWay:
    spoken: bool


@value
class ChooseHelp:
    """The holder of the bar decides at once; from anybody else it is one of two voices."""

    help: Help


@value
class ShareSheet:
    round: int


@value
class KeepSheet:
    round: int
