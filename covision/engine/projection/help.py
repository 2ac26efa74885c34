"""How much Covision helps, and what the viewer can say about it."""

from covision.engine.events import Help
from covision.engine.meeting import Meeting
from covision.engine.scene.steering import HelpView

from .viewer import Viewer


def help(meeting: Meeting, viewer: Viewer) -> HelpView:
    return HelpView(
        help=meeting.help,
        may_choose=not (meeting.covision_leads() or meeting.closed),
        decides=meeting.holder == viewer.seat,
        voice=next((wish for who, wish in meeting.help_voices if who == viewer.seat), ""),
        own_hints=viewer.own_hints,
    )


def wishes(meeting: Meeting, viewer: Viewer) -> tuple[Help, ...]:
    own_wishes = {wish for who, wish in meeting.help_voices if who == viewer.seat}
    others_wishes = (wish for who, wish in meeting.help_voices if who != viewer.seat and meeting.is_in(who))
    return tuple(dict.fromkeys(wish for wish in others_wishes if wish not in own_wishes))
