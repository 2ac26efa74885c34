"""A whole meeting of Concept II: a problem that several share, a sentence all go along with, and points in secret."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from . import concept_1, hurry
from . import doing as d
from .conftest import Invite
from .person import Person, miss, press, reads, region, says, see, use, word

pytestmark = pytest.mark.browser

CASE = "Our rounds never end in time."
SENTENCE = "We want to end our rounds when we said we would."
IDEAS = ("Stand instead of sitting.", "Ring a bell.", "End with a song.")
C2 = "concept-2"


def test_a_group_works_on_a_problem_it_shares(invite: Invite) -> None:
    """Fay leads on a phone, Cas reads German, and Oz is a guest who only observes."""
    ada, ben, eve, oz = (invite(name) for name in ("Ada", "Ben", "Eve", "Oz"))
    fay, cas = invite("Fay", width=360, hand="finger"), invite("Cas", language="de")
    group = (ada, ben, eve, cas)
    everybody = (fay, *group, oz)
    hurry.come_together(fay, (*group, oz))
    hurry.choose(fay, ada, CASE, whose="shared")
    share_out_roles(fay, oz, group)
    find_the_sentence(fay, group, everybody)
    paint_the_picture(fay, group, oz)
    gather_strength_in_silence(fay, group, oz)
    agree_on_a_goal(fay, group, everybody)
    choose_by_points(fay, group, oz)
    take_steps(fay, group, everybody)
    share_the_sheet_together(fay, group, oz)
    concept_1.close(fay, (*group, oz))


def share_out_roles(fay: Person, oz: Person, group: tuple[Person, ...]) -> None:
    d.stands_at(fay, "cast")
    see(fay, fay.page.get_by_role("heading", name=word(fay, C2, "title")))
    d.take_role(fay, "facilitator", C2)
    d.take_role(oz, "observer", C2)
    d.go_on(fay, "problem", (*group, oz))
    for person in group:
        d.has_part(person, "worker", C2)
    d.has_part(oz, "observer", C2)


def find_the_sentence(fay: Person, group: tuple[Person, ...], everybody: tuple[Person, ...]) -> None:
    ada, ben, eve, cas = group
    d.send_question(fay, "problem.q1", C2)
    for person in everybody:
        d.reads_question(person, "problem.q1", C2)
    d.answer(cas, "Bei mir immer donnerstags.", C2)
    for person, text in ((ada, "Mine end late."), (ben, "I leave before the end."), (cas, "Ich warte oft.")):
        d.write(person, "facet", text, C2)
    d.write(eve, "sentence", SENTENCE, C2)
    for count, person in enumerate(group, 1):
        d.mark(person, SENTENCE, "consent", C2)
        see(fay, d.card(fay, SENTENCE).locator(".mark b", has_text=str(count)))


def paint_the_picture(fay: Person, group: tuple[Person, ...], oz: Person) -> None:
    ada, ben, _, cas = group
    d.go_on(fay, "vision", (*group, oz))
    for person, text in ((ada, "We go home smiling."), (cas, "Die Tür steht offen."), (ben, "It is quiet.")):
        d.write(person, "vision", text, C2)
    for person in (fay, oz):
        for text in ("We go home smiling.", "Die Tür steht offen.", "It is quiet."):
            reads(person, text)


def gather_strength_in_silence(fay: Person, group: tuple[Person, ...], oz: Person) -> None:
    """Cards stay hidden, from the facilitator too, until they are revealed."""
    ada, ben, eve, _ = group
    d.go_on(fay, "resources", (*group, oz))
    d.write(ada, "resource", "Our humour.", C2)
    d.write(ben, "resource", "A loud clock.", C2)
    for person in (fay, eve, oz):
        miss(person, person.page.locator("#r-board .k-resource .card"))
    d.reveal(fay)
    for person in (fay, *group, oz):
        reads(person, "Our humour.")
        reads(person, "A loud clock.")
    d.mark(eve, "Our humour.", "keep", C2)


def agree_on_a_goal(fay: Person, group: tuple[Person, ...], everybody: tuple[Person, ...]) -> None:
    ada, ben, *_ = group
    goal, order = "From May on we end in time.", "How can we end in time?"
    d.go_on(fay, "goals", (*group, everybody[-1]))
    d.write(ada, "goal", goal, C2)
    d.write(ben, "order", order, C2)
    for person in group:
        d.mark(person, goal, "consent", C2)
        d.mark(person, order, "consent", C2)
    for text in (goal, order):
        see(fay, d.card(fay, text).locator(".mark b", has_text="4"))


def choose_by_points(fay: Person, group: tuple[Person, ...], oz: Person) -> None:
    """Nobody sees anybody's points until they are revealed; then the group chooses together."""
    ada, ben, eve, cas = group
    d.go_on(fay, "solutions", (*group, oz))
    for person, text in zip((ada, ben, cas), IDEAS, strict=True):
        d.write(person, "solution", text, C2)
    for person in (ada, cas):
        d.mark(person, IDEAS[1], "rate", C2, times=2)
    d.mark(eve, IDEAS[0], "rate", C2, times=3)
    rated = word(eve, C2, "marks", "rate", "name")
    expect(d.card(eve, IDEAS[1]).locator(".mark", has_text=rated)).to_have_count(0)
    d.reveal(fay, "Reveal the votes")
    for person in (fay, *group, oz):
        see(person, d.card(person, IDEAS[1]).locator(".mark b", has_text="4"))
        see(person, d.card(person, IDEAS[0]).locator(".mark b", has_text="3"))
    d.mark(ben, IDEAS[0], "chosen", C2)
    d.mark(cas, IDEAS[1], "chosen", C2)
    d.on_card(eve, IDEAS[1], says(eve, "Move up"))
    see(cas, d.card(cas, IDEAS[1]).locator(".rank", has_text="1"))


def take_steps(fay: Person, group: tuple[Person, ...], everybody: tuple[Person, ...]) -> None:
    ada, ben, eve, cas = group
    d.go_on(fay, "next", (*group, everybody[-1]))
    d.plan(ben, "next-step", "I buy a bell.", C2, timedelta(hours=20))
    d.plan(cas, "next-step", "Ich stelle die Stühle weg.", C2, timedelta(days=4))
    d.write(ada, "sign", "Nobody looks at the clock.", C2)
    d.write(eve, "safeguard", "We ask each other every month.", C2)
    for person in everybody:
        reads(person, "Ich stelle die Stühle weg.")
    d.go_on_by(fay, "Closing phase", "plans", (*group, everybody[-1]))
    d.go_on(fay, "feedback", (*group, everybody[-1]))
    d.write(ada, "learning", "We are faster standing.", "frame")


def share_the_sheet_together(fay: Person, group: tuple[Person, ...], oz: Person) -> None:
    """The group's sheet belongs to all who worked; the guest sees it only when all of them share it."""
    for person in (*group, fay):
        miss(oz, region(oz, "Result sheets"))
        press(person, "Share it with everybody here")
        miss(
            person,
            person.page.get_by_role("button", name=says(person, "Share it with everybody here"), exact=True),
        )
    use(oz, see(oz, oz.page.get_by_role("link", name=says(oz, "Round 1: our shared problem"))))
    for text in (SENTENCE, IDEAS[1], "Ich stelle die Stühle weg."):
        expect(oz.page.get_by_text(text)).to_be_visible()
    use(oz, oz.page.get_by_role("link", name=says(oz, "Back to the room")))
