"""How much Covision helps, and what the viewer can say about it."""

from covision.engine.meeting import Meeting
from covision.engine.scene import HelpView

from .viewer import Viewer


def help(meeting: Meeting, viewer: Viewer) -> HelpView:
    voices = [(who, wish) for who, wish in meeting.help_voices if meeting.is_in(who)]
    return HelpView(
        help=meeting.help,
        may_choose=not (meeting.is_held() or meeting.closed),
        decides=meeting.holder == viewer.seat,
        voiced=tuple(dict.fromkeys(wish for who, wish in voices if who != viewer.seat)),
        mine=next((wish for who, wish in voices if who == viewer.seat), ""),
        own=viewer.own_hints,
    )
