"""Coaching oneself: the meeting of one person, which begins in the middle and which nobody else can ever enter."""

from covision.engine import commands as c
from covision.engine import events as e
from covision.engine.command import Command
from covision.engine.events import Event
from covision.engine.meeting import Meeting
from covision.engine.refusals import Refused

OF_OTHERS = (
    c.AskToComeIn,
    c.TakePlace,
    c.LetIn,
    c.TurnAway,
    c.Leave,
    c.VoiceRemoval,
    c.AskMoreTime,
    c.HandOver,
    c.TakeSteering,
    c.TakeBack,
    c.ChangeWay,
    c.ShareSheet,
    c.KeepSheet,
)


def open_alone(meeting: Meeting, command: c.OpenAlone, by: int) -> tuple[Event, ...]:
    if meeting.version:
        raise Refused("This meeting has already been opened.")
    process = command.process
    first = process.of("main")[0]
    return (
        e.MeetingOpened(command.frame, command.minutes, alone=True),
        e.StepBegan(1, first.id, first.minutes * 60),
        e.ProcessPicked(process),
        e.RoleTaken(process.roles[0].id, by),
        e.RoundBegan(1),
        e.ClockStarted(),
    )


def check_alone(meeting: Meeting, command: Command) -> None:
    """Somebody alone has nobody to share a right with: nobody comes in, and nothing is handed over.

    :raises Refused: the command needs somebody else.
    """
    if not meeting.alone:
        return
    if isinstance(command, OF_OTHERS) or (isinstance(command, c.ChooseHelp) and command.help == "hold"):
        raise Refused("This is the place of one person alone. Nobody else can come in.", "forbidden")
