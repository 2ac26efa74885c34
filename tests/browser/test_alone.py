"""Coaching oneself: from the first page to a date and a sheet, on a phone, in German and without a script."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from covision import processes

from . import doing as d
from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person, pick, press, region, says, see, unfold, use, word

pytestmark = pytest.mark.browser

ALONE = "concept-1/alone"
SENTENCE = "Ich möchte solche Gespräche mit einem Versprechen beenden, das ich halten kann."
STEP = "Einen Zettel ans Telefon kleben."


def go_on(who: Person, step: str) -> None:
    """Everything the step should leave is there, so one press leads on."""
    label = says(who, "Next: %(title)s", title=word(who, ALONE, "steps", step, "title"))
    use(who, region(who, "You lead through the steps").get_by_role("button", name=label, exact=True))
    expect(who.page.get_by_role("heading", level=1)).to_have_text(word(who, ALONE, "steps", step, "title"))


def test_cas_coaches_himself_on_a_phone_without_a_script(invite: Invite) -> None:
    cas, oz = invite("Cas", language="de", width=360, scripts=False), invite("Oz")
    cas.page.goto("/")
    use(cas, cas.page.get_by_role("link", name=says(cas, "Coach yourself"), exact=True))
    pick(cas, cas.page.get_by_role("radio", name=says(cas, "As much as it takes")))
    press(cas, "Begin now")
    d.send_question(cas, "problem.q1", ALONE)
    d.write(cas, "answer", "Jeden Freitag ruft dieselbe Firma an.", ALONE)
    d.write(cas, "state", "3 eng", ALONE)
    d.write(cas, "sentence", SENTENCE, ALONE)
    go_on(cas, "vision")
    d.write(cas, "vision", "Ich stehe am Fenster und atme.", ALONE)
    d.write(cas, "resource", "Meine Großmutter", ALONE)
    go_on(cas, "resources")
    see(cas, cas.page.get_by_text(word(cas, ALONE, "steps", "resources", "questions", "v1")))
    d.write(cas, "state", "7 leichter", ALONE)
    go_on(cas, "goals")
    d.write(cas, "goal", "Bis Freitag ein solches Gespräch in fünf Minuten.", ALONE)
    d.write(cas, "order", "Ich suche Wege, freundlich aufzulegen.", ALONE)
    go_on(cas, "solutions")
    see(cas, cas.page.get_by_text(word(cas, ALONE, "steps", "solutions", "questions", "v2")))
    d.write(cas, "solution", STEP, ALONE)
    d.mark(cas, STEP, "chosen")
    go_on(cas, "next")
    promise(cas)
    look_back(cas)
    nobody_else_comes(cas, oz)


def promise(cas: Person) -> None:
    """A step with a date within 36 hours, so nothing is missing."""
    d.plan(cas, "next-step", STEP, ALONE, timedelta(hours=20))
    press(
        cas,
        "Next: %(title)s",
        region(cas, "You lead through the steps"),
        title=word(cas, "frame/alone", "steps", "feedback", "title"),
    )


def look_back(cas: Person) -> None:
    states = unfold(cas, cas.page.locator("#r-carried .said", has_text="7 leichter"))
    expect(states).to_be_visible()
    use(cas, cas.page.get_by_role("link", name=says(cas, "My result sheet")))
    for text in (SENTENCE, STEP):
        expect(cas.page.locator(".sheet .said", has_text=text).first).to_be_visible()


def nobody_else_comes(cas: Person, oz: Person) -> None:
    sheet, room = cas.page.url, cas.room
    for address in (sheet, room):
        answer = oz.page.goto(address)
        assert answer
        assert answer.status == 404


def test_everybody_can_use_the_pages_of_one_alone(invite: Invite) -> None:
    cas = invite("Cas")
    cas.page.goto("/alone/")
    press(cas, "Begin now")
    room = cas.room
    faults = []
    hurry.do(cas, "send-question", question="problem.q1")
    hurry.write(cas, "sentence", "I want to end such calls well.")
    for step in (*(step.id for step in processes.alone("concept-1").steps), "feedback"):
        if step in {"problem", "solutions", "feedback"}:
            cas.page.goto(room)
            faults += flaws(cas, step)
        hurry.do(cas, "end-step", step=step, anyway="1")
    for path in (room, f"{room}sheets/1/", "/alone/", room.replace("/rooms/", "/alone/") + "bring/"):
        cas.page.goto(path)
        faults += flaws(cas, path)
    assert faults == []
