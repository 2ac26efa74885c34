"""A whole meeting of Concept I, from the first page to the result sheet."""

import pytest

from . import concept_1 as meeting
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


def test_nobody_needs_scripts_in_a_whole_meeting(invite: Invite) -> None:
    circle = Circle(*(invite(name, scripts=False) for name in ("Fay", "Cas", "Ada", "Ben", "Eve")))
    meeting.come_together(circle)
    for part in PARTS:
        part(circle)
    meeting.close(circle.fay, circle.others(circle.fay))
