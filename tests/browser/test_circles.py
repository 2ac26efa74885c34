"""The life of a circle: four people find each other, agree, object, meet, and part with one of them."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Invite
from .looking import flaws, speak
from .person import Person, pick, press, says, see

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("by_hand", [True])
def test_four_people_found_a_circle_change_a_proposal_and_part_with_one(invite: Invite) -> None:
    """While time stands still no page is brought up to date by its beat: what Ben's page shows, it is told at once."""
    fay, cas, ada = invite("Fay"), invite("Cas"), invite("Ada")
    ben = invite("Ben", language="de", width=360, hand="finger")
    circle = found_circle(fay)
    accept(fay, circle)
    found_flaws = look(fay, "/circles/new/", circle, f"{circle}agreement/", "/circles/first-meeting/")
    already = [fay]
    for newcomer in (cas, ada, ben):
        link = invitation(fay, circle)
        found_flaws += look(newcomer, link)
        ask(newcomer)
        found_flaws += look(newcomer, "/") if newcomer is ben else []
        for member in already:
            consent(member, circle)
        accept(newcomer, circle)
        already.append(newcomer)
    found_flaws += object_and_change(circle, fay, cas, ada, ben)
    found_flaws += look(ben, circle, f"{circle}leave/", f"{circle}agreement/", f"{circle}happened/")
    found_flaws += look(
        fay, f"{circle}about/", f"{circle}invitations/", f"{circle}dissolve/", "/circles/board/"
    )
    remove_ben_from_an_open_room(circle, fay, cas, ada, ben)
    assert found_flaws == []


def object_and_change(circle: str, fay: Person, cas: Person, ada: Person, ben: Person) -> list[str]:
    cas.page.goto(f"{circle}agreement/change/")
    found_flaws = look(cas)
    put(cas, "Every week.", "More often is better.")
    proposal = cas.page.url
    ada.page.goto(proposal)
    answer(ada, "I object, and say why", "Every week is more than I can promise.")
    see(ada, ada.page.get_by_text("Every week is more than I can promise.").first)
    fay.page.goto(proposal)
    found_flaws += look(fay)
    fay.page.get_by_role("link", name="Change it and put it again").click()
    put(fay, "Every third week.", "A middle way.")
    for member in (cas, ada, ben):
        member.page.goto(proposal)
        answer(member, "I consent: I can live with it")
    see(ben, ben.page.get_by_text(says(ben, "agreed on"), exact=True))
    found_flaws += look(ben)
    accept(ben, circle)
    see(ben, ben.page.get_by_text(says(ben, "Our agreement, version %(number)s", number="2")))
    return found_flaws


def remove_ben_from_an_open_room(circle: str, fay: Person, cas: Person, ada: Person, ben: Person) -> None:
    fay.page.goto(circle)
    press(fay, "Open the room")
    ben.page.goto(circle)
    ben.page.get_by_role("button", name=says(ben, "Take my seat")).tap()
    expect(ben.page.locator("#r-people")).to_be_attached()
    cas.page.goto(circle)
    cas.page.get_by_role("listitem").filter(has_text="Ben").locator("summary").click()
    cas.page.get_by_role("link", name="Propose that Ben leaves").click()
    cas.page.locator("[name=why]").fill("He tells others what we say.")
    press(cas, "Put this to the circle")
    proposal = cas.page.url
    fay_elsewhere = fay.page.context.new_page()
    fay_elsewhere.goto(proposal)
    answer_on(fay_elsewhere, "I consent: I can live with it", "Answer")
    ada.page.goto(proposal)
    pick(ada, ada.page.get_by_role("radio", name="I consent: I can live with it"))
    press(ada, "Answer")
    farewell = ben.page.get_by_text(says(ben, "The group has asked you to leave this meeting."))
    expect(farewell.first).to_be_visible()
    assert ben.page.request.get(circle).status == 404


def found_circle(fay: Person) -> str:
    fay.page.goto("/circles/new/")
    words = {"name": "Fay", "circle": "Tuesday circle", "focus": "Placement", "places": "4"}
    for field, text in words.items():
        fay.page.locator(f"[name={field}]").fill(text)
    for field in ("trained", "both", "organise"):
        pick(fay, fay.page.locator(f"[name={field}]"))
    press(fay, "Found the circle")
    return fay.page.url


def invitation(fay: Person, circle: str) -> str:
    fay.page.goto(f"{circle}invitations/")
    press(fay, "Make a link")
    return fay.page.locator(".copy").last.input_value()


def ask(newcomer: Person) -> None:
    newcomer.page.locator("[name=name]").fill(newcomer.name)
    for choice in (
        "[name=trained][value=course]",
        "[name=facilitate]",
        "[name=bring]",
        "[name=line][value=no]",
    ):
        pick(newcomer, newcomer.page.locator(choice))
    press(newcomer, "Ask to join")
    see(newcomer, newcomer.page.get_by_text("Tuesday circle").first)


def consent(member: Person, circle: str) -> None:
    member.page.goto(circle)
    member.page.locator(".is-waiting a").first.click()
    answer(member, "I consent: I can live with it")


def answer(member: Person, stand: str, reason: str = "") -> None:
    pick(member, member.page.get_by_role("radio", name=says(member, stand)))
    if reason:
        member.page.locator("[name=reason]").fill(reason)
    press(member, "Answer")


def answer_on(page: Page, stand: str, button: str) -> None:
    page.get_by_role("radio", name=stand).check()
    page.get_by_role("button", name=button, exact=True).click()


def accept(member: Person, circle: str) -> None:
    member.page.goto(f"{circle}agreement/")
    press(member, "I accept this agreement")


def put(member: Person, cadence: str, why: str) -> None:
    member.page.locator("[name=cadence]").fill(cadence)
    member.page.locator("[name=why]").fill(why)
    press(member, "Put this to the circle")


def look(who: Person, *addresses: str) -> list[str]:
    """At some pages, or at the one that is open; it is as it was afterwards."""
    size, found_flaws = who.page.viewport_size, []
    for address in addresses or (who.page.url,):
        who.page.goto(address)
        found_flaws += flaws(who, address)
        speak(who, who.language)
    assert size
    who.page.set_viewport_size(size)
    return found_flaws
