"""Finding a structure that fits: looked at in every way, and walked with the keys alone, without scripts."""

import pytest
from playwright.sync_api import expect

from .conftest import Invite
from .looking import flaws
from .person import fill, pick, press, reach, says, use

pytestmark = pytest.mark.browser

SOME_FIT = "/which-process/?case=personal&people=6&minutes=60&experience=none&helps=questions"
NONE_READ = "/which-process/?case=secret&people=x&minutes=60&experience=none&helps="


def test_everybody_can_read_the_ways_of_working(invite: Invite) -> None:
    ada = invite("Ada")
    faults = []
    for path in ("/processes/", "/processes/concept-2/", SOME_FIT, NONE_READ):
        ada.page.goto(path)
        faults += flaws(ada, path)
    for path in ("worksheets", "poster"):
        ada.page.goto(f"/processes/concept-1/de/{path}/")
        faults += flaws(ada, path)
    assert faults == []


def test_a_group_finds_what_fits_with_the_keys_alone(invite: Invite) -> None:
    ben = invite("Ben", language="de", scripts=False, hand="keys")
    ben.page.goto("/processes/")
    use(ben, ben.page.get_by_role("link", name=says(ben, "Which structure fits us today?")))
    pick(ben, ben.page.get_by_label(says(ben, "A problem that several of us share")))
    fill(ben, ben.page.get_by_label(says(ben, "How many of you are there?")), "7")
    pick(ben, ben.page.get_by_label(says(ben, "Ideas and advice")))
    press(ben, "Show what fits")
    first = ben.page.get_by_role("article").first
    expect(first).to_contain_text(says(ben, "Suits you today"))
    expect(first).to_contain_text(says(ben, "It is made for a problem that several of you share."))
    name = first.get_by_role("heading").inner_text()
    use(ben, first.get_by_role("link", name=name))
    expect(ben.page.get_by_role("heading", level=1, name=name)).to_be_visible()
    reach(ben, ben.page.get_by_role("link", name="PDF A5").first)
    with ben.page.expect_download() as paper:
        ben.page.keyboard.press("Enter")
    assert paper.value.suggested_filename.endswith("-guide-en-a5.pdf")
