"""A rehearsal: somebody new tries the room out, with simulated peers."""

import pytest
from playwright.sync_api import expect

from . import doing as d
from .conftest import Invite
from .person import Person, press, says, see, title

pytestmark = pytest.mark.browser

UNTIL_THEN = 150_000


def test_a_newcomer_takes_part_with_simulated_peers(invite: Invite) -> None:
    """Brisk peers bring problems, vote and share out the roles; the newcomer writes and votes with them."""
    oz = invite("Oz")
    oz.page.goto("/")
    case = oz.page.locator("form.case").first
    case.get_by_role("radio", name="Advisor").check()
    case.get_by_role("radio", name=says(oz, "briskly, to look around")).check()
    case.get_by_role("button").click()
    see(oz, oz.page.get_by_text(says(oz, "Rehearsal with simulated peers")))
    d.agree(oz)
    press(oz, "I am ready")
    begins(oz, "collect")
    d.bring_problem(oz, "I never find the end of a talk.")
    press(oz, "I am ready")
    begins(oz, "choose")
    press(oz, "I am ready")
    begins(oz, "cast")
    press(oz, "I am ready")
    begins(oz, "problem")
    d.has_part(oz, "advisor")
    expect(oz.page.locator("#r-board .is-prompt").first).to_be_visible(timeout=UNTIL_THEN)
    d.write(oz, "parked", "Stand up when the time is over.")


def begins(who: Person, step: str) -> None:
    """The peers lead on when they have done their part."""
    heading = who.page.get_by_role("heading", level=1, name=title(who, step), exact=True)
    expect(heading).to_be_visible(timeout=UNTIL_THEN)
