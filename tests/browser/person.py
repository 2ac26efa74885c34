"""A person at a browser: what they read, press and fill in, named as they perceive it and in their own language."""

import gettext
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from covision import processes

from .house import House

LOCALE = Path(processes.__file__).parents[1] / "locale"
Hand = Literal["mouse", "finger", "keys"]
ROOM = re.compile(r"^.*/rooms/[^/]+/")
MINUTE = "%Y-%m-%dT%H:%M"
MOST_TABS = 150
# A group of radio buttons is one stop, so any of them will do.
WHERE = """(all) => {
    const at = document.activeElement;
    if (all.includes(at)) return "here";
    const ahead = at === document.body || at.compareDocumentPosition(all[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    return ahead ? "Tab" : "Shift+Tab";
}"""
IN_SIGHT = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const shown = at.closest("label") ?? at;
    const spots = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]];
    const hits = spots.map(([x, y]) => document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
    return at.matches(":focus-visible") && hits.some((hit) => hit && (shown.contains(hit) || hit.contains(at)) && hit !== document.body);
}"""


@dataclass(frozen=True, eq=False)
class Person:
    """Without `scripts` a page stands still, so its reader loads it again to see what is new. A `hand` is on a mouse, on
    the screen itself, or on the keys alone."""

    name: str
    page: Page
    language: str = "en"
    scripts: bool = True
    hand: Hand = "mouse"
    house: House | None = None

    @property
    def room(self) -> str:
        match = ROOM.match(self.page.url)
        assert match, f"{self.name} is at {self.page.url}"
        return match[0]


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
    in_frame = word(who, "frame", "steps", step, "title")
    return in_frame if in_frame != "title" else word(who, "concept-1", "steps", step, "title")


def see(who: Person, what: Locator) -> Locator:
    """Wait until somebody sees it."""
    if not who.scripts and not what.first.is_visible():
        who.page.goto(who.room)
    expect(what.first).to_be_visible()
    return what.first


def miss(who: Person, what: Locator) -> None:
    """Make sure that somebody does not see it."""
    if not who.scripts:
        who.page.goto(who.room)
    expect(what).to_have_count(0)


def use(who: Person, what: Locator) -> None:
    """Press something, with whatever the hand is on."""
    match who.hand:
        case "mouse":
            what.click()
        case "finger":
            what.tap()
        case "keys":
            reach(who, what)
            who.page.keyboard.press("Enter")


def fill(who: Person, what: Locator, text: str) -> None:
    """Put a text in the place of the one in a field."""
    if who.hand != "keys":
        what.fill(text)
        return
    reach(who, what)
    who.page.keyboard.press("ControlOrMeta+A")
    who.page.keyboard.type(text)


def pick(who: Person, what: Locator) -> None:
    """Pick one of several options, or tick one."""
    if who.hand != "keys":
        what.check()
    elif what.get_attribute("type") == "radio":
        group = what.locator("xpath=ancestor::fieldset").locator("input")
        reach(who, group)
        for _ in range(group.count()):
            if not what.is_checked():
                who.page.keyboard.press("ArrowDown")
    else:
        reach(who, what)
        who.page.keyboard.press("Space")
    expect(what).to_be_checked()


def set_time(who: Person, what: Locator, when: datetime) -> None:
    if who.hand != "keys":
        what.fill(when.strftime(MINUTE))
        return
    for date, time in (("%d%m%Y", "%H%M"), ("%m%d%Y", "%I%M%p")):  # as the browser's own tongue writes them
        reach(who, what)
        for _ in range(6):
            who.page.keyboard.press("ArrowLeft")
        who.page.keyboard.type(when.strftime(date))
        who.page.keyboard.press("ArrowRight")
        who.page.keyboard.type(when.strftime(time))
        if what.input_value() == when.strftime(MINUTE):
            return
    raise AssertionError(f"{who.name} cannot set the time: {what.input_value()}")


def reach(who: Person, what: Locator) -> None:
    """Go to something by the tabulator alone; it has to show there that it has the focus."""
    for _ in range(MOST_TABS):
        match what.evaluate_all(WHERE):
            case "here":
                assert what.evaluate_all(IN_SIGHT), f"{what} has the focus and cannot be seen"
                return
            case key:
                who.page.keyboard.press(key)
    raise AssertionError(f"{who.name} cannot reach {what}")


def press(who: Person, label: str, within: Locator | None = None, **named: str) -> None:
    around = within or who.page.locator("body")
    use(who, see(who, around.get_by_role("button", name=says(who, label, **named), exact=True)))


def unfold(who: Person, what: Locator) -> Locator:
    """Open whatever is folded around something."""
    see(who, what.page.locator("body"))
    for fold in what.first.locator("xpath=ancestor::details[not(@open)]").all():
        use(who, fold.locator("> summary"))
    return see(who, what)


def reads(who: Person, text: str, times: int | None = None) -> Locator:
    """Wait until somebody reads what a person wrote."""
    words = who.page.locator(".said:visible", has_text=text)
    see(who, words)
    if times is not None:
        expect(words).to_have_count(times)
    return words.first


def region(who: Person, name: str) -> Locator:
    return who.page.get_by_role("region", name=says(who, name), exact=True)
