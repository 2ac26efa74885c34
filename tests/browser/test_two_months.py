"""Two months in the life of a circle, told by the clock of the house: from its founding to the third meeting, and the day on
which Casimir takes his data with him. What a person would only repeat goes by forms, sent at once."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.scenes.postbox import Postbox, open_postbox

from . import hurry
from .conftest import Invite
from .house import House
from .months import Months, address, answer, close, first_in, lead_to, send, take_seat
from .person import Person, pick, press, says, see
from .test_circles import accept, found_circle

pytestmark = pytest.mark.browser
TEXT = "I promise more than I can keep. It happens with those who shout."
STEP, GOAL = "Ask Jana for one quiet hour", "Two quiet mornings a week"
PLAN, NOTE = "Close my door on Friday", "Friday was full of visitors."


@pytest.fixture
def mailbox() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


@pytest.fixture
def variables(mailbox: Postbox, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "temporary").mkdir()
    return {
        "COVISION_SMTP_URL": mailbox.url,
        "COVISION_MAIL_FROM": "covision@example.org",
        "TMPDIR": str(tmp_path / "temporary"),
    }


@pytest.fixture
def program(tmp_path: Path) -> Sequence[str]:
    (tmp_path / "house.clock").write_text("0")
    return (sys.executable, "-m", "tests.browser.clock")


def test_a_circle_lives_through_two_months(
    invite: Invite, house: House, mailbox: Postbox, tmp_path: Path
) -> None:
    months = Months(house, mailbox)
    fay, cas, ada = invite("Fay"), invite("Casimir"), invite("Ada")
    ben = invite("Ben", language="de", width=360, hand="finger")
    ben.page.context.add_cookies([{"name": "l", "value": "de", "url": house.address}])
    circle = found_with_four(months, fay, cas, ada, ben)
    meeting = find_a_date(months, circle, fay, cas, ada, ben)
    prepare(circle, meeting, cas, ada)
    meet_for_the_first_time(months, meeting, fay, cas, ada, ben)
    do_it_within_36_hours(months, house, cas, ada)
    objected = object_to_a_change(months, circle, cas, ada)
    part_with_ben_while_a_guest_observes(months, circle, invite("Oz"), fay, cas, ada, ben)
    see_what_came_of_the_objection(months, objected, fay)
    ask_about_the_goal_after_weeks(months, house, cas)
    look_back_in_the_third_meeting(months, circle, fay, cas, ada)
    assert files_with_his_words(tmp_path) == {"covision.sqlite3"}  # name and address, nothing he wrote
    take_his_data_and_go(circle, cas, fay)
    assert files_with_his_words(tmp_path) == set()


def found_with_four(months: Months, fay: Person, cas: Person, ada: Person, ben: Person) -> str:
    months.sign_in(fay)
    circle = found_circle(fay)
    accept(fay, circle)
    already = [fay]
    for newcomer in (cas, ada, ben):
        months.sign_in(newcomer)
        send(fay, f"{circle}invitations/")
        link = first_in(fay, f"{circle}invitations/", r'value="(http[^"]+/circles/invited/[^"]+)"')
        asked = {"name": newcomer.name, "trained": "course", "line": "no", "facilitate": "1", "bring": "1"}
        send(newcomer, link, **asked)
        admission = circle + first_in(fay, circle, r"(proposals/[\w-]+/)")
        for member in already:
            answer(member, admission, "consent")
        send(newcomer, f"{circle}agreement/accept/", version="1")
        already.append(newcomer)
    fay.page.goto(circle)
    see(fay, fay.page.get_by_text("4 people of equal rank"))
    return circle


def find_a_date(months: Months, circle: str, fay: Person, cas: Person, ada: Person, ben: Person) -> str:
    first, second = (months.at(day, "18:00").strftime("%Y-%m-%dT%H:%M") for day in (7, 8))
    outline = {"minutes": "90", "rounds": "1", "spoken": "0", "place": "Room 7"}
    meeting = send(fay, f"{circle}dates/", when=(first, second), **outline)
    numbers = re.findall(r'name="date-(\d+)" value="yes"', hurry.page_of(fay, meeting))
    for who, leanings in ((cas, ("yes", "no")), (ada, ("maybe", "yes")), (ben, ("yes", "maybe"))):
        send(
            who,
            f"{meeting}lean/",
            **dict(zip((f"date-{number}" for number in numbers), leanings, strict=True)),
        )
    send(fay, f"{meeting}fix/", date=numbers[0])
    assert "18:00" in months.letter(ben, "Ein Termin steht fest")
    ada.page.goto(meeting)
    press(ada, "I cannot")
    moved = months.at(9, "18:00").strftime("%Y-%m-%dT%H:%M")
    send(cas, f"{meeting}change/", when=moved, **outline)
    letter = months.letter(ada, "A meeting has changed")
    assert not re.search("Tuesday circle|Room 7|Casimir", letter)
    for who in (fay, cas, ben):
        send(who, f"{meeting}promise/", comes="yes")
    ada.page.goto(meeting)
    press(ada, "I come")
    for name in ("Fay", "Casimir", "Ada", "Ben"):
        see(ada, ada.page.get_by_role("listitem").filter(has_text=name).filter(has_text="comes"))
    return meeting


def prepare(circle: str, meeting: str, cas: Person, ada: Person) -> None:
    tags = {f"tag.{name[4:]}": picks for name, picks in hurry.CHECKED.items()}
    case = send(cas, "/cases/new/", text=TEXT, **{**tags, "tag.whose": "personal", "tag.inside": "no"})
    send(cas, f"{case}share/", circle=circle.rstrip("/").rpartition("/")[2])
    cas.page.goto(meeting)
    cas.page.get_by_role("button", name="I would bring this one").click()
    see(cas, cas.page.get_by_text("Would bring a case:"))
    ada.page.goto(meeting)
    see(ada, ada.page.get_by_text("I promise more than I can keep.", exact=True))
    part = ada.page.locator("form:has([value=facilitator]):has([value=would])")
    part.get_by_role("button").click()
    see(ada, ada.page.get_by_text("Would take it:"))


def meet_for_the_first_time(
    months: Months, meeting: str, fay: Person, cas: Person, ada: Person, ben: Person
) -> None:
    months.go_to(8, "19:00")
    months.house.does("due")
    assert "Casimir" not in months.letter(fay, "Your meeting is soon")
    months.go_to(9, "17:50", fay, cas, ada, ben)
    fay.page.goto(meeting)
    press(fay, "Go to the room")
    hurry.do(fay, "confirm-agreement")
    for who in (cas, ada, ben):
        take_seat(who, f"{meeting}room/")
    expect(fay.page.locator(".prepared")).to_contain_text("Casimir")
    expect(fay.page.locator(".prepared")).to_contain_text("Ada")
    hurry.go_on(fay)
    cas.page.locator(".own-cases .primary").click()
    expect(cas.page.locator("#r-board .card")).to_contain_text(TEXT)
    hurry.do(fay, "reveal")
    hurry.go_on(fay)
    hurry.do(fay, "propose-case", card=hurry.card_id(fay, TEXT))
    hurry.do(cas, "accept-case")
    hurry.go_on(fay)
    ada.page.locator("[data-role=facilitator] .primary").click()
    expect(fay.page.locator("[data-role=facilitator] .taken")).to_contain_text("Ada")
    hurry.go_on(fay)
    lead_to("goals", fay, ada)
    hurry.write(cas, "goal", GOAL)
    lead_to("solutions", fay, ada)
    hurry.write(ben, "solution", "Tell the team why the door is closed")
    lead_to("next", fay, ada)
    due = months.at(12, "09:00").strftime("%Y-%m-%dT%H:%M")
    hurry.write(cas, "next-step", STEP, due=due)
    hurry.go_on(ada, "final")
    lead_to("plans", fay, ada)
    hurry.write(ada, "own-step", PLAN, due=due)
    while hurry.step_now(fay) != "feedback":
        hurry.go_on(ada)
    hurry.go_on(ada)


def do_it_within_36_hours(months: Months, house: House, cas: Person, ada: Person) -> None:
    cas.page.goto("/commitments/")
    step = cas.page.get_by_role("article").filter(has_text=STEP)
    step.get_by_label("Remind me within the first 36 hours").check()
    step.get_by_role("button", name="Keep it for me").click()
    goal = cas.page.get_by_role("article").filter(has_text=GOAL)
    goal.get_by_role("radio", name="after 3 weeks").check()
    goal.get_by_label("Ask me by mail").check()
    goal.get_by_role("button", name="Keep it for me").click()
    commitment = first_in(ada, "/commitments/", r"/commitments/([\w-]+)/keep/")
    send(ada, f"/commitments/{commitment}/keep/")
    send(ada, f"/commitments/{commitment}/change/", note=NOTE)
    months.go_to(10, "16:00")
    house.does("due")
    letter = months.letter(cas, "reminder you asked for")
    assert STEP not in letter
    months.sign_in(cas)
    link = re.search(r"http\S+/commitments/", letter)
    assert link
    cas.page.goto(link[0])
    step.get_by_role("button", name="Done").click()
    see(cas, step.get_by_text("done", exact=True))


def object_to_a_change(months: Months, circle: str, cas: Person, ada: Person) -> str:
    months.go_to(12, "12:00", cas, ada)
    cas.page.goto(f"{circle}agreement/change/")
    cas.page.locator("[name=cadence]").fill("Every week.")
    cas.page.locator("[name=why]").fill("More often is better.")
    press(cas, "Put this to the circle")
    proposal = cas.page.url
    ada.page.goto(circle)
    ada.page.locator(".is-waiting a").first.click()
    pick(ada, ada.page.get_by_role("radio", name="I object, and say why"))
    ada.page.locator("[name=reason]").fill("Every week is more than I can promise.")
    press(ada, "Answer")
    see(ada, ada.page.get_by_text("Every week is more than I can promise.").first)
    return proposal


def part_with_ben_while_a_guest_observes(
    months: Months, circle: str, oz: Person, fay: Person, cas: Person, ada: Person, ben: Person
) -> None:
    months.go_to(13, "12:00", fay, cas, ada, ben)
    outline = {"minutes": "90", "rounds": "1", "spoken": "0"}
    meeting = send(fay, f"{circle}dates/", when=months.at(16, "18:00").strftime("%Y-%m-%dT%H:%M"), **outline)
    send(fay, f"{meeting}fix/", date=first_in(fay, meeting, r'name="date-(\d+)"'))
    guest = send(fay, f"{meeting}observer/", why="Somebody who sees how we work.")
    for who in (cas, ada, ben):
        answer(who, guest, "consent")
    door = first_in(fay, meeting, r'value="(http[^"]+/observe/[^"]+)"')
    number = first_in(cas, circle, r"members/(\d+)/remove/\">[^<]*Ben")
    removal = send(cas, f"{circle}members/{number}/remove/", why="He tells others what we say.")
    answer(fay, removal, "consent")
    months.go_to(16, "17:50", fay, cas, ada, ben)
    for who in (fay, cas, ada, ben):
        take_seat(who, f"{meeting}room/")
    oz.page.goto(door)
    oz.page.get_by_role("link", name="Go to the door").click()
    oz.page.get_by_label("Your name").fill("Oz")
    press(oz, "Knock at the door")
    hurry.do(fay, "let-in", seat="5")
    expect(oz.page.locator("#r-people")).to_contain_text("Ada")
    answer(ada, removal, "consent")
    farewell = ben.page.get_by_text(says(ben, "The group has asked you to leave this meeting."))
    expect(farewell.first).to_be_visible()
    assert ben.page.request.get(circle).status == 404
    expect(fay.page.locator("#r-people")).not_to_contain_text("Ben")
    hurry.choose(fay, ada, "My list has no end.")
    hurry.do(fay, "take-role", role="facilitator")
    oz.page.goto(oz.room)
    hurry.do(oz, "take-role", role="observer")
    hurry.go_on(fay)
    expect(oz.page.locator("#work")).to_contain_text("My list has no end.")
    expect(oz.page.locator("#r-steering button")).to_have_count(0)
    lead_to("next", fay, cas)
    close(fay, cas, ada)


def see_what_came_of_the_objection(months: Months, objected: str, fay: Person) -> None:
    months.go_to(20, "12:00", fay)
    fay.page.goto(objected)
    see(fay, fay.page.get_by_text("Every week is more than I can promise.").first)
    see(fay, fay.page.get_by_text("not agreed on: somebody objects"))


def ask_about_the_goal_after_weeks(months: Months, house: House, cas: Person) -> None:
    months.go_to(31, "08:00")
    house.does("due")
    assert GOAL not in months.letter(cas, "A question you wanted to be asked")
    months.sign_in(cas)
    cas.page.goto("/commitments/")
    see(cas, cas.page.get_by_role("heading", name="Have you reached it?"))
    cas.page.get_by_role("article").filter(has_text=GOAL).get_by_role("button", name="Partly").click()
    see(cas, cas.page.get_by_text("partly reached"))


def look_back_in_the_third_meeting(
    months: Months, circle: str, fay: Person, cas: Person, ada: Person
) -> None:
    months.go_to(58, "18:00", fay, cas, ada)
    fay.page.goto(circle)
    press(fay, "Open the room")
    room = fay.room.rstrip("/").rpartition("/")[2]
    for who in (cas, ada):
        take_seat(who, f"{circle}meetings/{room}/")
    look_back = ada.page.locator("#r-lookback")
    expect(look_back).to_contain_text(PLAN)
    expect(look_back).to_contain_text(NOTE)
    look_back.get_by_role("button", name="Done").click()
    expect(look_back.locator("strong")).to_contain_text("done")
    assert PLAN not in hurry.page_of(fay)
    fay.page.goto(f"{circle}happened/")
    see(fay, fay.page.get_by_text("A former member").first)
    expect(fay.page.get_by_text("Ben", exact=True)).to_have_count(0)


def take_his_data_and_go(circle: str, cas: Person, fay: Person) -> None:
    with cas.page.expect_download() as saved:
        cas.page.goto("/account/data/")
        cas.page.get_by_role("link", name="Save as a page to read").click()
    saved_page = saved.value.path().read_text(encoding="utf-8")
    assert all(words in saved_page for words in ("Tuesday circle", TEXT, STEP, GOAL, address(cas)))
    cas.page.goto("/account/delete/")
    pick(cas, cas.page.locator("[name=shared][value=go]"))
    press(cas, "Delete my account now")
    see(cas, cas.page.get_by_role("heading", name="Everything of yours is deleted"))
    assert cas.page.request.get(circle).status == 404
    fay.page.goto(circle)
    expect(fay.page.get_by_text("Casimir")).to_have_count(0)
    see(fay, fay.page.get_by_text("2 people of equal rank"))


def files_with_his_words(everything: Path) -> set[str]:
    """Databases, what lies beside them, temporary files and the log of the server."""
    words = [word.encode() for word in ("asimir", TEXT[:20], STEP, GOAL)]
    files = (file for file in everything.rglob("*") if file.is_file() and "static" not in file.parts)
    return {file.name for file in files if any(word in file.read_bytes() for word in words)}
