"""The open lines of each room: when the meeting has grown, every line is sent what changed for its viewer, and no more."""

import asyncio
import logging
import random
from dataclasses import dataclass, field

from django.db import Error

from covision import hub, rendering
from covision.actions.room import scenes
from covision.actions.room.room import Presence, Room
from covision.actions.room.watch import RoomWatch
from covision.clock import Clock
from covision.engine.projection.viewer import Memory
from covision.engine.refusals import Refused
from covision.engine.scene import Scene
from covision.rendering import Reader

from . import logins
from .wire import Send

LONGEST = 600.0  # seconds
MOST_PER_LOGIN = 4
MOST_WAITING = 8  # events

log = logging.getLogger(__name__)


@dataclass(eq=False)
class OpenLine:
    """One open stream."""

    room_lines: "RoomLines"
    login: str
    person: int
    seat: int
    reader: Reader
    look: str
    send: Send
    until: float = 0.0  # the loop's time
    scene: Scene | None = None  # what its page shows; None asks for the whole scene next
    memory: Memory = field(default_factory=Memory)
    waiting: list[bytes] = field(default_factory=list)
    writing: "asyncio.Task[None] | None" = None
    over: bool = False

    def push(self, event: bytes) -> None:
        """Send an event. A receiver that does not keep up gets the whole scene once it does."""
        if self.over:
            return
        if len(self.waiting) >= MOST_WAITING:
            self.waiting.clear()
            self.scene = None
            return
        self.waiting.append(event)
        self._start_writing()

    def end(self) -> None:
        """End the line after what waits has been sent; nothing new is sent on it."""
        if not self.over:
            self.over = True
            self.room_lines.remove(self)
            self._start_writing()

    def _start_writing(self) -> None:
        if self.writing is None:
            self.writing = self.room_lines.loop.create_task(self._write())

    async def _write(self) -> None:
        while self.waiting:
            event = b"".join(self.waiting)
            self.waiting.clear()
            await self.send({"type": "http.response.body", "body": event, "more_body": True})
            if self.scene is None and not self.waiting and not self.over:
                # it did not keep up, and nothing else may happen for a while
                self.room_lines.show_all_of(self)
        self.writing = None
        if self.over:  # the server tells the waiting request that its answer is complete
            await self.send({"type": "http.response.body", "body": b"", "more_body": False})


class RoomLines(RoomWatch):
    def __init__(self, room: Room, clock: Clock) -> None:
        self.lines: list[OpenLine] = []
        self.readers: dict[str, Reader] = {}
        super().__init__(room, clock)

    def show_all(self, presence: Presence) -> None:
        for line in tuple(self.lines):
            try:
                self.show(line, presence)
            except Exception:  # one page that cannot be shown must not keep the others waiting
                log.exception("live: a scene could not be shown")
                line.end()

    def follow(self, room: Room | None) -> None:
        """Where the room is another object, its lines go with it."""
        if room is not None and room is not self.room:
            self.room = room
            self.readers.clear()
            for line in self.lines:
                line.reader = self.reader(line.reader.language)

    def reader(self, language: str) -> Reader:
        """One for all lines in a language: what it makes once serves them all."""
        reader = self.readers.get(language)
        if reader is None:
            reader = self.readers[language] = Reader(self.room, language)
        return reader

    def show(self, line: OpenLine, presence: Presence) -> None:
        try:
            scene = scenes.scene(self.room, line.seat, line.look, presence, line.memory)
        except Refused as refused:
            if self.room.erased:
                rendering.forget(self.room)
            line.push(gone_event(refused, line.reader.language))
            line.end()
            return
        html = rendering.changes(line.scene, scene, line.reader)
        line.scene = scene
        if html:
            line.push(event("regions", html, "id"))

    def show_all_of(self, line: OpenLine) -> None:
        self.show(line, self.presence())

    def beat(self) -> None:
        rests = self.published == self.room.meeting.version
        super().beat()
        if rests:
            rendering.forget(self.room)  # what was rendered for people who came is of no more use
        now = self.loop.time()
        for line in tuple(self.lines):
            line.push(b"event: beat\ndata:\n\n")
            if now > line.until:
                line.end()

    async def check(self) -> None:
        """Look at logins that have ended, meetings that were erased, and what other processes appended."""
        try:
            owners = await logins.look_again(line.login for line in self.lines)
        except Error as why:
            log.warning("live: the database does not answer (%s)", type(why).__name__)
            return
        for line in tuple(self.lines):
            if line.login in owners and owners[line.login] != line.person:
                line.end()
        await super().check()

    def add(self, line: OpenLine) -> None:
        same_login = [other for other in self.lines if other.login == line.login]
        for oldest in same_login[: max(0, len(same_login) - MOST_PER_LOGIN + 1)]:
            oldest.end()
        line.until = self.loop.time() + LONGEST * random.uniform(0.9, 1)  # noqa: S311 (not all come back at once)
        self.lines.append(line)
        hub.count("lines")
        hub.came(self.room.id, line.seat, self.clock.now())

    def remove(self, line: OpenLine) -> None:
        if line not in self.lines:
            return
        self.lines.remove(line)
        hub.count("lines", -1)
        hub.went(self.room.id, line.seat, self.clock.now())
        if not self.lines:
            self.close()

    def close(self) -> None:
        super().close()
        if _open.get(self.room.id) is self:
            del _open[self.room.id]


_open: dict[int, RoomLines] = {}


def lines_of(room: Room, clock: Clock) -> RoomLines:
    room_lines = _open.get(room.id)
    if room_lines is None or room_lines.loop is not asyncio.get_running_loop():
        room_lines = _open[room.id] = RoomLines(room, clock)
    room_lines.follow(room)
    return room_lines


def logins_ended() -> None:
    """Look at once at whose lines may stay; call it in the loop of the lines."""
    logins.forget_all()
    for room_lines in tuple(_open.values()):
        room_lines.loop.create_task(room_lines.check())


def end_all() -> None:
    for room_lines in tuple(_open.values()):
        for line in tuple(room_lines.lines):
            line.end()


def event(name: str, html: str, mark: str) -> bytes:
    """`mark` is an `id` line: with a digest on connect, without a value afterwards, so that a page that returns is shown
    the whole scene unless it has seen nothing since."""
    data = html.replace("\n", "\ndata: ")
    return f"{mark}\nevent: {name}\ndata: {data}\n\n".encode()


def gone_event(refused: Refused, language: str) -> bytes:
    return event("gone", rendering.sentence(refused, language), "id")
