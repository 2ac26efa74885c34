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

LONGEST = 600.0
MOST_PER_LOGIN = 4
MOST_WAITING = 8

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Line:
    """One open stream. `scene` is what its page shows; None asks for the whole scene next. `until` is the loop's time."""

    here: "RoomLines"
    login: str
    person: int
    seat: int
    reader: Reader
    look: str
    send: Send
    until: float = 0.0
    scene: Scene | None = None
    memory: Memory = field(default_factory=Memory)
    waiting: list[bytes] = field(default_factory=list)
    writing: "asyncio.Task[None] | None" = None
    over: bool = False

    def push(self, event: bytes) -> None:
        """This will send an event. A receiver that does not keep up gets the whole scene once it does."""
        if self.over:
            return
        if len(self.waiting) >= MOST_WAITING:
            self.waiting.clear()
            self.scene = None
            return
        self.waiting.append(event)
        self._start_writing()

    def end(self) -> None:
        """This will end the line after what waits has been sent; nothing new is sent on it."""
        if not self.over:
            self.over = True
            self.here.remove(self)
            self._start_writing()

    def _start_writing(self) -> None:
        if self.writing is None:
            self.writing = self.here.loop.create_task(self._write())

    async def _write(self) -> None:
        while self.waiting:
            event = b"".join(self.waiting)
            self.waiting.clear()
            await self.send({"type": "http.response.body", "body": event, "more_body": True})
            if self.scene is None and not self.waiting and not self.over:
                self.here.show_all_of(self)  # it did not keep up, and nothing else may happen for a while
        self.writing = None
        if self.over:  # the server tells the waiting request that its answer is complete
            await self.send({"type": "http.response.body", "body": b"", "more_body": False})


class RoomLines(RoomWatch):
    """All lines of one room in this process."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self.lines: list[Line] = []
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
        found = self.readers.get(language)
        if found is None:
            found = self.readers[language] = Reader(self.room, language)
        return found

    def show(self, line: Line, presence: Presence) -> None:
        """This will push what changed for one viewer since the last push."""
        try:
            scene = scenes.scene(self.room, line.seat, line.look, presence, line.memory)
        except Refused as gone:
            if self.room.erased:
                rendering.forget(self.room)
            line.push(gone_event(gone, line.reader.language))
            line.end()
            return
        html = rendering.changes(line.scene, scene, line.reader)
        line.scene = scene
        if html:
            line.push(event("regions", html, "id"))

    def show_all_of(self, line: Line) -> None:
        """This will push the whole scene to a line whose `scene` is unknown."""
        self.show(line, self.presence())

    def beat(self) -> None:
        """Tells the page that the line lives, checks rights again and ends what is old."""
        rests = self.published == self.room.shown.version
        super().beat()
        if rests:
            rendering.forget(self.room)  # what was rendered for people who came is of no more use
        now = self.loop.time()
        for line in tuple(self.lines):
            line.push(b"event: beat\ndata:\n\n")
            if now > line.until:
                line.end()

    async def check(self) -> None:
        """Logins that have ended, meetings that were erased, and what other processes appended."""
        try:
            known = await logins.look_again(line.login for line in self.lines)
        except Error as why:
            log.warning("live: the database does not answer (%s)", type(why).__name__)
            return
        for line in tuple(self.lines):
            if line.login in known and known[line.login] != line.person:
                line.end()
        await super().check()

    def add(self, line: Line) -> None:
        mine = [other for other in self.lines if other.login == line.login]
        for oldest in mine[: max(0, len(mine) - MOST_PER_LOGIN + 1)]:
            oldest.end()
        line.until = self.loop.time() + LONGEST * random.uniform(0.9, 1)  # noqa: S311 (not all come back at once)
        self.lines.append(line)
        hub.count("lines")
        hub.came(self.room.id, line.seat, self.clock.now())

    def remove(self, line: Line) -> None:
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
    found = _open.get(room.id)
    if found is None or found.loop is not asyncio.get_running_loop():
        found = _open[room.id] = RoomLines(room, clock)
    found.follow(room)
    return found


def logins_ended() -> None:
    """This will look at once at whose lines may stay; call it in the loop of the lines."""
    logins.forget_all()
    for found in tuple(_open.values()):
        found.loop.create_task(found.check())


def end_all() -> None:
    """This will end every line, because the server stops; browsers come back by themselves."""
    for found in tuple(_open.values()):
        for line in tuple(found.lines):
            line.end()


def event(name: str, html: str, mark: str) -> bytes:
    """`mark` is an `id` line: with a digest on connect, without a value afterwards, so that a page that returns is shown
    the whole scene unless it has seen nothing since."""
    data = html.replace("\n", "\ndata: ")
    return f"{mark}\nevent: {name}\ndata: {data}\n\n".encode()


def gone_event(refused: Refused, language: str) -> bytes:
    return event("gone", rendering.sentence(refused, language), "id")
