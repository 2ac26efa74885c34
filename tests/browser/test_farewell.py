"""Cas saves everything of his and deletes his account; the others keep what is theirs."""

import pytest
from playwright.sync_api import expect

from .conftest import Invite
from .looking import by_axe, flaws
from .person import Person, pick, press, see
from .test_circles import accept, ask, consent, found_circle, invitation, look

pytestmark = pytest.mark.browser


def test_cas_takes_his_data_with_him_and_fay_reads_of_a_former_member(invite: Invite) -> None:
    fay, cas = invite("Fay"), invite("Cas")
    circle = found_circle(fay)
    accept(fay, circle)
    cas.page.goto(invitation(fay, circle))
    ask(cas)
    consent(fay, circle)
    accept(cas, circle)
    found_flaws = look(cas, "/", f"{circle}archive/", "/account/data/")
    found_flaws += search(cas, circle, "said or written")
    with cas.page.expect_download() as saved:
        cas.page.goto("/account/data/")
        cas.page.get_by_role("link", name="Save as a page to read").click()
    assert "Tuesday circle" in saved.value.path().read_text(encoding="utf-8")
    cas.page.goto("/account/delete/")
    found_flaws += flaws(cas, "deleting the account")
    pick(cas, cas.page.locator("[name=shared][value=stay]"))
    press(cas, "Delete everything now")
    see(cas, cas.page.get_by_role("heading", name="Everything of yours is deleted"))
    assert cas.page.request.get(circle).status == 404
    fay.page.goto(f"{circle}happened/")
    see(fay, fay.page.get_by_text("A former member accepted version 1 of our agreement."))
    expect(fay.page.get_by_text("Cas", exact=False)).to_have_count(0)
    assert found_flaws == []


def search(who: Person, circle: str, words: str) -> list[str]:
    """What was found stands on the answer to a form, which is looked at as it is."""
    who.page.set_viewport_size({"width": 1360, "height": 900})
    who.page.goto(f"{circle}archive/")
    who.page.locator("[name=words]").fill(words)
    press(who, "Look")
    see(who, who.page.locator("mark"))
    assert "?" not in who.page.url
    return by_axe(who.page)
