"""A whole meeting of Concept I, from the first page to the result sheet."""

import pytest

from . import concept_1 as meeting
from . import doing as d
from .concept_1 import Circle
from .conftest import Invite

pytestmark = pytest.mark.browser

PARTS = (
    meeting.collect,
    meeting.choose,
    meeting.share_out_roles,
    meeting.find_the_sentence,
    meeting.see_it_solved,
    meeting.gather_strength,
    meeting.set_goals,
    meeting.find_solutions,
    meeting.take_the_next_step,
    meeting.look_back,
    meeting.share_the_sheet,
)


def test_five_people_go_from_a_problem_to_a_next_step(invite: Invite) -> None:
    """Ben switches to German, Cas has a small screen, and Eve comes with a phone."""
    ben = invite("Ben", language="de", speaks="en")
    d.switch_language(ben)
    cas, eve = invite("Cas", width=768), invite("Eve", width=360, hand="finger")
    play(Circle(fay=invite("Fay"), cas=cas, ada=invite("Ada"), ben=ben, eve=eve))


def test_nobody_needs_scripts(invite: Invite) -> None:
    play(Circle(*(invite(name, scripts=False) for name in ("Fay", "Cas", "Ada", "Ben", "Eve"))))


def test_the_keys_are_enough(invite: Invite) -> None:
    """Fay leads and Cas brings a case without ever touching a mouse."""
    fay, cas = invite("Fay", hand="keys"), invite("Cas", hand="keys")
    play(Circle(fay, cas, *(invite(name) for name in ("Ada", "Ben", "Eve"))))


def play(circle: Circle) -> None:
    meeting.come_together(circle)
    for part in PARTS:
        part(circle)
    meeting.close(circle.fay, circle.others(circle.fay))
