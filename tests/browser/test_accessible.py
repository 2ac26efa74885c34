"""Everybody can use every page, in every step and part: no flaw found by axe, and nothing that scrolls sideways."""

from collections.abc import Iterable, Mapping, Sequence

import pytest

from . import hurry
from .conftest import Invite
from .looking import flaws
from .person import Person

pytestmark = pytest.mark.browser


def test_pages_outside_a_room(invite: Invite) -> None:
    ada, ben, oz = invite("Ada"), invite("Ben"), invite("Oz")
    hurry.come_together(ada, (ben,))
    link, room = hurry.invitation(ada), ada.room
    faults = []
    for path in ("/", "/who-can-read/", "/sign-in/", "/nothing-here/", link, room):
        oz.page.goto(path)
        faults += flaws(oz, path)
    for path in ("/account/", f"{room}invite/", f"{room}happened/"):
        ada.page.goto(path)
        faults += flaws(ada, path)
    hurry.knock(oz, link)
    faults += flaws(oz, "at the door")
    hurry.do(ada, "turn-away", seat="3")
    oz.page.reload()
    faults += flaws(oz, "turned away")
    assert faults == []


def test_opening_phase(invite: Invite) -> None:
    """As whoever holds the bar and as everybody else."""
    cas, ada, oz = invite("Cas"), invite("Ada"), invite("Oz")
    hurry.come_together(ada, (cas,))
    hurry.knock(oz, hurry.invitation(ada))
    faults = look(ada, cas)
    hurry.do(ada, "let-in", seat="3")
    hurry.go_on(ada)
    hurry.bring_problem(cas, "I promise more than I can keep.")
    hurry.bring_problem(ada, "Our rounds never end in time.", whose="shared")
    hurry.bring_problem(ada, "Two of us do not speak to each other.", inside="yes")
    faults += look(ada, cas)
    hurry.do(ada, "reveal")
    faults += look(ada)
    hurry.go_on(ada)
    hurry.mark(ada, "I promise", "vote")
    faults += look(ada)
    hurry.do(ada, "reveal")
    hurry.do(ada, "propose-case", card=hurry.card_id(ada, "I promise"))
    faults += look(ada, cas)
    hurry.do(cas, "accept-case")
    hurry.go_on(ada)
    hurry.do(cas, "ask-for-role", role="facilitator", seat="1")
    faults += look(ada, cas)
    assert faults == []


CASE_OF_ONE = {
    "problem": (
        ("Fay", "question", "What is it about?"),
        ("Cas", "sentence", "I want to end such calls well."),
        ("Ada", "parked", "A fixed calling hour."),
        ("Eve", "observation", "Nobody interrupts."),
    ),
    "vision": (
        ("Cas", "vision", "I stand at the window and breathe."),
        ("Cas", "resource", "My grandmother."),
    ),
    "resources": (("Ada", "resource", "Your humour."), ("Ben", "resource", "The choir.")),
    "goals": (
        ("Cas", "goal", "One call ended well by Friday."),
        ("Cas", "order", "Find ways to end a call."),
    ),
    "solutions": (("Ada", "solution", "Say first what is possible."), ("Ben", "solution", "Hum a song.")),
    "next": (("Cas", "sign", "My shoulders stay down."), ("Cas", "safeguard", "A note on the phone.")),
}


def test_steps_of_one_client(invite: Invite) -> None:
    """As facilitator, client, advisor, advisor with the record, and observer."""
    table = {name: invite(name) for name in ("Fay", "Cas", "Ada", "Ben", "Eve")}
    hurry.come_together(table["Fay"], tuple(table.values())[1:])
    hurry.choose(table["Fay"], table["Cas"], "I promise more than I can keep.")
    parts = {"Fay": "facilitator", "Ben": "recorder", "Eve": "observer"}
    faults = work_through(table, parts, CASE_OF_ONE, look_as=tuple(table))
    faults += look(table["Fay"], table["Cas"])
    assert faults == []


CASE_OF_ALL = {
    "problem": (
        ("Ada", "facet", "Mine end late."),
        ("Ben", "sentence", "We want to end our rounds in time."),
    ),
    "vision": (("Ada", "vision", "We go home smiling."), ("Fay", "question", "Who notices first?")),
    "resources": (("Ada", "resource", "Our humour."), ("Ben", "resource", "A loud clock.")),
    "goals": (("Ada", "goal", "From May on we end in time."), ("Ada", "order", "How can we end in time?")),
    "solutions": (("Ada", "solution", "Stand instead of sitting."), ("Ben", "solution", "Ring a bell.")),
    "next": (
        ("Ben", "sign", "Nobody looks at the clock."),
        ("Ada", "safeguard", "We ask each other monthly."),
    ),
}


def test_steps_of_a_shared_problem(invite: Invite) -> None:
    """As facilitator and in the working group."""
    table = {name: invite(name) for name in ("Fay", "Ada", "Ben")}
    hurry.come_together(table["Fay"], tuple(table.values())[1:])
    hurry.choose(table["Fay"], table["Ada"], "Our rounds never end in time.", whose="shared")
    faults = work_through(table, {"Fay": "facilitator"}, CASE_OF_ALL, look_as=("Fay", "Ada"))
    assert faults == []


Work = Mapping[str, Sequence[tuple[str, str, str]]]


def work_through(
    table: dict[str, Person], parts: dict[str, str], work: Work, look_as: Iterable[str]
) -> list[str]:
    """Do what each step asks for, look at it as several people, and go on to the end of the meeting."""
    fay, faults = table["Fay"], []
    for name, role in parts.items():
        hurry.do(table[name], "take-role", role=role)
    for step, writings in work.items():
        hurry.go_on(fay)
        for name, kind, text in writings:
            hurry.write(table[name], kind, text)
        if step == "solutions":
            hurry.choose_solutions(table.get("Cas", table["Ada"]), [text for _, _, text in writings])
        faults += look(*(table[name] for name in look_as))
    hurry.plan(table.get("Cas", table["Ada"]), "next-step", "I write three closing sentences.")
    faults += look(table["Ada"])
    for then in ("final", ""):
        hurry.go_on(fay, then)
        faults += look(fay)
    return faults + look_at_the_end(table)


def look_at_the_end(table: dict[str, Person]) -> list[str]:
    owner = table.get("Cas", table["Ada"])
    hurry.write(owner, "learning", "A question can be a gift.")
    hurry.do(owner, "share-sheet", round="1")
    faults = look(owner)
    hurry.go_on(table["Fay"])
    faults += look(owner, path="sheets/1/")
    return faults + look(owner)


def look(*people: Person, path: str = "") -> list[str]:
    faults = []
    for person in people:
        person.page.goto(f"{person.room}{path}")
        faults += flaws(person, f"{person.name} at {path or hurry.step_now(person)}")
    return faults
