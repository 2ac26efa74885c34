"""A whole meeting of Concept I."""

import pytest

from . import doing as d
from .conftest import Invite

pytestmark = pytest.mark.browser


def test_five_people_go_from_a_problem_to_a_next_step(invite: Invite) -> None:
    fay, cas, ada, ben, eve = (invite(name) for name in ("Fay", "Cas", "Ada", "Ben", "Eve"))
    link = d.open_room(ada, "The Thursday circle", "A quiet hour for our work")
