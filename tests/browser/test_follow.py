"""What came of a meeting: Cas keeps his sheet and shows it to Ada, and says on his phone that his step is done."""

from pathlib import Path

import pytest

from .beforehand import Before, beforehand, sign_in
from .conftest import Invite
from .house import House
from .looking import flaws, wide
from .person import pick, press, says, see

pytestmark = pytest.mark.browser


@pytest.fixture
def before(tmp_path: Path) -> Before:
    return beforehand("an_ended_meeting", tmp_path / "house")


@pytest.fixture
def data(tmp_path: Path, before: Before) -> Path:
    return tmp_path / "house"


def test_cas_keeps_his_sheet_and_shows_it_to_ada_and_says_that_his_step_is_done(
    invite: Invite, house: House, before: Before
) -> None:
    cas, ada, ben = invite("Cas"), invite("Ada"), invite("Ben")
    phone = invite("Cas", language="de", width=360, hand="finger")
    for who in (cas, ada, ben, phone):
        sign_in(who, house, before)
    cas.page.goto(f"/rooms/{before['room']}/sheets/1/")
    faults = flaws(cas, "sheet")
    wide(cas)
    press(cas, "Keep this sheet")
    sheet = cas.page.url
    pick(cas, cas.page.get_by_role("radio", name="only those I tick here"))
    pick(cas, cas.page.get_by_role("checkbox", name="Ada"))
    press(cas, "Keep it like this")
    see(cas, cas.page.get_by_text("Only you and those you named can read it."))
    ada.page.goto(sheet)
    see(ada, ada.page.get_by_text("Tell the team why the door is closed"))
    assert ben.page.request.get(sheet).status == 404

    phone.page.goto("/commitments/")
    step = phone.page.get_by_role("article").filter(has_text="Ask Jana for one quiet hour")
    step.get_by_role("button", name=says(phone, "Keep it for me")).tap()
    step.get_by_role("button", name=says(phone, "Done")).tap()
    see(phone, step.get_by_text(says(phone, "done"), exact=True))
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    faults += flaws(phone, "commitments")
    for page in (sheet, f"{sheet}edit/"):
        cas.page.goto(page)
        faults += flaws(cas, page)
    assert faults == []
