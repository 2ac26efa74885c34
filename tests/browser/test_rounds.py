"""Two rounds in one meeting: a new client, new parts, and a sheet for each."""

import pytest

from . import doing as d
from . import hurry
from .conftest import Invite
from .person import Person, miss, reads, region, says, see

pytestmark = pytest.mark.browser

FIRST, SECOND = "I promise more than I can keep.", "The new form takes longer than the talk."
SENTENCES = ("I want to end such calls well.", "I want to be done in ten minutes.")


def test_a_second_round_has_a_new_client_and_new_parts(invite: Invite) -> None:
    """Cas brings the first case and facilitates the second, which is Ada's."""
    fay, cas, ada, ben, eve = (invite(name) for name in ("Fay", "Cas", "Ada", "Ben", "Eve"))
    hurry_through_a_round(fay, cas, ada, (ben, eve))
    d.go_on_anyway(fay, "Another round", "next-step", "choose", (cas, ada, ben, eve))
    see(eve, eve.page.get_by_text("Fay went on although something was missing.").last)
    choose_again(fay, cas, ada, (ben, eve))
    for person, role in ((cas, "facilitator"), (ada, "client"), (fay, "advisor"), (ben, "advisor")):
        d.has_part(person, role)
    see(eve, eve.page.locator("#r-top", has_text="Round 2 of 2"))
    d.send_question(cas, "problem.q1")
    d.write(ada, "sentence", SENTENCES[1])
    miss(ada, ada.page.locator(".said", has_text=SENTENCES[0]))
    for then in ("", "", "", "", "", "final"):
        hurry.go_on(cas, then)
    each_reads_one_sheet(cas, ada, fay)


def hurry_through_a_round(fay: Person, cas: Person, ada: Person, others: tuple[Person, ...]) -> None:
    hurry.come_together(fay, (cas, ada, *others), rounds="2")
    hurry.go_on(fay)
    hurry.bring_problem(ada, SECOND)
    hurry.choose(fay, cas, FIRST)
    hurry.do(fay, "take-role", role="facilitator")
    hurry.go_on(fay)
    hurry.write(cas, "sentence", SENTENCES[0])
    for _ in range(5):
        hurry.go_on(fay)
    d.stands_at(fay, "next")


def choose_again(fay: Person, cas: Person, ada: Person, others: tuple[Person, ...]) -> None:
    """What was worked on is not on the table any more; who held a part is not the first to be proposed for one."""
    reads(fay, SECOND)
    miss(fay, fay.page.locator(".said", has_text=FIRST))
    d.vote(others[0], SECOND)
    d.reveal(fay, "Reveal the votes")
    d.propose(fay, SECOND)
    d.say_yes(ada)
    d.go_on(fay, "cast", (cas, ada, *others))
    fair = ada.page.locator(".ask-around li", has_text=says(ada, "has had the fewest parts so far"))
    assert see(ada, fair).inner_text().split()[0] not in {"Fay", "Cas"}
    d.ask_for(ada, "facilitator", cas)
    d.accept_role(cas, "facilitator")
    d.go_on(fay, "problem", (cas, ada, *others))
    see(cas, region(cas, "You lead through the steps"))


def each_reads_one_sheet(cas: Person, ada: Person, fay: Person) -> None:
    for person, round_number, sentence in ((cas, 1, SENTENCES[0]), (ada, 2, SENTENCES[1])):
        d.stands_at(person, "plans")
        links = see(person, region(person, "Result sheets")).get_by_role("link")
        assert [link.inner_text() for link in links.all()] == [f"Round {round_number}: {person.name}’s case"]
        assert sentence in hurry.page_of(person, f"{person.room}sheets/{round_number}/")
    d.stands_at(fay, "plans")
    miss(fay, region(fay, "Result sheets"))
