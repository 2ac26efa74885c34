"""Cas prepares a case in peace, shares it and brings it with one click; Ada reads on her phone whose turn it is."""

import pytest
from playwright.sync_api import expect

from covision import processes

from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person, pick, press, says, see, word
from .test_circles import accept, ask, consent, found_circle, invitation

pytestmark = pytest.mark.browser
TEXT = "I promise more than I can keep. It happens on Mondays."
LEFT = "Ich sage zu schnell ja."
PICKS = ("whose:personal", "urgency:urgent", "inside:no")


def test_a_case_goes_from_a_quiet_hour_into_the_room(invite: Invite) -> None:
    fay, cas = invite("Fay"), invite("Cas")
    ada = invite("Ada", language="de", width=360, hand="finger")
    circle = found_circle(fay)
    accept(fay, circle)
    for newcomer, already in ((cas, (fay,)), (ada, (fay, cas))):
        newcomer.page.goto(invitation(fay, circle))
        ask(newcomer)
        for member in already:
            consent(member, circle)
        accept(newcomer, circle)
    prepare(cas, circle)
    ada.page.goto(circle)
    see(ada, ada.page.get_by_text("I promise more than I can keep.", exact=True))
    assert "Mondays" not in ada.page.content()
    found_flaws = look(ada, circle)
    bring(fay, cas, ada, circle)
    work_through(fay, cas, ada)
    found_flaws += look(ada, ada.room)
    press(ada, "Put it into our pool")
    expect(ada.page.get_by_text(says(ada, "Not chosen today"))).to_have_count(0)
    fay.page.goto(circle)
    see(fay, fay.page.get_by_text(LEFT))
    found_flaws += look(ada, f"{circle}turns/")
    last_cell = ada.page.get_by_role("row").last.get_by_role("cell").last
    assert last_cell.inner_text() == word(ada, "concept-1", "roles", "facilitator", "name")
    cas.page.goto("/cases/")
    see(cas, cas.page.get_by_text("worked on,"))
    assert found_flaws == []


def prepare(cas: Person, circle: str) -> None:
    cas.page.goto(circle)
    cas.page.get_by_role("link", name="Prepare a case").click()
    cas.page.locator("[name=text]").fill(TEXT)
    for option in (*PICKS, *(f"check:{one}" for one in checks())):
        name, value = option.split(":")
        pick(cas, cas.page.locator(f"[name='tag.{name}'][value={value}]"))
    cas.page.get_by_text("Questions to prepare yourself").click()
    cas.page.locator("[name=n1]").fill("It was in the corridor.")
    press(cas, word(cas, "stillness-and-mirror", "title"))
    cas.page.get_by_label("What you want").fill("That calls end with a goodbye.")
    press(cas, "Save")
    found_flaws = look(cas, cas.page.url, "/cases/")
    cas.page.get_by_role("link", name=TEXT.split(". ", maxsplit=1)[0]).click()
    press(cas, "Share it with Tuesday circle")
    see(cas, cas.page.get_by_text("I promise more than I can keep.", exact=True))
    assert found_flaws == []


def bring(fay: Person, cas: Person, ada: Person, circle: str) -> None:
    fay.page.goto(circle)
    press(fay, "Open the room")
    for member in (cas, ada):
        member.page.goto(circle)
        member.page.get_by_role("button", name=says(member, "Take my seat")).click()
        expect(member.page.locator("#r-people")).to_be_attached()
    hurry.go_on(fay)
    expect(cas.page.locator(".own-cases")).to_contain_text(TEXT)
    found_flaws = look(cas, cas.page.url)
    cas.page.get_by_role("button", name="Bring this one").click()
    expect(cas.page.locator("#r-board .card")).to_contain_text(TEXT)
    expect(cas.page.locator(".own-cases")).to_have_count(0)
    assert TEXT not in hurry.page_of(ada)
    assert found_flaws == []


def work_through(fay: Person, cas: Person, ada: Person) -> None:
    """The group chooses Cas’s case; what Ada had brought is left."""
    hurry.bring_problem(ada, LEFT)
    hurry.do(fay, "reveal")
    expect(ada.page.locator("#r-board")).to_contain_text(TEXT)
    hurry.go_on(fay)
    hurry.do(fay, "propose-case", card=hurry.card_id(fay, TEXT))
    hurry.do(cas, "accept-case")
    hurry.go_on(fay)
    hurry.do(ada, "take-role", role="facilitator")
    hurry.go_on(fay)
    while hurry.step_now(ada) != "next":
        hurry.go_on(ada)
    hurry.go_on(ada, "final")


def checks() -> tuple[str, ...]:
    kind = processes.frame().kind("problem")
    assert kind
    return next(tag.options for tag in kind.tags if tag.id == "check")


def look(who: Person, *addresses: str) -> list[str]:
    """As in the life of a circle: at some pages, which are as they were afterwards."""
    size, found_flaws = who.page.viewport_size, []
    for address in addresses:
        who.page.goto(address)
        found_flaws += flaws(who, address)
    assert size
    who.page.set_viewport_size(size)
    who.page.context.add_cookies([{"name": "l", "value": who.language, "url": who.page.url}])
    who.page.goto(addresses[-1])
    return found_flaws
