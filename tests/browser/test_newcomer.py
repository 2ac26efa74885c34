"""A newcomer goes on by herself, from page to page: a rehearsal as an advisor, one in which she leads, the unit with the
worked case, and a meeting with colleagues in which the room explains less to her."""

import pytest
from playwright.sync_api import expect

from covision.pages import course

from . import doing as d
from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person, fill, press, says, see, title, use, word
from .waiting import button, comes, let_pass

pytestmark = pytest.mark.browser

PROCESS = "concept-1"


@pytest.fixture
def by_hand() -> bool:
    """Nobody waits for peers who think."""
    return True


def follow(who: Person, label: str, **values: str) -> None:
    use(who, see(who, who.page.get_by_role("link", name=says(who, label, **values), exact=True)))


def part(who: Person, role: str) -> str:
    return word(who, PROCESS, "roles", role, "name")


def go_in(who: Person, role: str) -> None:
    """The page proposes the part; she takes it as it stands, with brisk peers."""
    form = who.page.locator("form.case", has=who.page.locator("#case-calling-hour"))
    expect(form.get_by_role("radio", name=part(who, role), exact=True)).to_be_checked()
    form.get_by_role("radio", name=says(who, "briskly, to look around")).check()
    use(who, form.get_by_role("button"))
    d.agree(who)


def until(who: Person, step: str) -> None:
    """She has nothing to add, and says so in every step until the group is there."""
    while (now := hurry.step_now(who)) != step:
        hurry.do(who, "say-ready")
        comes(who, who.page.locator(f"#r-head:not([data-step$='-{now}'])"))


def ends(who: Person) -> None:
    over = who.page.get_by_text(says(who, "The rehearsal is over. Thank you for having been part of it."))
    while not over.is_visible():
        hurry.do(who, "say-ready")
        let_pass(who, 10)
        who.page.goto(who.room)


def test_oz_goes_from_the_first_page_to_a_meeting_of_her_own(invite: Invite) -> None:
    oz, cas, ada = invite("Oz"), invite("Cas"), invite("Ada")
    oz.page.goto("/")
    go_in(oz, "advisor")
    until(oz, "problem")
    d.write(oz, "parked", "Stand up when the time is over.")
    until(oz, "feedback")
    ends(oz)
    follow(oz, "Look back, just for you")

    follow(oz, "Rehearse as %(role)s", role=part(oz, "facilitator"))
    go_in(oz, "facilitator")
    until(oz, "cast")
    comes(oz, button(oz, "Yes, gladly: %(role)s", role=part(oz, "facilitator")))
    press(oz, "Yes, gladly: %(role)s", role=part(oz, "facilitator"))
    until(oz, "problem")
    leaves = oz.page.get_by_text(word(oz, PROCESS, "steps", "problem", "roles", "facilitator", "leaves"))
    see(oz, leaves)
    d.send_question(oz, "problem.q1", PROCESS)
    while hurry.step_now(oz) != "feedback":
        hurry.go_on(oz, "final" if hurry.step_now(oz) == "next" else "")
    hurry.go_on(oz)
    oz.page.goto(oz.room)
    follow(oz, "Look back, just for you")
    back = oz.page.url

    follow(oz, "Go through the worked case")
    work(oz)
    press(oz, "Done, on to the next unit")
    unit = oz.page.url

    follow(oz, "Start a meeting of your own")
    meet(oz, cas, ada)
    d.has_part(oz, "facilitator")
    see(oz, oz.page.get_by_text(word(oz, PROCESS, "steps", "problem", "roles", "facilitator", "does")))
    see(oz, oz.page.get_by_role("button", name=says(oz, "Explain more")))
    expect(leaves).to_have_count(0)
    for path in (back, unit):
        oz.page.goto(path)
        assert flaws(oz, path) == []


def work(who: Person) -> None:
    """One question of her own before she sees others'."""
    stop = course.unit(PROCESS, who.language).exercises[0].stops[0]
    fill(who, who.page.get_by_label(stop.ask), "What happens in you when somebody looks in?")
    press(who, "Compare")
    see(who, who.page.get_by_text(stop.ways[0].say))


def meet(host: Person, client: Person, other: Person) -> None:
    """Her form is filled in by hand, what the others do is not the point here."""
    for field, text in (("name", host.name), ("circle", "The Thursday circle"), ("focus", "A quiet hour")):
        host.page.locator(f"#m-{field}").fill(text)
    press(host, "Open the room")
    see(host, host.page.get_by_role("heading", level=1, name=title(host, "arrive"), exact=True))
    link = hurry.invitation(host)
    for seat, person in enumerate((client, other), 2):
        hurry.knock(person, link)
        hurry.do(host, "let-in", seat=str(seat))
    hurry.choose(host, client, "I promise more than I can keep.")
    hurry.do(host, "take-role", role="facilitator")
    hurry.go_on(host)
    host.page.goto(host.room)
