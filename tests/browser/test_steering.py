"""Whoever leads may vanish: somebody else takes the bar over, and it comes back to whom it belongs."""

import pytest

from . import doing as d
from . import hurry
from .conftest import Invite
from .person import Person, miss, press, region, says, see
from .waiting import comes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("by_hand", [True])
def test_the_facilitator_vanishes_and_comes_back(invite: Invite) -> None:
    fay, cas, ada, ben = (invite(name) for name in ("Fay", "Cas", "Ada", "Ben"))
    hurry.come_together(fay, (cas, ada, ben))
    hurry.choose(fay, cas, "I promise more than I can keep.")
    hurry.do(fay, "take-role", role="facilitator")
    hurry.go_on(fay)
    room = fay.room
    fay.page.close()
    comes(ada, ada.page.get_by_role("button", name=says(ada, "I take over for now")))
    miss(cas, cas.page.get_by_role("button", name=says(cas, "I take over for now")))
    press(ada, "I take over for now")
    see(ada, region(ada, "You lead through the steps"))
    see(ben, ben.page.get_by_text("Ada leads through the steps."))
    d.write(cas, "sentence", "I want to end such calls well.")
    d.go_on(ada, "vision", (cas, ben))
    back = Person("Fay", fay.page.context.new_page())
    back.page.goto(room)
    press(back, "I am back and lead on")
    see(back, region(back, "You lead through the steps"))
    miss(ada, region(ada, "You lead through the steps"))
    d.has_part(back, "facilitator")
