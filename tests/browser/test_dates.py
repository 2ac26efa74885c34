"""Four people find a date: with a mouse, a finger, and the keys alone; one declines, and it is moved."""

from datetime import datetime, timedelta

import pytest

from .conftest import Invite
from .person import Person, fill, pick, press, says, see, set_time, unfold, use
from .test_circles import accept, ask, consent, found_circle, invitation, look

pytestmark = pytest.mark.browser
FIRST = (datetime.now() + timedelta(days=9)).replace(hour=18, minute=0, second=0, microsecond=0)  # noqa: DTZ005
SECOND, MOVED = FIRST + timedelta(days=1), FIRST + timedelta(days=3)


def test_four_people_find_a_date_one_declines_and_it_is_moved(invite: Invite) -> None:
    fay, cas, ada = invite("Fay"), invite("Cas"), invite("Ada", width=360, hand="finger")
    ben = invite("Ben", language="de", width=360, hand="keys")
    circle = a_circle(fay, cas, ada, ben)
    meeting = propose(fay, circle)
    found_flaws = look(fay, f"{circle}dates/")
    for who, first, second in ((cas, "yes", "no"), (ada, "if need be", "yes"), (ben, "yes", "if need be")):
        say(who, circle, first, second)
    found_flaws += look(ben, meeting)
    see(ben, ben.page.locator("tr.is-best").filter(has_text=says(ben, "suits most")))
    fix_first(fay, meeting)
    decline(ada, meeting)
    found_flaws += look(ada, meeting, f"{meeting}change/", "/calendar/", circle, "/")
    move(cas, meeting)
    promise_anew(ben, circle)
    assert found_flaws == []


def a_circle(fay: Person, *others: Person) -> str:
    circle = found_circle(fay)
    accept(fay, circle)
    link, already = invitation(fay, circle), [fay]
    for newcomer in others:
        newcomer.page.goto(link)
        with_mouse = Person(newcomer.name, newcomer.page, newcomer.language)  # how one joins is another story
        ask(with_mouse)
        for member in already:
            consent(member, circle)
        accept(with_mouse, circle)
        already.append(with_mouse)
    return circle


def propose(fay: Person, circle: str) -> str:
    fay.page.goto(circle)
    fay.page.get_by_role("link", name="Propose dates").click()
    for field, when in (("Day and time 1", FIRST), ("Day and time 2", SECOND)):
        set_time(fay, fay.page.get_by_label(field), when)
    fill(fay, fay.page.get_by_label("Where do you meet?"), "Room 7")
    press(fay, "Propose these dates")
    see(fay, fay.page.get_by_role("heading", name="Find a date together"))
    return fay.page.url


def say(who: Person, circle: str, *answers: str) -> None:
    who.page.goto(circle)
    use(who, who.page.get_by_role("link", name=says(who, "Find a date together")))
    see(who, who.page.get_by_role("heading", name=says(who, "When can you?")))
    for number, answer in enumerate(answers):
        date = who.page.locator("#work form fieldset").nth(number)
        pick(who, date.get_by_role("radio", name=says(who, answer), exact=True))
    press(who, "Keep my answers")
    see(who, who.page.get_by_role("row").filter(has_text=says(who, "Fix this date")))


def fix_first(fay: Person, meeting: str) -> None:
    fay.page.goto(meeting)
    fay.page.get_by_role("button", name="Fix this date").first.click()
    see(fay, fay.page.get_by_role("heading", name="Who comes?"))


def decline(ada: Person, meeting: str) -> None:
    ada.page.goto(meeting)
    press(ada, "I cannot")
    see(ada, ada.page.get_by_role("listitem").filter(has_text="Ada").filter(has_text="cannot"))


def move(cas: Person, meeting: str) -> None:
    cas.page.goto(meeting)
    see(cas, cas.page.get_by_role("listitem").filter(has_text="Ada").filter(has_text="cannot"))
    cas.page.get_by_role("link", name="Change or move the meeting").click()
    set_time(cas, cas.page.get_by_label("Day and time"), MOVED)
    press(cas, "Keep, and tell the others")
    see(cas, cas.page.get_by_role("listitem").filter(has_text="Ada").filter(has_text="no answer yet"))


def promise_anew(ben: Person, circle: str) -> None:
    ben.page.goto(circle)
    use(ben, unfold(ben, ben.page.get_by_role("button", name=says(ben, "I come"))))
    see(ben, ben.page.get_by_role("listitem").filter(has_text="Ben").filter(has_text=says(ben, "comes")))
