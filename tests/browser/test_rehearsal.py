"""Rehearsals: somebody new tries the room out, with simulated peers who react to what she does."""

import pytest
from playwright.sync_api import expect

from covision.peers.script import case

from . import doing as d
from .conftest import Invite
from .looking import flaws
from .person import Person, press, reads, says, see, title, word
from .waiting import comes, stays_away

pytestmark = pytest.mark.browser


@pytest.fixture
def by_hand() -> bool:
    """Nobody waits for peers who think."""
    return True


def test_a_newcomer_takes_part_with_simulated_peers(invite: Invite) -> None:
    """Brisk peers bring problems, vote and share out the roles; the newcomer writes and votes with them."""
    oz = invite("Oz")
    oz.page.goto("/")
    begin(oz, "calling-hour", "advisor")
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
    comes(oz, oz.page.locator("#r-board .is-prompt"))
    d.write(oz, "parked", "Stand up when the time is over.")


def test_somebody_facilitates_for_a_client_who_complains(invite: Invite) -> None:
    """In German, on a phone and without scripts: whoever wants to see what is new loads the page again."""
    eve = invite("Eve", language="de", width=360, scripts=False)
    complaint = case("new-software", "de").mistakes[0]
    eve.page.goto("/rehearsals/")
    begin(eve, "new-software", "facilitator")
    press(eve, "Faster")
    d.agree(eve)
    for step in ("collect", "choose", "cast"):
        press(eve, "I am ready")
        begins(eve, step)
    comes(eve, eve.page.get_by_role("button", name=says(eve, "Yes, gladly")))
    press(eve, "Yes, gladly: %(role)s", role=word(eve, "concept-1", "roles", "facilitator", "name"))
    press(eve, "I am ready")
    begins(eve, "problem")
    eve.page.get_by_role("button", name=word(eve, "concept-1", "steps", "problem", "questions", "q1")).click()
    comes(eve, eve.page.locator(".said", has_text=complaint.says[0][:40]))
    press(eve, "Hold on")
    see(eve, eve.page.get_by_text(says(eve, "The others are holding on.")))
    d.write(eve, "question", "Was hätten Sie gern stattdessen?")
    stays_away(eve, eve.page.locator(".said", has_text=complaint.then[0][:40]))
    press(eve, "Go on")
    comes(eve, eve.page.locator(".said", has_text=complaint.then[0][:40]))
    eve.page.goto(f"{eve.room}look-back/")
    reads(eve, "Was hätten Sie gern stattdessen?")
    expect(eve.page.get_by_text("fragt nach einem Wunsch")).to_be_visible()
    eve.page.locator("summary", has_text=says(eve, "Erase this rehearsal")).click()
    press(eve, "Erase it now")
    expect(eve.page.get_by_role("heading", level=1, name=says(eve, "Rehearse"))).to_be_visible()


def test_somebody_rehearses_another_way_of_working(invite: Invite) -> None:
    """Three people, each with half an hour: the case is lent to the process, and its client tells of it."""
    ben = invite("Ben", language="de", width=360)
    ben.page.goto("/rehearsals/")
    ben.page.locator('a[href="/rehearsals/?process=three-in-turn"]').click()
    chosen = (word(ben, "three-in-turn", "roles", "consultant", "name"), says(ben, "briskly, to look around"))
    for name in chosen:
        ben.page.get_by_role("radio", name=name, exact=True).check()
    faults = flaws(ben, "a process to rehearse")
    press(ben, "Go in")
    press(ben, "Faster")
    d.agree(ben)
    for step in ("collect", "choose", "cast"):
        press(ben, "I am ready")
        begins(ben, step)
    for step in ("reflect", "tell"):
        press(ben, "I am ready")
        named = word(ben, "three-in-turn", "steps", step, "title")
        comes(ben, ben.page.get_by_role("heading", level=1, name=named, exact=True))
    story = case("calling-hour", "de").material["story"][0].text
    comes(ben, ben.page.locator(".said", has_text=story[:40]))
    assert faults == []


def test_everybody_can_use_the_pages_of_a_rehearsal(invite: Invite) -> None:
    ada = invite("Ada")
    ada.page.goto("/rehearsals/")
    begin(ada, "the-handover", "worker")
    press(ada, "Hold on")
    room = ada.room
    faults = flaws(ada, "held")
    for path in (f"{room}look-back/", "/rehearsals/"):
        ada.page.goto(path)
        faults += flaws(ada, path)
    assert faults == []


def begin(who: Person, id: str, role: str) -> None:
    """Go into a rehearsal of a case with brisk peers."""
    form = who.page.locator("form.case", has=who.page.locator(f"#case-{id}"))
    process = case(id, who.language).process
    form.get_by_role("radio", name=word(who, process, "roles", role, "name"), exact=True).check()
    form.get_by_role("radio", name=says(who, "briskly, to look around")).check()
    form.get_by_role("button").click()


def begins(who: Person, step: str) -> None:
    """The peers lead on when they have done their part."""
    comes(who, who.page.get_by_role("heading", level=1, name=title(who, step), exact=True))
