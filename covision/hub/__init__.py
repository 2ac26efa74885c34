"""What people in a meeting need to notice of one another and nobody keeps: that it has grown, who is here, who is ready."""

from .alarm import LOGINS, REHEARSALS, STOPPING, listen, wake, wake_all
from .counts import count, counted
from .pace import allow
from .postgresql import announce, close, start
from .presence import AWAY_AFTER, away, came, forget, ready, seen, take_ready, went, who_is_ready

__all__ = [
    "AWAY_AFTER",
    "LOGINS",
    "REHEARSALS",
    "STOPPING",
    "allow",
    "announce",
    "away",
    "came",
    "close",
    "count",
    "counted",
    "forget",
    "listen",
    "ready",
    "seen",
    "start",
    "take_ready",
    "wake",
    "wake_all",
    "went",
    "who_is_ready",
]
