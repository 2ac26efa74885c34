"""Many people at once, as lean as can be: their lines are scanned for what they wait for, their commands sent on time.

HTTP is written by hand here and nowhere else. With 500 rooms 300 commands are sent and 1,800 pushes come each second;
httpx takes 1.6 ms of CPU for a command and 0.11 ms for a push, which is a core for whoever measures, on the machine that
is measured. Bare sockets take 0.07 ms and 0.02 ms.
"""

import asyncio
import heapq
import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

TOKEN = re.compile(rb"zq[0-9a-f]{8}qz")
PADDING = " so that there is as much to read as people usually write when they name what gives strength"
OPENING_AT_ONCE = 100
SENDERS = 64


@dataclass(frozen=True)
class Seated:
    """A person in a room: login and token as header values, and the kind of contribution they may write."""

    room: str
    kind: str
    cookie: str
    token: str
    address: str


@dataclass
class Awaited:
    """A command on its way: when it was due, and whose lines it has not reached yet."""

    due: float
    missing: set[int]


class OpenLine(asyncio.Protocol):
    """One open line. `tail` keeps the end of a read, where a token may be cut."""

    def __init__(self, crowd: "Crowd", place: int, request: bytes) -> None:
        self.crowd, self.place, self.request = crowd, place, request
        self.tail = b""
        self.greeted = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        seen = self.tail + data
        self.tail = seen[-16:]
        if not self.greeted.done() and b"event: " in seen:
            self.greeted.set_result(None)
        for token in TOKEN.findall(seen):
            self.crowd.saw(token, self.place)

    def connection_lost(self, exc: Exception | None) -> None:
        self.crowd.lines_lost += 1
        if not self.greeted.done():
            self.greeted.set_exception(ConnectionError("the line was not opened"))


class Crowd:
    """`eyes` are seconds from a command's moment until it had arrived on all lines of its room."""

    def __init__(self, url: str, seats: Sequence[Seated], rng: Random) -> None:
        self.url, self.seats, self.rng = url.rstrip("/"), seats, rng
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.eyes: list[float] = []
        self.sent = self.refused = self.lines_lost = 0
        self.waiting: dict[bytes, Awaited] = {}
        self._mates: dict[str, set[int]] = {}
        self._lines: list[asyncio.Transport] = []
        for place, seat in enumerate(seats):
            self._mates.setdefault(seat.room, set()).add(place)

    async def open_lines(self) -> None:
        """Open every person's line and wait until each has been shown its room."""
        loop = asyncio.get_running_loop()
        for start in range(0, len(self.seats), OPENING_AT_ONCE):
            opening = [
                loop.create_connection(
                    lambda place=place: OpenLine(self, place, self._stream(self.seats[place])),  # type: ignore[misc]
                    self.host,
                    self.port,
                )
                for place in range(start, min(start + OPENING_AT_ONCE, len(self.seats)))
            ]
            opened = await asyncio.gather(*opening)
            self._lines += [transport for transport, _ in opened]
            await asyncio.gather(*(line.greeted for _, line in opened))

    async def work(self, seconds: float, every: float) -> None:
        """Let everybody act once in `every` seconds, each at moments of their own."""
        began = time.monotonic() + 0.5
        due = [(began + self.rng.random() * every, place) for place in range(len(self.seats))]
        heapq.heapify(due)
        queue: asyncio.Queue[tuple[float, int]] = asyncio.Queue()
        senders = [asyncio.create_task(self._send_on(queue)) for _ in range(min(SENDERS, len(self.seats)))]
        while due and due[0][0] < began + seconds:
            at, place = due[0]
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            queue.put_nowait((at, place))
            heapq.heapreplace(due, (at + every, place))
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        await queue.join()
        for sender in senders:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)

    async def wait_for_eyes(self, seconds: float) -> None:
        """Wait until everything has arrived, at most so long."""
        until = time.monotonic() + seconds
        while self.waiting and time.monotonic() < until:
            await asyncio.sleep(0.05)

    def saw(self, token: bytes, place: int) -> None:
        awaited = self.waiting.get(token)
        if awaited is None:
            return
        awaited.missing.discard(place)
        if not awaited.missing:
            self.eyes.append(time.monotonic() - awaited.due)
            del self.waiting[token]

    def close(self) -> None:
        for line in self._lines:
            line.close()

    async def _send_on(self, queue: asyncio.Queue[tuple[float, int]]) -> None:
        """One of the connections that carry commands, kept open."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            while True:
                due, place = await queue.get()
                token = b"zq%08xqz" % self.sent
                self.sent += 1
                self.waiting[token] = Awaited(due, set(self._mates[self.seats[place].room]))
                writer.write(self._command(self.seats[place], token))
                head = await reader.readuntil(b"\r\n\r\n")
                self.refused += not head.startswith(b"HTTP/1.1 204")
                await _skip_body(reader, head)
                queue.task_done()
        finally:
            writer.close()

    def _stream(self, seat: Seated) -> bytes:
        return self._head(seat, f"GET /live/{seat.room}/stream?language=en", ["Accept: text/event-stream"])

    def _command(self, seat: Seated, token: bytes) -> bytes:
        text = f"{token.decode()}{PADDING}".replace(" ", "+")
        body = f"id={uuid.uuid4()}&command=write&kind={seat.kind}&text={text}".encode()
        more = [
            f"X-CSRFToken: {seat.token}",
            f"Origin: {self.url}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return self._head(seat, f"POST /live/{seat.room}/do?language=en", more) + body

    def _head(self, seat: Seated, first: str, more: Sequence[str]) -> bytes:
        who = [f"Host: {self.host}:{self.port}", "User-Agent: Covision peer"]
        who += [f"Cookie: {seat.cookie}", f"X-Forwarded-For: {seat.address}"]
        return "\r\n".join([f"{first} HTTP/1.1", *who, *more, "", ""]).encode()


async def _skip_body(reader: asyncio.StreamReader, head: bytes) -> None:
    """A refusal comes with a sentence that nobody reads here."""
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    if length and not head.startswith(b"HTTP/1.1 204"):
        await reader.readexactly(int(length[1]))
