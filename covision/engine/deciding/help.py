"""How much Covision helps: chosen by whoever holds the bar, or by any two."""

from covision.engine.events import Event, Help, HelpChosen, HelpVoiced
from covision.engine.meeting import Meeting
from covision.engine.refusals import Refused


def choose(meeting: Meeting, help: Help, by: int) -> tuple[Event, ...]:
    """The holder of the bar decides; of others, the second voice does.

    :raises Refused: it is so already, this person has said it already, or Covision holds the bar: then taking it over is what ends that.
    """
    if meeting.help == help:
        raise Refused("Covision helps like this already.")
    if meeting.covision_leads():
        raise Refused("Covision holds the steering bar. Whoever takes it over ends that.")
    if meeting.holder == by:
        return (HelpChosen(help),)
    if (by, help) in meeting.help_voices:
        raise Refused("You have said so already. A second voice decides.")
    if any(voice == help and meeting.is_in(who) for who, voice in meeting.help_voices):
        return (HelpVoiced(help), HelpChosen(help))
    return (HelpVoiced(help),)
