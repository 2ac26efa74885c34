"""A person's browser: pages and cookies, the open line of a room, and commands that are sent until they are answered."""

import asyncio
import ssl
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from random import Random
from urllib.parse import urlencode

import httpx

from covision.clock import REAL_TIME, Clock
from covision.peers.screen import Reply
from covision.peers.sight import Sight

from .event_stream import Event, events
from .page import RoomPage, text_in, token_of
from .page_sight import look

PATIENCE = 300.0  # seconds, on a machine that is busy
SILENCE = 25.0  # seconds in which a line that lives says something
FIRST_WAIT = 0.2
LONGEST_WAIT = 3.0
TRIES = 80
DONE = frozenset([200, 204])
AGAIN = frozenset([429, 500, 502, 503, 504])
SHUT = frozenset([403, 404, 410])
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Fields = Iterable[tuple[str, str]]


class Unreachable(ConnectionError):
    """The server did not answer, or not as it should."""


@dataclass(frozen=True)
class Page:
    status: int
    path: str
    text: str


class Browser:
    """The screen of somebody who comes in at the front door."""

    def __init__(
        self,
        url: str,
        language: str,
        rng: Random,
        *,
        cookies: httpx.Cookies | None = None,
        token: str = "",  # against forged requests, of the page that was loaded last
        address: str = "",  # of the person's machine, told as a proxy does
        clock: Clock = REAL_TIME,
    ) -> None:
        self.url, self.language, self.rng, self.clock = url.rstrip("/"), language, rng, clock
        self.token, self.address = token, address
        self.room = self.digest = self.ended = ""
        self.page = RoomPage()
        self.changes = 0
        self.changed_at = clock.seconds()
        self.seen: Callable[[str], None] | None = None  # called with the words of every push
        self.connected = False
        self.alarm = asyncio.Event()
        self._pulse = asyncio.Event()
        self._line: asyncio.Task[None] | None = None
        headers = {"Accept": "text/html", "Accept-Language": language, "User-Agent": "Covision peer"}
        self._client = httpx.AsyncClient(
            base_url=self.url,
            headers=headers | ({"X-Forwarded-For": address} if address else {}),
            cookies=cookies,
            timeout=PATIENCE,
            trust_env=False,
            verify=_certificates(),
        )

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    # -- pages -----------------------------------------------------------------------------------------------------

    async def get(self, path: str) -> Page:
        """:raises httpx.TransportError: it was not answered."""
        return self._page(await self._client.get(path, follow_redirects=True))

    async def post(self, path: str, fields: Fields, *, follow: bool = True) -> Page:
        """Send a plain form with the token of the page that was loaded last. Where a redirection is not followed, the page
        has the path that would come next.

        :raises httpx.TransportError: it was not answered."""
        body = urlencode([("csrfmiddlewaretoken", self.token), *fields])
        headers = {**FORM, **self._origin()}
        return self._page(
            await self._client.post(path, content=body, headers=headers, follow_redirects=follow)
        )

    async def get_until_answered(self, path: str) -> Page:
        """Load a page, and again with patience while the server cannot be reached.

        :raises Unreachable: it stayed so."""
        for wait in self._waits():
            try:
                page = await self.get(path)
            except httpx.TransportError:
                await asyncio.sleep(wait)
                continue
            if page.status not in AGAIN:
                return page
            await asyncio.sleep(wait)
        raise Unreachable(f"{path} was not answered")

    def _page(self, response: httpx.Response) -> Page:
        self.token = token_of(response.text) or self.token
        url = response.next_request.url if response.next_request else response.url
        return Page(response.status_code, url.path, response.text)

    def _origin(self) -> dict[str, str]:
        return {"Origin": self.url, "Referer": f"{self.url}/"}

    # -- the room --------------------------------------------------------------------------------------------------

    async def enter(self, path: str) -> Page:
        """Load a room and open the line to it."""
        page = await self.get_until_answered(path)
        _, rooms, room, *_ = [*page.path.split("/"), "", ""]
        if page.status != 200 or rooms != "rooms":
            self.ended = text_in(page.text)[:200] or str(page.status)
            return page
        self.room, self.page = room, RoomPage(page.text)
        self.digest = self.page.digest
        self.connected = True
        self._line = asyncio.create_task(self._keep_line())
        self._note_change()
        return page

    async def leave(self) -> None:
        """Close the line and all connections, as closing the tab does."""
        if self._line is not None:
            self._line.cancel()
            await asyncio.gather(self._line, return_exceptions=True)
        await self._client.aclose()

    def see(self) -> Sight:
        return look(self.page)

    async def changed(self, since: int, seconds: float) -> bool:
        """Wait until more than `since` changes have come, at most so long; whether they came."""
        until = self.clock.seconds() + seconds
        while self.changes <= since and not self.ended:
            if not await self.clock.wait(self._pulse, until - self.clock.seconds()):
                return False
        return True

    async def send(self, fields: Fields) -> Reply:
        """Send a command, with the same id until it is answered.

        :raises Unreachable: the server stayed out of reach.
        """
        body = urlencode([("id", str(uuid.uuid4())), *fields])
        path, headers = f"/live/{self.room}/do?language={self.language}", {**FORM, **self._origin()}
        began = time.monotonic()
        for tries, wait in enumerate(self._waits(), 1):
            headers["X-CSRFToken"] = self.token
            try:
                response = await self._client.post(path, content=body, headers=headers)
            except httpx.TransportError:
                await asyncio.sleep(wait)
                continue
            if response.status_code not in AGAIN:
                done = response.status_code in DONE
                reason = "" if done else f"{response.status_code} {response.text[:300]}"
                return Reply(done, reason, time.monotonic() - began, tries)
            await asyncio.sleep(wait)
        raise Unreachable("the command was not answered")

    async def differing_from_fresh_load(self) -> list[str]:
        """Load the room anew and name the regions that are not as they were pushed."""
        differing: list[str] = []
        for _ in range(4):
            changes = self.changes
            fresh = await self.get_until_answered(f"/rooms/{self.room}/")
            differing = self.page.differing(RoomPage(fresh.text))
            if not differing:
                break
            await self.changed(changes, 0.5)
        return differing

    # -- the line --------------------------------------------------------------------------------------------------

    async def _keep_line(self) -> None:
        wait = FIRST_WAIT
        while not self.ended:
            try:
                await self._hear_line()
                wait = FIRST_WAIT
            except httpx.TransportError:
                wait = FIRST_WAIT if self.connected else min(LONGEST_WAIT, wait * 2)
            self.connected = False
            await asyncio.sleep(wait * (0.5 + self.rng.random()))

    async def _hear_line(self) -> None:
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": self.digest} if self.digest else {})
        path = f"/live/{self.room}/stream?language={self.language}"
        patience = httpx.Timeout(PATIENCE, read=SILENCE)
        async with self._client.stream("GET", path, headers=headers, timeout=patience) as response:
            if response.status_code in SHUT:
                self._go((await response.aread()).decode()[:300])
            if response.status_code != 200:
                return
            async with aclosing(events(response.aiter_text())) as heard:
                async for event in heard:
                    self.connected = True
                    self._hear(event)

    def _hear(self, event: Event) -> None:
        if event.name == "regions":
            self.digest = self.digest if event.id is None else event.id
            self.show(event.data)
        elif event.name == "gone":
            self._go(event.data)

    def show(self, pushed: str) -> None:
        words = self.page.apply(pushed)
        self._note_change()
        if self.seen is not None:
            self.seen(words)

    def _go(self, sentence: str) -> None:
        self.ended = sentence or "gone"
        self._note_change()

    def _note_change(self) -> None:
        self.changes += 1
        self.changed_at = self.clock.seconds()
        self.alarm.set()
        self._pulse.set()
        self._pulse = asyncio.Event()

    def _waits(self) -> Iterator[float]:
        wait = FIRST_WAIT
        for _ in range(TRIES):
            yield wait * (0.5 + self.rng.random())
            wait = min(LONGEST_WAIT, wait * 2)


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: every browser would take a fiftieth of a second for it."""
    return ssl.create_default_context()
