"""A person at a browser: what they read, press and fill in, named as they perceive it and in their own language."""

import gettext
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from covision import processes

LOCALE = Path(processes.__file__).parents[1] / "locale"
ROOM = re.compile(r"^.*/rooms/[^/]+/")


@dataclass(frozen=True, eq=False)
class Person:
    """Without `scripts` a page stands still, so its reader loads it again to see what is new."""

    name: str
    page: Page
    language: str = "en"
    scripts: bool = True
    touch: bool = False

    @property
    def room(self) -> str:
        found = ROOM.match(self.page.url)
        assert found, f"{self.name} is at {self.page.url}"
        return found[0]


@cache
def _sentences(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=True)


def says(who: Person, sentence: str, **named: str) -> str:
    """A sentence of the pages as this person reads it."""
    return (
        _sentences(who.language).gettext(sentence) % named
        if named
        else _sentences(who.language).gettext(sentence)
    )


def word(who: Person, process: str, *keys: str) -> str:
    """A word of a process as this person reads it."""
    return str(processes.word(process, who.language, *keys))


def title(who: Person, step: str) -> str:
    """A step's title; both ways of working call their steps the same."""
    known = word(who, "frame", "steps", step, "title")
    return known if known != "title" else word(who, "concept-1", "steps", step, "title")


def see(who: Person, what: Locator) -> Locator:
    """This will wait until somebody sees it."""
    if not who.scripts and not what.first.is_visible():
        who.page.goto(who.room)
    expect(what.first).to_be_visible()
    return what.first


def miss(who: Person, what: Locator) -> None:
    """This will make sure that somebody does not see it."""
    if not who.scripts:
        who.page.goto(who.room)
    expect(what).to_have_count(0)


def touch(who: Person, what: Locator) -> None:
    """This will press with a finger or a mouse."""
    if who.touch:
        what.tap()
    else:
        what.click()


def press(who: Person, label: str, within: Locator | None = None, **named: str) -> None:
    around = within or who.page.locator("body")
    touch(who, see(who, around.get_by_role("button", name=says(who, label, **named), exact=True)))


def unfold(who: Person, what: Locator) -> Locator:
    """This will open whatever is folded around something."""
    see(who, what.page.locator("body"))
    for fold in what.first.locator("xpath=ancestor::details[not(@open)]").all():
        touch(who, fold.locator("> summary"))
    return see(who, what)


def reads(who: Person, text: str, times: int | None = None) -> Locator:
    """This will wait until somebody reads what a person wrote."""
    said = who.page.locator(".said:visible", has_text=text)
    see(who, said)
    if times is not None:
        expect(said).to_have_count(times)
    return said.first


def region(who: Person, name: str) -> Locator:
    return who.page.get_by_role("region", name=says(who, name), exact=True)
