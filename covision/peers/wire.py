"""HTTP/1.1 as a browser speaks it: one connection for pages and commands, one more for the open line."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 30.0
SILENCE = 25.0
LONGEST = 8 * 1024 * 1024


class Broken(ConnectionError):
    """The connection ended before an answer was complete."""


@dataclass(frozen=True)
class Door:
    """Where Covision is reached: the address to connect to, and the origin that people see (a proxy may differ)."""

    host: str
    port: int
    origin: str

    @classmethod
    def at(cls, url: str, origin: str = "") -> "Door":
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return cls(
            parts.hostname or "127.0.0.1", port, (origin or f"{parts.scheme}://{parts.netloc}").rstrip("/")
        )

    def headers(self) -> dict[str, str]:
        scheme, _, host = self.origin.partition("://")
        proxied = {"X-Forwarded-Proto": "https"} if scheme == "https" else {}
        return {"Host": host, "User-Agent": "Covision peer", **proxied}


@dataclass(frozen=True)
class Answer:
    """`headers` have lower-case names; a name may come several times."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True)
class Event:
    """One event of a line: its name, its data, and the id to return with; None leaves the last one as it is."""

    name: str
    data: str
    id: str | None = None


class Wire:
    """A connection that is opened when needed and kept; one request at a time."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._lock = asyncio.Lock()
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """This will send one request and wait for its answer.

        :raises Broken: no answer came; whether the request had an effect is then unknown.
        """
        async with self._lock:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._ask(method, path, headers, body)
            except (OSError, EOFError, ValueError, TimeoutError) as why:
                self.hang_up()
                raise Broken(str(why)) from why
            except asyncio.CancelledError:
                self.hang_up()
                raise

    def hang_up(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        kept = self._ends is not None
        if self._ends is not None and self._ends[0].at_eof():
            self.hang_up()
        if self._ends is None:
            self._ends = await asyncio.open_connection(self.door.host, self.door.port, limit=LONGEST)
        reader, writer = self._ends
        writer.write(_request(method, path, {**self.door.headers(), **headers}, body))
        try:
            status, answered = await _head(reader)
        except EOFError:
            if not kept or method != "GET":
                raise
            self.hang_up()
            return await self._ask(method, path, headers, body)
        answer = Answer(status, answered, await _body(reader, answered, status))
        if answer.header("connection").lower() == "close":
            self.hang_up()
        return answer


async def line(door: Door, path: str, headers: Mapping[str, str]) -> AsyncIterator[Event | Answer]:
    """This will open a line and give its events until it ends; an answer that is no line comes as such.

    :raises Broken: the line broke or fell silent.
    """
    writer: asyncio.StreamWriter | None = None
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(door.host, door.port, limit=LONGEST)
            asked = {**door.headers(), "Accept": "text/event-stream", **headers}
            writer.write(_request("GET", path, asked, b""))
            status, answered = await _head(reader)
            if status != 200:
                yield Answer(status, answered, await _body(reader, answered, status))
                return
        async for event in _events(reader):
            yield event
    except (OSError, EOFError, ValueError, TimeoutError) as why:
        raise Broken(str(why)) from why
    finally:
        if writer is not None:
            writer.close()


def parse(block: str) -> Event:
    """This will read one event of a line."""
    name, data = "message", []
    id: str | None = None
    for row in block.split("\n"):
        field, _, value = row.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif field == "id":
            id = value
    return Event(name, "\n".join(data), id)


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[Event]:
    kept = b""
    while True:
        async with asyncio.timeout(SILENCE):
            chunk = await _chunk(reader)
        if not chunk:
            raise Broken("the line ended")
        *blocks, kept = (kept + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
        for block in blocks:
            yield parse(block.decode())


def _request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


async def _head(reader: asyncio.StreamReader) -> tuple[int, tuple[tuple[str, str], ...]]:
    first, *rows = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (row.partition(":") for row in rows)
    return int(first.split(" ", 2)[1]), tuple((name.lower(), value.strip()) for name, _, value in pairs)


async def _body(reader: asyncio.StreamReader, headers: tuple[tuple[str, str], ...], status: int) -> bytes:
    fields = dict(headers)
    if status in {204, 304}:
        return b""
    if "chunked" in fields.get("transfer-encoding", ""):
        parts = []
        while chunk := await _chunk(reader):
            parts.append(chunk)
        return b"".join(parts)
    if "content-length" in fields:
        return await reader.readexactly(int(fields["content-length"]))
    return await reader.read()


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
    chunk = await reader.readexactly(size + 2)
    return chunk[:-2]
