"""Listens to the line as an open page does, inside the process; waits on what is heard, never on time alone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from django.conf import settings

from covision import live
from covision.clock import KEY, REAL_TIME, Clock
from load.event_stream import Event, parse
from tests.scenes.room_cast import Guest, RealTable

PATIENCE = 300.0  # seconds


class OpenPage:
    """What an open page has heard so far. `slow` holds back whatever is sent to it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.over = False
        self.slow = asyncio.Event()
        self.slow.set()
        self._hung_up = False
        self._news = asyncio.Event()
        self._gone = asyncio.Event()

    @property
    def events(self) -> list[Event]:
        return [parse(block) for block in self.body.decode().split("\n\n")[:-1]]

    def heard(self, name: str) -> list[str]:
        return [event.data for event in self.events if event.name == name]

    async def until(self, what: Callable[[], object]) -> None:
        """Wait until it is so; somebody who waits in vain is told what was heard instead."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not what():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"heard {self.status} {self.body[-800:]!r}") from None

    async def hears(self, text: str, name: str = "regions") -> str:
        await self.until(lambda: any(text in data for data in self.heard(name)))
        return next(data for data in reversed(self.heard(name)) if text in data)

    def hang_up(self) -> None:
        self._hung_up = True
        self._gone.set()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await self.slow.wait()
        if self._hung_up:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")
            self.over = not message.get("more_body", False)
            if self.over:
                self._gone.set()
        self._news.set()


def scope_of(who: Guest | None, path: str, query: str = "", **headers: str) -> dict[str, Any]:
    cookie = f"{settings.SESSION_COOKIE_NAME}={who.key}" if who else ""
    lines = {"host": "127.0.0.1", "sec-fetch-site": "same-origin", "cookie": cookie}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "scheme": "http",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in lines.items()],
    }


@asynccontextmanager
async def listening(
    table: RealTable, name: str, query: str = "language=en", *, clock: Clock = REAL_TIME, **headers: str
) -> AsyncIterator[OpenPage]:
    """Somebody's page is open in the room until the end of the block."""
    page = OpenPage()
    scope = scope_of(table.people[name], f"/live/{table.room.public_id}/stream", query, **headers)
    scope[KEY] = clock
    line = asyncio.create_task(live.application(scope, page.receive, page.send))
    try:
        await page.until(lambda: page.body or line.done())
        yield page
    finally:
        page.slow.set()
        page.hang_up()
        async with asyncio.timeout(PATIENCE):
            await line
