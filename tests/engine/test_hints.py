"""How much is explained to whom, and who feels ready for what, comes in from outside with the viewer."""

from dataclasses import replace

import pytest

from covision.engine import commands as c
from covision.engine.projection import project
from covision.engine.projection.viewer import Guidance, Memory, Viewer

from .table import ADA, BEN, CAS, Table, meeting_of_five


def at_work() -> Table:
    """Ada facilitates, Ben advises and records."""
    table = meeting_of_five()
    table.choose(table.collect())
    table.act(ADA, c.TakeRole("facilitator"))
    table.act(BEN, c.TakeRole("recorder"))
    table.end(anyway=True)
    return table


def guided(table: Table, viewer: Viewer) -> Guidance:
    part = project(table.meeting, viewer).part
    assert part
    return part.guidance


@pytest.mark.parametrize("level", ["short", "question"])
def test_a_part_says_how_much_is_explained_and_nothing_else_changes(level: Guidance) -> None:
    table = at_work()
    plain, less = (
        project(table.meeting, Viewer(ADA, guidance=guidance)) for guidance in ((), (("facilitator", level),))
    )
    assert plain.part and less.part
    assert (plain.part.guidance, less.part.guidance) == ("full", level)
    assert replace(less, part=None) == replace(plain, part=None)


def test_who_knows_one_of_two_roles_is_told_as_much_as_the_other_needs() -> None:
    table = at_work()
    assert guided(table, Viewer(BEN, guidance=(("advisor", "question"),))) == "full"
    both: tuple[tuple[str, Guidance], ...] = (("advisor", "question"), ("recorder", "short"))
    assert guided(table, Viewer(BEN, guidance=both)) == "short"


def test_a_line_that_remembers_notices_that_more_is_explained() -> None:
    table, memory = at_work(), Memory()
    before = Viewer(ADA, guidance=(("facilitator", "question"),), memory=memory)
    assert guided(table, before) == "question"
    assert guided(table, replace(before, guidance=())) == "full"


def test_somebody_who_feels_ready_is_marked_beside_that_role_only() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    board = project(table.meeting, Viewer(CAS, feel_ready=frozenset({(BEN, "facilitator")}))).board
    assert board and board.cast
    marked = {
        (person.seat, role.role)
        for role in board.cast.roles
        for person in role.candidates
        if person.feels_ready
    }
    assert marked == {(BEN, "facilitator")}
