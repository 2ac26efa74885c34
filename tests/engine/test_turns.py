"""Whose turn it fairly is, before a meeting and in it; and what somebody has prepared comes with her own eyes only."""

from dataclasses import replace

from covision.engine import commands as c
from covision.engine.deciding.roles import fair_seat
from covision.engine.projection import project
from covision.engine.projection.viewer import Viewer
from covision.engine.scene.part import RoleView
from covision.engine.turns import Due, PastRole, whose_turn

from .table import ADA, BEN, CAS, EVE, FAY, Table, meeting_of_five, problem_tags

HISTORY = (
    PastRole(FAY, "facilitator", 1),
    PastRole(CAS, "facilitator", 2),
    PastRole(EVE, "facilitator", 3),
    PastRole(ADA, "facilitator", 4),
    PastRole(BEN, "recorder", 4),
)


def casting() -> Table:
    table = meeting_of_five()
    table.choose(table.collect())
    return table


def test_who_never_had_a_part_comes_before_all_who_had_it() -> None:
    assert whose_turn("facilitator", (FAY, CAS, ADA, BEN, EVE), HISTORY) == Due(BEN, "first")


def test_among_those_who_had_it_the_turn_is_whose_lies_furthest_back() -> None:
    assert whose_turn("facilitator", (CAS, ADA, EVE), HISTORY) == Due(CAS, "longest")


def test_among_those_who_never_had_it_the_turn_is_not_whose_hands_were_full_last() -> None:
    assert whose_turn("client", (BEN, FAY), HISTORY) == Due(FAY, "")


def test_nobody_is_proposed_where_everybody_would_rather_not() -> None:
    assert whose_turn("facilitator", (), HISTORY) is None


def test_the_live_proposal_knows_the_meetings_before() -> None:
    """Without them the first seat is proposed; Cas brings the case and cannot facilitate."""
    table = casting()
    now = table.meeting.round_now()
    assert now and now.process
    role = now.process.role("facilitator")
    assert role
    assert fair_seat(table.meeting, role) == FAY
    assert fair_seat(table.meeting, role, HISTORY) == BEN


def facilitating(viewer: Viewer) -> RoleView:
    board = project(casting().meeting, viewer).board
    assert board and board.cast
    return next(part for part in board.cast.roles if part.role == "facilitator")


def test_the_reason_is_said_beside_the_one_who_is_proposed_only() -> None:
    part = facilitating(Viewer(CAS, history=HISTORY))
    assert {candidate.seat: candidate.reason for candidate in part.candidates if candidate.reason} == {
        BEN: "first"
    }


def test_who_said_beforehand_that_she_would_is_proposed_before_whose_turn_it_is() -> None:
    wishes = frozenset({(ADA, "facilitator")})
    part = facilitating(Viewer(CAS, history=HISTORY, wishes=wishes))
    assert [candidate.seat for candidate in part.candidates if candidate.fair] == [ADA]
    assert [candidate.seat for candidate in part.candidates if candidate.wishes] == [ADA]
    assert not part.wished and facilitating(Viewer(ADA, wishes=wishes)).wished


def test_what_was_prepared_stands_on_the_table_until_the_first_round() -> None:
    table = meeting_of_five()
    viewer = Viewer(
        BEN,
        wishes=frozenset({(ADA, "facilitator"), (CAS, "client"), (99, "client")}),
        prepared=(("concept-1", "client"), ("concept-1", "facilitator"), ("concept-1", "observer")),
    )
    board = project(table.meeting, viewer).board
    assert board and [(part.role, part.seats) for part in board.prepared] == [
        ("client", (CAS,)),
        ("facilitator", (ADA,)),
    ]
    table.skip_to("choose")
    assert not (board := project(table.meeting, viewer).board) or board.prepared == ()


def test_the_case_she_meant_to_bring_is_marked_as_long_as_it_is_offered() -> None:
    table = meeting_of_five()
    table.end()
    marked = project(table.meeting, Viewer(CAS, cases=("ref-1",), intended_case="ref-1")).composer
    without_case = project(table.meeting, Viewer(CAS, cases=(), intended_case="ref-1")).composer
    assert marked and without_case and (marked.intended_case, without_case.intended_case) == ("ref-1", "")


def test_open_cases_are_offered_while_problems_are_collected() -> None:
    table = meeting_of_five()
    viewer = Viewer(CAS, cases=("ref-1",))
    before = project(table.meeting, viewer).composer
    table.end()
    now, others = project(table.meeting, viewer).composer, project(table.meeting, Viewer(ADA)).composer
    assert before is None
    assert now and others and now.cases == ("ref-1",)
    assert replace(now, cases=()) == others


def test_what_was_not_chosen_is_offered_to_its_author_until_it_is_kept() -> None:
    table = meeting_of_five()
    table.end()
    left = table.write(ADA, "problem", tags=problem_tags())
    chosen = table.collect()
    table.choose(chosen)
    table.act(BEN, c.TakeRole("facilitator"))
    table.skip_to("next")
    table.end(then="final", anyway=True)
    assert left_to(table, Viewer(ADA, kept=frozenset())) == [left]
    assert left_to(table, Viewer(ADA, kept=frozenset({left}))) == []
    assert left_to(table, Viewer(ADA)) == []  # a guest keeps nothing
    assert left_to(table, Viewer(CAS, kept=frozenset())) == []  # the group worked on hers
    assert left_to(table, Viewer(BEN, kept=frozenset())) == []


def left_to(table: Table, viewer: Viewer) -> list[str]:
    board = project(table.meeting, viewer).board
    assert board
    return [card.id for card in board.left]
