"""The stories' stage: a house, a browser for each story, and people who come with browsers of their own."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from dev.browser import launch_options

from .house import PROGRAM, House
from .person import Hand, Person

PATIENCE = 120_000  # milliseconds: what is to come does come, however busy the machine is
# A refusal and a line that was cut are answers the page knows; the browser notes them down all the same. And which
# of the features we close a browser has never heard of differs from browser to browser.
EXPECTED = re.compile(
    r"Failed to load resource: (the server responded with a status of 4|net::ERR_)|Unrecognized feature: '"
)

Invite = Callable[..., Person]


class Chromium:
    """One browser for all stories that a process tells in a row."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def open(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self.close()
            expect.set_options(timeout=PATIENCE)
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(**launch_options())
        return self._browser

    def close(self) -> None:
        if self._browser is not None and self._browser.is_connected():
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()
        self._playwright = self._browser = None


CHROMIUM = Chromium()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """A Playwright that goes on running spoils whatever is asynchronous. So it ends with the last story in a row, also with
    one that was skipped, and before the database is taken down."""
    if nextitem is None or nextitem.get_closest_marker("browser") is None:
        CHROMIUM.close()


@pytest.fixture
def variables() -> dict[str, str]:
    """What the house is told; a story that needs more says so."""
    return {}


@pytest.fixture
def program() -> Sequence[str]:
    """What runs the house."""
    return PROGRAM


@pytest.fixture
def by_hand() -> bool:
    """Whether time stands still in the house until the story moves it; a story that would wait says so."""
    return False


@pytest.fixture(scope="session")
def new_house(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What a house has in it when it opens for the first time: tables without a row. It is built once for all workers."""
    together = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        together = together.parent
    data = together / "first"
    with (together / "first.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not data.exists():
            first = House(data)
            first.open()
            first.close()
    return data


@pytest.fixture
def data(tmp_path: Path, new_house: Path) -> Path:
    """Where the house has its data; a story before which something happened says what."""
    return Path(shutil.copytree(new_house, tmp_path / "house"))


@pytest.fixture
def house(data: Path, variables: dict[str, str], by_hand: bool, program: Sequence[str]) -> Iterator[House]:
    house = House(data, variables, by_hand, program)
    house.open()
    yield house
    house.close()
    complaints = house.complaints.read_text()
    assert "Traceback" not in complaints, complaints
    assert " ERROR " not in complaints, complaints


@pytest.fixture
def chromium() -> Iterator[Browser]:
    browser = CHROMIUM.open()
    yield browser
    for context in browser.contexts:
        context.close()


@pytest.fixture
def troubles(house: House) -> Iterator[list[str]]:
    """What no page may do: fail in its script, break its security policy, ask another host."""
    troubles: list[str] = []
    yield troubles
    assert troubles == []


@pytest.fixture
def invite(house: House, troubles: list[str], chromium: Browser) -> Invite:
    """Somebody comes, with a browser of her own."""

    def come(
        name: str,
        language: str = "en",
        width: int = 1360,
        hand: Hand = "mouse",
        scripts: bool = True,
        speaks: str = "",
    ) -> Person:
        context = chromium.new_context(
            base_url=house.address,
            locale={"de": "de-DE"}.get(speaks or language, "en-GB"),
            timezone_id="Europe/Berlin",
            viewport={"width": width, "height": 740 if width < 500 else 900},
            has_touch=hand == "finger",
            is_mobile=hand == "finger",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        _watch(context, house, troubles)
        return Person(name, context.new_page(), language, scripts, hand, house)

    return come


def _watch(context: BrowserContext, house: House, troubles: list[str]) -> None:
    def asks(request: Request) -> None:
        if request.url.startswith(("data:", "blob:")):
            return
        if urlsplit(request.url).netloc != urlsplit(house.address).netloc:
            troubles.append(f"asked {request.url}")

    def says(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            troubles.append(message.text)

    context.on("request", asks)
    context.on("console", says)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
