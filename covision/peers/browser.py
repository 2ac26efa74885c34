"""A peer's browser: cookies, pages, the open line, commands that are sent until they are answered, and what is shown."""

import asyncio
import re
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode, urljoin, urlsplit

from covision.clock import REAL_TIME, Clock

from . import markup
from .offers import Offer
from .page_sight import look
from .screen import Reply
from .sight import Sight
from .wire import Answer, Broken, Door, Event, Wire, line

FIRST_WAIT = 0.2
LONGEST_WAIT = 3.0
TRIES = 80
HOPS = 5
ROOM = re.compile(r"^/rooms/([^/]+)/")
DONE = frozenset([200, 204])
AGAIN = frozenset([429, 500, 502, 503, 504])
Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    status: int
    path: str
    text: str


class Browser:
    """One person's browser. `cookies` may hold a login; `address` is that of
    the person's machine, told as a proxy does; `seen` is called with every push that arrives on the line."""

    def __init__(
        self,
        door: Door,
        language: str,
        rng: Random,
        cookies: Mapping[str, str] | None = None,
        address: str = "",
        *,
        clock: Clock = REAL_TIME,
    ) -> None:
        self.door, self.language, self.rng, self.address = door, language, rng, address
        self.clock = clock
        self.cookies: dict[str, str] = dict(cookies or {})
        self.wire = Wire(door)
        self.room = self.secret = self.digest = self.gone = ""
        self.regions: dict[str, str] = {}
        self.changes = 0
        self.changed_at = clock.seconds()
        self.seen: Callable[[str], None] | None = None
        self.connected = False
        self.alarm = asyncio.Event()
        self._pulse = asyncio.Event()
        self._line: asyncio.Task[None] | None = None
        self._forms: dict[str, tuple[str, list[Offer]]] = {}

    # -- pages -----------------------------------------------------------------------------------------------------

    async def get(self, path: str) -> Page:
        return await self._follow("GET", path, b"")

    async def post(self, path: str, fields: Fields, hops: int = HOPS) -> Page:
        """This will send a plain form with the token of the page that was loaded last, and follow so many redirections;
        the page then has the address that would come next."""
        body = urlencode([("csrfmiddlewaretoken", self.secret), *fields]).encode()
        return await self._follow("POST", path, body, hops)

    async def get_until_answered(self, path: str) -> Page:
        """This will load a page, and again with patience if the server cannot be reached."""
        for wait in self._waits():
            try:
                page = await self.get(path)
            except Broken:
                await asyncio.sleep(wait)
                continue
            if page.status not in AGAIN:
                return page
            await asyncio.sleep(wait)
        raise Broken(f"{path} was not answered")

    async def _follow(self, method: str, path: str, body: bytes, hops: int = HOPS) -> Page:
        for _ in range(hops + 1):
            answer = await self.wire.ask(method, path, self._headers(method), body)
            self._keep_cookies(answer)
            if answer.status not in {301, 302, 303, 307}:
                text = answer.body.decode()
                self.secret = markup.secret(text) or self.secret
                return Page(answer.status, path, text)
            to = urlsplit(urljoin(f"{self.door.origin}{path}", answer.header("location")))
            path = to.path + (f"?{to.query}" if to.query else "")
            method, body = "GET", b""
        return Page(answer.status, path, "")

    def _headers(self, method: str) -> dict[str, str]:
        headers = {"Accept": "text/html", "Accept-Language": self.language}
        if self.address:
            headers["X-Forwarded-For"] = self.address
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["Origin"] = self.door.origin
            headers["Referer"] = f"{self.door.origin}/"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers

    def _keep_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "set-cookie":
                cookie, _, rest = value.partition(";")
                key, _, content = cookie.partition("=")
                if "max-age=0" in rest.lower().replace(" ", ""):
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = content

    # -- the room --------------------------------------------------------------------------------------------------

    async def enter(self, path: str) -> Page:
        """This will load a room and open the line to it."""
        page = await self.get_until_answered(path)
        found = ROOM.match(page.path)
        if page.status != 200 or found is None:
            self.gone = markup.words(page.text)[:200] or str(page.status)
            return page
        self.room = found[1]
        self.regions = markup.regions(page.text)
        digest = re.search(r'data-digest="([^"]*)"', page.text)
        self.digest = digest[1] if digest else ""
        self.connected = True
        self._line = asyncio.create_task(self._listen())
        self._note()
        return page

    async def leave(self) -> None:
        """This will close the line and the connection, as closing the tab does."""
        task, self._line = self._line, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self.wire.hang_up()

    def listens(self) -> bool:
        """Whether the line to the room is kept up."""
        return self._line is not None and not self._line.done()

    async def changed(self, since: int, seconds: float) -> bool:
        """This will wait until more than `since` changes have come, at most so long; it says whether they came."""
        try:
            async with asyncio.timeout(seconds):
                while self.changes <= since and not self.gone:
                    await self._pulse.wait()
        except TimeoutError:
            return False
        return True

    def see(self) -> Sight:
        return look(self.regions, {name: self.forms(name) for name in self.regions})

    def forms(self, region: str = "") -> list[Offer]:
        """This will give the command forms of a region, or of the whole page, as they stand there now."""
        found: list[Offer] = []
        for name, html in self.regions.items():
            if region in {"", name}:
                known = self._forms.get(name)
                if known is None or known[0] is not html:
                    known = self._forms[name] = (html, markup.forms(html))
                found += known[1]
        return found

    async def send(self, fields: Fields) -> Reply:
        """This will send a command, with the same id until it is answered.

        :raises Broken: the server stayed out of reach.
        """
        body = urlencode([("id", str(uuid.uuid4())), *fields]).encode()
        path = f"/live/{quote(self.room)}/do?language={self.language}"
        began = time.monotonic()
        for tries, wait in enumerate(self._waits(), 1):
            try:
                headers = {**self._headers("POST"), "X-CSRFToken": self.secret}
                answer = await self.wire.ask("POST", path, headers, body)
            except Broken:
                await asyncio.sleep(wait)
                continue
            if answer.status not in AGAIN:
                done = answer.status in DONE
                why = "" if done else f"{answer.status} {answer.body.decode()[:300]}"
                return Reply(done, why, time.monotonic() - began, tries)
            await asyncio.sleep(wait)
        raise Broken("the command was not answered")

    async def differs_from_fresh_load(self) -> list[str]:
        """This will load the room anew and name the regions that are not as they were pushed."""
        differing: list[str] = []
        for _ in range(4):
            seen = self.changes
            page = await self.get_until_answered(f"/rooms/{self.room}/")
            fresh = markup.regions(page.text)
            differing = [
                name
                for name in sorted({*fresh, *self.regions})
                if markup.plain(fresh.get(name, "")) != markup.plain(self.regions.get(name, ""))
            ]
            if not differing:
                break
            await self.changed(seen, 0.5)
        return differing

    # -- the line --------------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        wait = FIRST_WAIT
        while not self.gone:
            try:
                await self._hear_line()
                wait = FIRST_WAIT
            except Broken:
                wait = FIRST_WAIT if self.connected else min(LONGEST_WAIT, wait * 2)
            self.connected = False
            await asyncio.sleep(wait * (0.5 + self.rng.random()))

    async def _hear_line(self) -> None:
        headers = {**self._headers("GET"), **({"Last-Event-ID": self.digest} if self.digest else {})}
        path = f"/live/{quote(self.room)}/stream?language={self.language}"
        async for event in line(self.door, path, headers):
            if isinstance(event, Answer):
                if event.status in {403, 404, 410}:
                    self._go(event.body.decode()[:300])
                return
            self.connected = True
            self._hear(event)

    def _hear(self, event: Event) -> None:
        match event.name:
            case "regions":
                self.digest = self.digest if event.id is None else event.id
                self.apply(event.data)
            case "gone":
                self._go(event.data)
            case _:
                pass

    def apply(self, html: str) -> None:
        """This will put pushed elements in their places, as the page's script does."""
        for id, element in markup.elements(html):
            if id.startswith("r-"):
                self.regions[id[2:]] = element
            elif id.startswith("c-"):
                self._apply_card(id, element)
        self._note()
        if self.seen is not None:
            self.seen(html)

    def _apply_card(self, id: str, element: str) -> None:
        head = element[: element.index(">")]
        list_id = re.search(r'data-list="([^"]+)"', head)
        board = self.regions.get("board", "")
        if "data-gone" in head:
            self.regions["board"] = markup.drop_card(board, id)
        elif list_id:
            self.regions["board"] = markup.put_card(board, id, element, list_id[1])

    def _go(self, sentence: str) -> None:
        self.gone = sentence or "gone"
        self._note()

    def _note(self) -> None:
        self.changes += 1
        self.changed_at = self.clock.seconds()
        self.alarm.set()
        self._pulse.set()
        self._pulse = asyncio.Event()

    def _waits(self) -> Iterable[float]:
        wait = FIRST_WAIT
        for _ in range(TRIES):
            yield wait * (0.5 + self.rng.random())
            wait = min(LONGEST_WAIT, wait * 2)
