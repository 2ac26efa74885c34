"""A circle makes Concept I its own: shorter, with keys and buttons alone; it tries it, agrees on it, and works by it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from .beforehand import Before, beforehand, sign_in
from .conftest import Invite
from .house import House
from .hurry import TOKEN, choose, do, go_on, page_of, post
from .looking import flaws, wide
from .person import Person, fill, press, reach, see, use

pytestmark = pytest.mark.browser


@pytest.fixture
def before(tmp_path: Path) -> Before:
    return beforehand("a_draft", tmp_path / "house")


@pytest.fixture
def data(tmp_path: Path, before: Before) -> Path:
    return tmp_path / "house"


def test_a_circle_derives_a_short_concept_i_tries_it_agrees_and_works_by_it(
    invite: Invite, house: House, before: Before
) -> None:
    fay, cas, ada, ben = invite("Fay", hand="keys"), invite("Cas"), invite("Ada"), invite("Ben")
    for who in (fay, cas, ada, ben):
        sign_in(who, house, before)
    edit = f"{before['circle']}structures/{before['own']}/edit/"
    fay.page.goto(edit)
    faults = shorten(fay)
    press(fay, "Rehearse the draft")
    see(fay, fay.page.get_by_role("heading", name="Concept I, short"))
    press(fay, "Go in")
    expect(fay.page.locator("#r-people")).to_be_attached()
    fay.page.goto(edit)
    fill(fay, fay.page.get_by_label("Why do you propose this?"), "An hour is all we have.")
    press(fay, "Put this to the circle")
    fay.page.wait_for_url("**/proposals/**")
    proposal = fay.page.url
    for member in (cas, ada, ben):
        consent(member, proposal)
    work_by_it(before["circle"], fay, cas, ada, ben)
    assert faults == []


def shorten(fay: Person) -> list[str]:
    """Four steps are left of six, for four people; what does not fit on the way is said, and then mended."""
    for step, left in (("Collecting resources", 5), ("Setting goals", 4)):
        open_part(fay, step)
        press(fay, "Take away")
        expect(steps(fay)).to_have_count(left)
    open_part(fay, "The whole")
    fill(fay, fay.page.locator("[name='w:en:title']"), "Concept I, short")
    fill(fay, fay.page.locator("[name='least']"), "4")
    press(fay, "Keep")
    see(fay, fay.page.get_by_text("The parts need 5 people; a smaller group could not fill them.").first)
    faults = flaws(fay, "editor")
    wide(fay)
    open_part(fay, "Roles")
    fill(fay, fay.page.locator("[name='role.advisor.least']"), "1")
    open_part(fay, "Problem and situation")
    stays_where_she_is(fay)
    press(fay, "Keep")
    see(fay, fay.page.get_by_text("Everything fits together."))
    expect(fay.page.locator(".reckoned b")).to_have_text("24 min")
    return faults


def stays_where_she_is(fay: Person) -> None:
    """What she has changed is kept while she goes on, and the page is brought up to date under her hands."""
    before = fay.page.evaluate_handle("document.getElementById('editor')")
    fill(fay, fay.page.locator("[name='minutes']"), "4")
    rehearse = fay.page.get_by_role("button", name="Rehearse the draft")
    reach(fay, rehearse)
    fay.page.wait_for_function("before => document.getElementById('editor') !== before", arg=before)
    expect(rehearse).to_be_focused()


def open_part(fay: Person, name: str) -> None:
    """The path is a list of buttons; what it opens gets the focus."""
    use(fay, fay.page.locator("#beside").get_by_role("button", name=name).first)
    heading = fay.page.locator("#open")
    expect(heading).to_have_text(name)
    expect(heading).to_be_focused()


def steps(who: Person) -> Locator:
    return who.page.locator("#path-steps > li")


def consent(who: Person, proposal: str) -> None:
    page = page_of(who, proposal)
    draft = re.findall(r'name="draft" value="(\d+)"', page)[0]
    answer = post(who, f"{proposal}answer/", {"draft": draft, "stand": "consent"}, TOKEN.findall(page)[0])
    assert answer.status == 302


def work_by_it(circle: str, fay: Person, cas: Person, ada: Person, ben: Person) -> None:
    """The room takes up what the circle works by, without anybody choosing it."""
    token = TOKEN.findall(page_of(fay, circle))[0]
    opened = post(fay, f"{circle}meetings/", {"minutes": "60", "rounds": "1", "spoken": "0"}, token)
    fay.page.goto(opened.headers["location"])
    room = fay.room.rstrip("/").rpartition("/")[2]
    for who in (cas, ada, ben):
        token = TOKEN.findall(page_of(who, circle))[0]
        who.page.goto(post(who, f"{circle}meetings/{room}/", {}, token).headers["location"])
    for who in (fay, cas, ada, ben):
        do(who, "confirm-agreement")
    choose(fay, cas, "I promise more than I can keep.")
    do(ada, "take-role", role="facilitator")
    go_on(fay)
    see(fay, fay.page.get_by_role("heading", name="Problem and situation").first)
    room_now = page_of(fay)
    assert "Vision and resources" in room_now
    assert "Collecting resources" not in room_now
