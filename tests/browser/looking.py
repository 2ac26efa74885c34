"""How a page is looked at for everybody's sake: by axe, in both languages and schemes, wide and narrow."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page, expect

from .person import Person

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
WIDE, NARROW, NARROWEST = 1360, 360, 320
TALL = 5000  # all of a page at once, so that no bar that floats lies over anything
# Four ways in which every two of language, scheme and width meet.
WAYS: tuple[tuple[str, Literal["light", "dark"], int], ...] = (
    ("en", "light", WIDE),
    ("en", "dark", NARROW),
    ("de", "dark", WIDE),
    ("de", "light", NARROW),
)
# What a person may unfold is looked at unfolded; of those that close each other the last stays open.
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.vh'))
    .map(one => one.outerHTML.slice(0, 120))"""


def wide(who: Person) -> None:
    """Back to a desk in daylight, in English, after a page was looked at in every way."""
    who.page.context.add_cookies([{"name": "l", "value": "en", "url": who.page.url}])
    who.page.set_viewport_size({"width": WIDE, "height": 900})
    who.page.reload()
    expect(who.page.locator("html")).to_have_attribute("lang", "en")


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def flaws(who: Person, where: str) -> list[str]:
    """What axe and a ruler find on the page somebody looks at, in every way of looking at it."""
    faults: list[str] = []
    for language, scheme, width in WAYS:  # each language's page is fresh first, then unfolded
        if who.page.locator("html").get_attribute("lang") != language:
            speak(who, language)
        who.page.emulate_media(color_scheme=scheme)
        who.page.set_viewport_size({"width": width, "height": TALL})
        if width == NARROW:
            who.page.evaluate(UNFOLD)
        faults += [f"{where}, {language}, {scheme}, {width}: {flaw}" for flaw in by_axe(who.page)]
        faults += [f"{where}, {language}: {flaw}" for flaw in _too_wide(who.page)]
    return faults


def speak(who: Person, language: str) -> None:
    """Turn the page to a language, as the switch does."""
    url = who.page.url
    who.page.context.add_cookies([{"name": "l", "value": language, "url": url}])
    who.page.goto(url)


def by_axe(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate(f"axe.run({OPTIONS})")
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def _too_wide(page: Page) -> list[str]:
    """Nothing may make a narrow page scroll sideways."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    scrolls: int = page.evaluate("document.documentElement.scrollWidth")
    return [f"scrolls sideways to {scrolls}: {page.evaluate(TOO_WIDE)}"] if scrolls > NARROWEST else []
