"""Takes a picture of a real room: five people in the step that collects resources, as one of the advisors sees it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dev.browser import launch_options
from tests.browser import hurry
from tests.browser.house import House
from tests.browser.person import Person

PICTURE = Path(__file__).parents[1] / "docs" / "room.png"
RESOURCES = (
    ("Inês", "You remember names and stories. At the front desk they say that you are the one who listens."),
    ("Bart", "Your team tried a shared calling hour in spring, and it held for six weeks."),
    ("Bart", "When you spoke of the young man and the bakery, your whole face changed."),
    ("Aino", "Two colleagues on your corridor carry the same list. You are not alone with it."),
    ("Inês", "You moved the whole office last year without one missed appointment."),
)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        _house(Path(folder)) as house,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        people = {name: _person(browser, house, name) for name in ("Lena", "Jure", "Inês", "Bart", "Aino")}
        _play(people)
        page = people["Aino"].page
        page.goto(people["Aino"].room)
        page.wait_for_selector("#link-state:not(:empty)")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE}")


@contextmanager
def _house(folder: Path) -> Iterator[House]:
    house = House(folder / "house")
    house.open()
    try:
        yield house
    finally:
        house.close()


def _person(browser: Browser, house: House, name: str) -> Person:
    context = browser.new_context(
        base_url=house.address, viewport={"width": 1360, "height": 1180}, locale="en-GB"
    )
    return Person(name, context.new_page(), "en", True)


def _play(people: dict[str, Person]) -> None:
    lena, jure = people["Lena"], people["Jure"]
    hurry.come_together(lena, tuple(person for person in people.values() if person is not lena))
    hurry.choose(lena, jure, "380 people on my list, and no time to talk with any of them.")
    hurry.do(lena, "take-role", role="facilitator")
    hurry.go_on(lena)
    sentence = "I want to give everybody on my list one real conversation a month."
    hurry.write(jure, "sentence", sentence)
    hurry.go_on(lena)
    hurry.write(jure, "vision", "On Fridays I go home knowing whom I have listened to.")
    hurry.go_on(lena)
    for name, text in RESOURCES:
        hurry.write(people[name], "resource", text)
    for _, text in (RESOURCES[0], RESOURCES[4]):
        hurry.mark(jure, text, "keep")


if __name__ == "__main__":
    main()
