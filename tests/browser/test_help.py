"""Covision helps where the group wants it: quiet hints for one person, and the part of the facilitator for all."""

import pytest
from playwright.sync_api import Locator, expect

from covision import hints

from . import doing as d
from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person, miss, press, reads, region, says, see, title, use
from .waiting import button, comes

pytestmark = pytest.mark.browser


@pytest.fixture
def by_hand() -> bool:
    """So that nobody waits for Covision, which leaves people time to write."""
    return True


def open_help(who: Person) -> Locator:
    help = who.page.locator("#r-help")
    if not help.get_by_role("button").first.is_visible():
        use(who, help.locator("summary"))
    return help


def hint(who: Person, rule: str) -> Locator:
    return who.page.locator("#r-hints").get_by_text(hints.reason(rule, who.language))


def test_quiet_hints_are_for_one_person_and_can_be_put_away(invite: Invite) -> None:
    """Fay facilitates; Cas reads German and has no scripts."""
    fay, cas, ada, ben = invite("Fay"), invite("Cas", "de", scripts=False), invite("Ada"), invite("Ben")
    hurry.come_together(fay, (cas, ada, ben))
    hurry.choose(fay, cas, "I promise more than I can keep.")
    hurry.do(fay, "take-role", role="facilitator")
    hurry.go_on(fay)
    press(fay, "Quiet hints, please", open_help(fay))
    hurry.do(fay, "write", kind="question", text="Why don't you tell them so?")
    see(fay, hint(fay, "advice"))
    reads(cas, "Why don't you tell them so?")
    hurry.do(cas, "write", kind="sentence", text="Ich finde, dass mein Chef ungerecht ist.")

    see(cas, hint(cas, "own"))
    see(fay, hint(fay, "own"))
    announced = says(fay, "A quiet hint for you: %(hint)s", hint=hints.name("own", "en"))
    expect(fay.page.locator("#say-polite")).to_contain_text(announced)
    miss(ada, ada.page.locator("#r-hints li"))

    press(cas, "Put this hint away: %(hint)s", hint=hints.name("own", "de"))
    miss(cas, cas.page.locator("#r-hints li"))
    see(fay, hint(fay, "own"))
    assert flaws(fay, "hints") == []


def test_covision_leads_until_somebody_takes_over(invite: Invite) -> None:
    """Two of four ask for it; nobody facilitates until Ben takes the bar in the middle, and gives it back."""
    fay, cas, ada, ben = (
        invite("Fay"),
        invite("Cas", "de"),
        invite("Ada"),
        invite("Ben", width=360, hand="finger"),
    )
    everybody = (fay, cas, ada, ben)
    hurry.come_together(fay, (cas, ada, ben))
    press(ada, "Covision shall lead", open_help(ada))
    press(cas, "I would like that too")
    see(cas, region(cas, "Covision leads through the steps"))
    all_ready(everybody, "collect")
    hurry.bring_problem(cas, "I promise more than I can keep.")
    ready(everybody)
    comes(ada, ada.page.locator(".said:visible", has_text="I promise more than I can keep."))
    all_ready(everybody, "choose")
    ready(everybody)
    comes(cas, button(cas, "Yes, let us work on it"))
    press(cas, "Yes, let us work on it")
    all_ready(everybody, "cast")
    all_ready(everybody, "problem")
    asked = ada.page.locator("#r-board .is-prompt")
    comes(ada, asked)
    expect(asked).to_have_count(1)
    see(ada, ada.page.locator("#r-board .by", has_text="Covision"))
    press(ben, "I take over", region(ben, "Covision leads through the steps"))
    d.has_part(ben, "facilitator")
    see(ada, ada.page.get_by_text(says(ada, "%(name)s leads through the steps.", name="Ben")))
    hurry.do(ben, "choose-help", help="hold")
    see(ada, region(ada, "Covision leads through the steps"))
    d.write(cas, "sentence", "Ich will solche Gespräche gut beenden.")
    all_ready(everybody, "vision")
    assert flaws(fay, "held") == []


def ready(people: tuple[Person, ...]) -> None:
    for who in people[:3]:
        press(who, "I am ready")


def all_ready(people: tuple[Person, ...], step: str) -> None:
    """Most of them say so, and Covision leads on."""
    ready(people)
    for who in people:
        heading = who.page.get_by_role("heading", level=1, name=title(who, step), exact=True)
        comes(who, heading)
