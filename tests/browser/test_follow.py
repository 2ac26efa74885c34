"""What came of a meeting: Cas keeps his sheet and shows it to Ada, and says on his phone that his step is done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Invite
from .house import House
from .looking import flaws
from .person import Person, pick, press, says, see

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@pytest.fixture
def before(tmp_path: Path) -> dict[str, object]:
    """What happened before the house opens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.an_ended_meeting"],
        env={**kept, "COVISION_DATA": str(tmp_path / "house")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def house(tmp_path: Path, before: dict[str, object]) -> Iterator[House]:
    house = House(tmp_path / "house")
    house.open()
    yield house
    house.close()
    said = house.complaints.read_text()
    assert "Traceback" not in said and " ERROR " not in said, said


def test_cas_keeps_his_sheet_and_shows_it_to_ada_and_says_that_his_step_is_done(
    invite: Invite, house: House, before: dict[str, object]
) -> None:
    cas, ada, ben = invite("Cas"), invite("Ada"), invite("Ben")
    phone = invite("Cas", language="de", width=360, hand="finger")
    for who in (cas, ada, ben, phone):
        sign_in(who, house, before)
    cas.page.goto(f"/rooms/{before['room']}/sheets/1/")
    found = flaws(cas, "sheet")
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
    found += flaws(phone, "commitments")
    for page in (sheet, f"{sheet}edit/"):
        cas.page.goto(page)
        found += flaws(cas, page)
    assert found == []


def sign_in(who: Person, house: House, before: dict[str, object]) -> None:
    keys = before["keys"]
    assert isinstance(keys, dict)
    cookies = [{"name": str(before["cookie"]), "value": keys[who.name], "url": house.address}]
    if who.language != "en":
        cookies.append({"name": "l", "value": who.language, "url": house.address})
    who.page.context.add_cookies(cookies)  # type: ignore[arg-type]


def wide(who: Person) -> None:
    """Back to a desk in daylight, in English, after a page was looked at in every way."""
    who.page.context.add_cookies([{"name": "l", "value": "en", "url": who.page.url}])
    who.page.set_viewport_size({"width": 1360, "height": 900})
    who.page.reload()
    expect(who.page.locator("html")).to_have_attribute("lang", "en")
