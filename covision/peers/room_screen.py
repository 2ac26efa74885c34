"""A room as the peers of a rehearsal have it in the server's own process: scenes instead of pages, fields instead of forms."""

import asyncio
import time
from collections.abc import Iterable
from uuid import uuid4

from django.db import Error

from covision import hub
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Presence, Room
from covision.actions.room.watch import RoomWatch
from covision.actions.shared.background import in_thread
from covision.clock import Clock
from covision.engine.projection.viewer import Memory
from covision.engine.refusals import Refused
from covision.engine.scene import REGIONS, Scene

from .room_words import RoomWords
from .screen import Reply
from .seeing import see
from .sight import Sight

FIRST_WAIT = 0.2
LONGEST_WAIT = 3.0
TRIES = 80


class OutOfReach(ConnectionError):
    """The database did not keep a command, however often it was sent."""


class PeersRoom(RoomWatch):
    """What all peers of one rehearsal look at."""

    def __init__(self, room: Room, language: str, clock: Clock) -> None:
        self.language = language
        self.screens: list[RoomScreen] = []
        super().__init__(room, clock)

    def show_all(self, presence: Presence) -> None:
        for screen in self.screens:
            if screen.connected:
                screen.look(presence)

    def words(self) -> RoomWords:
        return RoomWords(self.language, self.room.text, self.room.name)


class RoomScreen:
    """What one peer has of the room."""

    def __init__(self, peers_room: PeersRoom, seat: int) -> None:
        self.peers_room, self.seat, self.language = peers_room, seat, peers_room.language
        self.changes, self.changed_at = 0, peers_room.clock.seconds()
        self.alarm, self.ended, self.connected = asyncio.Event(), "", False
        self._changed = asyncio.Event()
        self._scene: Scene | None = None
        self._memory = Memory()
        peers_room.screens.append(self)
        self.look(peers_room.presence())

    def enter(self) -> None:
        if not self.connected:
            self.connected = True
            hub.came(self.peers_room.room.id, self.seat, self.peers_room.clock.now())
            self.look(self.peers_room.presence())

    def leave(self) -> None:
        if self.connected:
            self.connected = False
            hub.went(self.peers_room.room.id, self.seat, self.peers_room.clock.now())

    def look(self, presence: Presence) -> None:
        try:
            scene = scenes.scene(self.peers_room.room, self.seat, "", presence, self._memory)
        except Refused as refused:
            self.ended = refused.sentence
            self.leave()
        else:
            before, self._scene = self._scene, scene
            if before is not None and not _differ(before, scene):
                return
        self.changes += 1
        self.changed_at = self.peers_room.clock.seconds()
        self.alarm.set()
        self._changed.set()
        self._changed = asyncio.Event()

    def see(self) -> Sight:
        return see(self._scene, self.peers_room.words()) if self._scene else Sight()

    async def send(self, fields: Iterable[tuple[str, str]]) -> Reply:
        """Carry out one command; the same until the database has kept it.

        :raises OutOfReach: it never did.
        """
        sent = {"id": [str(uuid4())]}
        for name, value in fields:
            sent.setdefault(name, []).append(value)
        began, wait = time.monotonic(), FIRST_WAIT
        for tries in range(1, TRIES + 1):
            try:
                await self._act(sent)
                return Reply(True, "", time.monotonic() - began, tries)
            except Refused as refused:
                if refused.why != "stored":
                    return Reply(False, refused.sentence, time.monotonic() - began, tries)
            except Error:
                pass
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)
        raise OutOfReach(f"{sent['command']} was not kept")

    async def changed(self, since: int, seconds: float) -> bool:
        until = self.peers_room.clock.seconds() + seconds
        while self.changes <= since and not self.ended:
            if not await self.peers_room.clock.wait(self._changed, until - self.peers_room.clock.seconds()):
                return False
        return True

    async def _act(self, sent: dict[str, list[str]]) -> None:
        id = self.peers_room.room.public_id
        room = rooms.opened(id)
        if room is None:
            room = await in_thread(rooms.open_room, id)
        now = self.peers_room.clock.now()
        kept = act_on_fields(room, sent, by=self.seat, now=now, language=self.language)
        if not kept.done():
            await asyncio.shield(asyncio.wrap_future(kept))
        kept.result()


def _differ(before: Scene, after: Scene) -> bool:
    regions = ((getattr(before, name), getattr(after, name)) for name in REGIONS)
    return any(old is not new and old != new for old, new in regions)
