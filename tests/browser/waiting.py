"""Waiting where time stands still: the story lets it pass in small steps until somebody sees what is to come."""

from playwright.sync_api import Locator, expect

from .hurry import page_of
from .person import Person, says

STRIDE = 2.0  # seconds; the peers give somebody new much longer than that
LONGEST = 2 * 3600.0


def let_pass(who: Person, seconds: float) -> None:
    """Let time pass. Without scripts, somebody loads the page anew to see what has come of it."""
    assert who.house
    for _ in range(round(seconds / STRIDE)):
        who.house.forward(STRIDE)
        page_of(who, "/who-can-read/")  # a server that is slow to answer is slow to send what is new as well
    if not who.scripts:
        who.page.goto(who.room)


def comes(who: Person, what: Locator) -> None:
    """Let time pass until somebody sees it, and no longer."""
    for _ in range(round(LONGEST / STRIDE)):
        if what.first.is_visible():
            return
        let_pass(who, STRIDE)
    expect(what.first).to_be_visible()


def button(who: Person, label: str, **values: str) -> Locator:
    return who.page.get_by_role("button", name=says(who, label, **values), exact=True)


def stays_away(who: Person, what: Locator, seconds: float = 60) -> None:
    """Let time pass in vain."""
    for _ in range(round(seconds / STRIDE / 5)):
        let_pass(who, STRIDE * 5)
        assert not what.first.is_visible()
    expect(what).to_have_count(0)
