"""Putting cards together: ticked and named with the keys alone, read without scripts, taken out again."""

import pytest
from playwright.sync_api import Locator

from . import hurry
from .conftest import Invite
from .looking import flaws, speak
from .person import Person, fill, miss, pick, press, reads, see

pytestmark = pytest.mark.browser

CASE = "I promise more than I can keep."
IDEAS = ("Ask for a day to think.", "Write the promise down.", "Let somebody else answer the phone.")
MONEY = "Winning time"


def test_cards_are_put_under_a_heading_with_the_keys_alone_and_taken_out_again(invite: Invite) -> None:
    fay, cas = invite("Fay"), invite("Cas")
    ada, ben = invite("Ada", hand="keys"), invite("Ben", language="de", speaks="en", scripts=False)
    brainstorm(fay, cas, (ada, ben))
    for text in IDEAS:
        hurry.write(ada if text == IDEAS[1] else ben, "idea", text)
    for text in IDEAS[:2]:
        pick(ada, see(ada, card(ada, text).get_by_role("checkbox")))
    fill(ada, ada.page.get_by_label("What these ideas have in common"), MONEY)
    press(ada, "Put together")
    heading = see(
        fay, fay.page.get_by_role("listitem").filter(has=fay.page.get_by_role("heading", name=MONEY))
    )
    for text in IDEAS[:2]:
        see(fay, heading.get_by_role("listitem").filter(has_text=text))
    miss(fay, heading.get_by_text(IDEAS[2]))
    reads(ben, MONEY)
    assert flaws(ada, "clusters") == []
    ada.page.set_viewport_size({"width": 1360, "height": 900})
    speak(ada, "en")
    press(ada, "Take out: %(text)s", heading_of(ada), text=IDEAS[0])
    see(cas, card(cas, IDEAS[0]))
    miss(cas, heading_of(cas).get_by_text(IDEAS[0]))


def brainstorm(fay: Person, cas: Person, others: tuple[Person, ...]) -> None:
    """To the brainstorming of a consultation in six phases; Fay leads, and Cas has chosen the method."""
    hurry.come_together(fay, (cas, *others))
    hurry.choose(fay, cas, CASE)
    hurry.do(fay, "pick-process", process="six-phases")
    hurry.do(fay, "take-role", role="facilitator")
    for _ in range(3):
        hurry.go_on(fay)
    hurry.do(cas, "wish-way", step="method", way="brainstorm")
    hurry.go_on(fay, "brainstorm")


def card(who: Person, text: str) -> Locator:
    return who.page.locator("#r-board .cards > li").filter(has_text=text)


def heading_of(who: Person) -> Locator:
    return who.page.locator("#r-board .is-heading")
