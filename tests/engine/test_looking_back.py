"""Looking back, and a word to the facilitator: who sees what was told to nobody else."""

from dataclasses import replace

from covision.engine import commands as c
from covision.engine.events import TextRef
from covision.engine.projection import project
from covision.engine.projection.sheet import sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.scene.composer import OwnStep

from .table import ADA, BEN, CAS, EVE, FAY, Table, meeting_of_five

STEP = OwnStep("step-of-cas", "2026-03-01T09:00:00+00:00")


def at_feedback() -> Table:
    """Ada has facilitated; Cas brought the case."""
    table = meeting_of_five()
    table.begin()
    table.skip_to("feedback")
    return table


def kinds_seen(table: Table, seat: int) -> set[str]:
    board = table.scene(seat).board
    assert board is not None
    return {cards.kind for cards in board.lists if cards.cards}


def test_a_word_to_the_facilitator_reaches_her_and_nobody_else() -> None:
    table = at_feedback()
    table.write(BEN, "for-facilitator")
    assert [card.to for card in table.meeting.cards if card.kind == "for-facilitator"] == [ADA]
    assert {seat for seat in (FAY, CAS, ADA, BEN, EVE) if "for-facilitator" in kinds_seen(table, seat)} == {
        ADA,
        BEN,
    }


def test_who_facilitated_alone_has_nobody_to_write_to() -> None:
    table = at_feedback()
    assert "for-facilitator" not in table.meeting.may_write(ADA)
    assert "for-facilitator" in table.meeting.may_write(CAS)


def test_a_word_to_the_facilitator_goes_to_nobody_else_even_on_request() -> None:
    table = at_feedback()
    command = c.Write("letter", "for-facilitator", TextRef("t", 256, "en"), 20, to=EVE)
    assert table.refusal(BEN, command).why == "invalid"


def test_a_word_to_the_facilitator_stands_on_no_result_sheet() -> None:
    table = at_feedback()
    table.write(CAS, "for-facilitator")
    table.write(CAS, "learning")
    kinds = {chapter.cards.kind for chapter in sheet(table.meeting, Viewer(CAS), 1).chapters}
    assert "learning" in kinds and "for-facilitator" not in kinds


def test_only_its_person_sees_what_she_took_on_last_time() -> None:
    table = meeting_of_five()
    lookback = project(table.meeting, Viewer(CAS, steps=(STEP,))).lookback
    assert lookback is not None and lookback.steps == (STEP,)
    assert table.scene(BEN).lookback is None
    assert project(table.meeting, Viewer(CAS, steps=(STEP,), look=(0, "arrive"))).lookback == lookback


def test_the_look_back_has_its_place_in_arriving_only() -> None:
    table = meeting_of_five()
    table.end()
    assert project(table.meeting, Viewer(CAS, steps=(STEP,))).lookback is None


def test_whoever_wants_to_tells_the_group_and_nobody_is_asked_to() -> None:
    table = meeting_of_five()
    assert table.scene(CAS).composer is None
    assert table.scene(CAS).board == replace(table.scene(BEN).board, agreed=False)
    table.write(CAS, "look-back")
    assert "look-back" in kinds_seen(table, BEN)
