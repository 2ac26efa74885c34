"""Looking at a room again: at once when something in it has changed, and by the clock for what no alarm tells."""

import asyncio
import logging
import random

from django.db import Error, connection

from covision import hub
from covision.actions.shared.background import in_thread
from covision.clock import Clock
from covision.engine.refusals import Refused

from . import people, rooms, scenes
from .room import Presence, Room

BEAT = 10.0
LOOK_AT_DISK = 6  # every so many beats, where no other process can write

log = logging.getLogger(__name__)


class RoomWatch:
    """One room in this process. Whoever watches shows each of its viewers what is new."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self.room, self.clock = room, clock
        self.loop = asyncio.get_running_loop()
        self.published = room.meeting.version
        self.due = False
        self.beats = 0
        self.stop_listening = hub.listen(room.id, self.alarm)
        first = BEAT * random.random()  # noqa: S311 (spreads the load)
        self.next_beat = clock.call_later(first, self.beat)

    def show_all(self, presence: Presence) -> None:
        raise NotImplementedError

    def presence(self) -> Presence:
        return scenes.presence(self.room, self.clock.now())

    def alarm(self) -> None:
        """Called from any thread."""
        self.loop.call_soon_threadsafe(self._soon)

    def _soon(self) -> None:
        """Several alarms in one turn of the loop are one."""
        if not self.due:
            self.due = True
            self.loop.call_soon(self._publish_due)

    def _publish_due(self) -> None:
        self.due = False
        if self.room.meeting.version == self.published and people.is_behind(self.room):
            self.loop.create_task(self._look_at_disk())
        self.publish()

    def publish(self) -> None:
        self.follow(rooms.opened(self.room.public_id))
        self.published = self.room.meeting.version
        self.show_all(self.presence())

    def follow(self, room: Room | None) -> None:
        if room is not None:  # one that left the memory comes back as another object
            self.room = room

    def beat(self) -> None:
        self.beats += 1
        self.next_beat = self.clock.call_later(BEAT, self.beat)
        self.publish()
        self.loop.create_task(self.check())

    async def check(self) -> None:
        try:
            if connection.vendor == "postgresql" or self.beats % LOOK_AT_DISK == 0:
                await self._look_at_disk()
        except Error as why:
            log.warning("room: the database does not answer (%s)", type(why).__name__)

    async def _look_at_disk(self) -> None:
        try:
            if await in_thread(rooms.catch_up, self.room):
                self.publish()
        except Refused:
            self.publish()

    def close(self) -> None:
        self.next_beat.cancel()
        self.stop_listening()
