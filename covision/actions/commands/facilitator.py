"""Covision doing what it does while it holds the steering bar: the engine says what, this carries it out as a command.

Nothing of it is kept beside the meeting: after a restart it goes on from the journal as soon as somebody is there.
"""

import logging
from datetime import datetime
from weakref import WeakKeyDictionary

from covision import hub
from covision.actions.room.room import Room
from covision.actions.room.rooms import led_rooms
from covision.engine.facilitator import Attendance, next_move
from covision.engine.meeting import NOBODY
from covision.engine.refusals import Refused

from .room_commands import carry_out

log = logging.getLogger(__name__)

_last_change: "WeakKeyDictionary[Room, tuple[int, datetime]]" = WeakKeyDictionary()


def lead_rooms(now: datetime) -> None:
    for room in led_rooms():
        try:
            lead(room, now)
        except Refused as refused:
            log.info("holding: not now (%s)", refused.why)
        except Exception:  # it must not stop the others
            log.exception("holding: a room could not be led on")


def lead(room: Room, now: datetime) -> None:
    """:raises Refused: somebody was quicker."""
    meeting = room.meeting
    if room.head.version != meeting.version:
        return
    everybody = frozenset(seat.number for seat in meeting.people())
    present = everybody - hub.away(room.id, everybody, now)
    attendance = Attendance(present, hub.who_is_ready(room.id), _quiet(room, now))
    move = next_move(meeting, attendance, now)
    if move is not None:
        carry_out(room, move, by=NOBODY, now=now, command_id=f"covision-holds-{meeting.version}")


def _quiet(room: Room, now: datetime) -> int:
    version, since = _last_change.get(room, (-1, now))
    if version != room.meeting.version:
        since = now
        _last_change[room] = (room.meeting.version, now)
    return int((now - since).total_seconds())
