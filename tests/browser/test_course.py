"""The course: a newcomer goes from the first page through the worked case into a rehearsal, and anybody can use every page."""

import pytest
from playwright.sync_api import Page, expect

from covision.pages import course

from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person, fill, miss, press, says, see, use, word

pytestmark = pytest.mark.browser

SAID = "What happens in you when somebody looks in?"


def follow(who: Person, label: str) -> None:
    use(who, see(who, who.page.get_by_role("link", name=says(who, label), exact=True)))


def unit_link(who: Person, id: str) -> None:
    title = course.unit(id, who.language).title
    use(who, see(who, who.page.get_by_role("link", name=title, exact=True)))


def test_a_newcomer_comes_by_the_worked_case_into_a_rehearsal(invite: Invite) -> None:
    """On the keys alone: she writes her own question before she sees others', and begins as an advisor."""
    oz = invite("Oz", hand="keys")
    oz.page.goto("/")
    follow(oz, "Learn it first, in small units")
    unit_link(oz, "concept-1")
    case = course.unit("concept-1", "en").exercises[0]
    expect(oz.page.get_by_text(case.stops[0].ways[0].say)).to_have_count(0)
    fill(oz, oz.page.get_by_label(case.stops[0].ask), SAID)
    press(oz, "Compare")
    see(oz, oz.page.locator(".yours", has_text=SAID))
    see(oz, oz.page.get_by_text(case.stops[0].ways[0].say))
    see(oz, oz.page.get_by_label(case.stops[1].ask))
    follow(oz, "Choose a rehearsal")
    form = oz.page.locator("form.case", has=oz.page.locator("#case-calling-hour"))
    expect(form.get_by_role("radio", name="Advisor")).to_be_checked()
    use(oz, form.get_by_role("button"))
    see(oz, oz.page.get_by_text(says(oz, "Rehearsal with simulated peers")))


@pytest.mark.parametrize("scripts", [True, False])
def test_ada_has_less_explained_and_turns_it_up_again(invite: Invite, scripts: bool) -> None:
    fay, cas, ada = invite("Fay"), invite("Cas"), invite("Ada", scripts=scripts)
    facilitate(fay, cas, ada)
    does = ada.page.get_by_text(word(ada, "concept-1", "steps", "problem", "roles", "facilitator", "does"))
    see(ada, does)
    press(ada, "Explain less")
    see(ada, does)
    press(ada, "Explain less")
    miss(ada, does)
    press(ada, "Explain more")
    see(ada, does)


def test_in_her_second_meeting_the_room_explains_less_to_ada(invite: Invite) -> None:
    """She has facilitated one round; Cas, who facilitates for the first time then, is told everything."""
    fay, cas, ada = invite("Fay"), invite("Cas"), invite("Ada")
    leaves = word(ada, "concept-1", "steps", "problem", "roles", "facilitator", "leaves")
    facilitate(fay, cas, ada)
    see(ada, ada.page.get_by_text(leaves))
    while hurry.step_now(ada) != "feedback":
        hurry.go_on(ada, "final" if hurry.step_now(ada) == "next" else "")
    facilitate(fay, cas, ada)
    see(ada, ada.page.get_by_role("button", name=says(ada, "Explain more")))
    expect(ada.page.get_by_text(leaves)).to_have_count(0)
    facilitate(fay, ada, cas)
    see(cas, cas.page.get_by_text(leaves))


def facilitate(host: Person, client: Person, facilitator: Person) -> None:
    """A new meeting, up to the first step of its main phase."""
    hurry.come_together(host, (client, facilitator))
    hurry.choose(host, client, "I promise more than I can keep.")
    hurry.do(facilitator, "take-role", role="facilitator")
    hurry.go_on(host)
    facilitator.page.goto(facilitator.room)


def test_everybody_can_read_the_course(invite: Invite) -> None:
    oz = invite("Oz")
    oz.page.goto("/learn/")
    faults = flaws(oz, "the course")
    for place in course.places():
        oz.page.goto(f"/learn/{place.id}/")
        faults += flaws(oz, place.id)
    assert faults == []


def test_everybody_can_use_what_the_course_answers(invite: Invite) -> None:
    """A sorting with its reasons, a case in the middle, one's own page, and the confirmation; and what was forgotten."""
    oz = invite("Oz")
    faults = []
    for answers in (sort, leave_out, tell):
        answers(oz.page)
        faults += flaws(oz, answers.__name__)
    oz.page.goto("/learn/levels/")
    press(oz, "Done, on to the next unit")
    for path in ("/learn/", "/learn/levels/", "/learn/confirmation/"):
        oz.page.goto(path)
        faults += flaws(oz, path)
    oz.page.get_by_role("textbox").fill("Oz")
    press(oz, "Auf die Seite setzen")  # the page was looked at in German last
    assert faults + flaws(oz, "the confirmation") == []


def sort(page: Page) -> None:
    page.goto("/learn/questions/")
    for group in page.locator(".task").all():
        group.get_by_role("radio").first.check()
    page.locator(".tasks button").click()
    expect(page.locator(".outcome")).to_be_visible()


def leave_out(page: Page) -> None:
    page.goto("/learn/questions/")
    page.locator(".tasks").evaluate("form => { form.noValidate = true }")
    page.locator(".tasks button").click()
    expect(page.locator(".error")).to_be_visible()


def tell(page: Page) -> None:
    page.goto("/learn/growth/")
    page.locator(".tasks textarea").fill("I would like to know on Monday.")
    page.locator(".tasks button").click()
    expect(page.locator(".ways")).to_be_visible()
