"""What somebody types is theirs: no push, no restart and no impatience takes a letter of it or sends it twice."""

import pytest
from playwright.sync_api import Page, expect

from . import doing as d
from . import hurry
from .conftest import Invite
from .house import House
from .person import Person, reads, says, see

pytestmark = pytest.mark.browser

TEXT = "The phone rings, and I breathe"
STATE = """() => {
    const at = document.activeElement;
    return [at.id, at.value, at.selectionStart, at.selectionEnd, at === window.before];
}"""


def test_typing_survives_thirty_pushes(invite: Invite) -> None:
    """Each new question changes the board and the very form Cas is typing in."""
    fay, cas, ada = (invite(name) for name in ("Fay", "Cas", "Ada"))
    to_the_vision(fay, cas, ada)
    hurry.write(fay, "question", "Question 0?")
    reads(cas, "Question 0?")
    writing = d.field(cas, "answer")
    writing.click()
    cas.page.evaluate("window.before = document.activeElement")
    for count, letter in enumerate(TEXT, 1):
        cas.page.keyboard.type(letter)
        hurry.write(fay, "question", f"Question {count}?")
        reads(cas, f"Question {count}?")
        assert state(cas.page) == [TEXT[:count], count, count, True]
    assert len(TEXT) == 30
    writing.evaluate("field => field.setSelectionRange(4, 9)")
    hurry.write(ada, "parked", "Only Ada sees this.")
    hurry.do(fay, "add-time", minutes="2")
    hurry.write(fay, "question", "The last one?")
    reads(cas, "The last one?")
    assert state(cas.page) == [TEXT, 4, 9, True]
    d.send(cas, writing)
    reads(fay, TEXT, times=1)


def test_a_draft_survives_a_power_cut_and_is_sent_once(invite: Invite, house: House) -> None:
    fay, cas, ada = (invite(name) for name in ("Fay", "Cas", "Ada"))
    to_the_vision(fay, cas, ada)
    writing = d.field(cas, "vision")
    writing.click()
    cas.page.keyboard.type("I stand at the window")
    house.loses_power()
    state_line = cas.page.locator("#link-state")
    expect(state_line).to_have_text(says(cas, "Trying to reach the room again. What you type stays here."))
    cas.page.keyboard.type(" and breathe.")
    d.send(cas, writing)
    house.open()
    reads(cas, "I stand at the window and breathe.", times=1)
    expect(state_line).to_have_text(says(cas, "Connected"))
    reads(fay, "I stand at the window and breathe.", times=1)
    cas.page.reload()
    reads(cas, "I stand at the window and breathe.", times=1)


def test_a_draft_is_still_there_after_the_page_is_loaded_again(invite: Invite, house: House) -> None:
    fay, cas, ada = (invite(name) for name in ("Fay", "Cas", "Ada"))
    to_the_vision(fay, cas, ada)
    d.field(cas, "resource").fill("My grandmother")
    d.field(cas, "vision").fill("I stand at the window")
    house.restart()
    cas.page.reload()
    expect(d.field(cas, "vision")).to_have_value("I stand at the window")
    expect(d.field(cas, "resource")).to_have_value("My grandmother")
    d.send(cas, d.field(cas, "resource"))
    reads(ada, "My grandmother", times=1)
    expect(d.field(cas, "vision")).to_have_value("I stand at the window")
    expect(d.field(cas, "resource")).to_have_value("")


def to_the_vision(fay: Person, cas: Person, ada: Person) -> None:
    hurry.come_together(fay, (cas, ada))
    hurry.choose(fay, cas, "I promise more than I can keep.")
    hurry.do(fay, "take-role", role="facilitator")
    for _ in range(2):
        hurry.go_on(fay)
    for person in (fay, cas, ada):
        d.stands_at(person, "vision")
        see(person, person.page.get_by_text(says(person, "Connected")))


def state(page: Page) -> list[object]:
    """What is typed, from where to where it is selected, and whether the field is the one it was."""
    page_state: list[object] = page.evaluate(STATE)
    return page_state[1:]
