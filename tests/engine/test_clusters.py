"""Cards under headings: put together by whoever may, taken out again, marked as one; nothing of anybody's is changed."""

from dataclasses import replace

import pytest

from covision.engine import commands as c
from covision.engine.checking import faults
from covision.engine.events import TextRef
from covision.engine.process import Kind, Mark, May, Process
from covision.engine.projection.sheet import sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.scene.cards import CardList, CardView

from .table import BEN, CAS, EVE, FAY, Table, process
from .test_process_language import at


def sorting() -> tuple[Table, str, str, str]:
    """The middle and a group have had ideas, and now all put together what belongs together."""
    table = at("wise-crowd", "consult", seats=8)
    table.skip_to("satellites")
    cards = [table.write(seat, "idea") for seat in (FAY, BEN, FAY)]
    table.skip_to("together")
    return (table, *cards)  # type: ignore[return-value]


def ideas(table: Table, viewer: int, look: tuple[int, str] | None = None) -> CardList:
    board = table.scene(viewer, look).board
    assert board is not None
    return next(card_list for card_list in board.lists if card_list.kind == "idea")


def under(card_list: CardList) -> dict[str, tuple[str, ...]]:
    return {card.id: tuple(below.id for below in card.cards) for card in card_list.cards if card.heads}


def test_cards_lie_under_a_heading_and_stay_whose_they_are() -> None:
    table, first, second, third = sorting()
    heading = table.write(EVE, "heading", cards=(first, second))
    for viewer in (CAS, FAY, EVE):
        assert under(ideas(table, viewer)) == {heading: (first, second)}
        assert [card.id for card in ideas(table, viewer).cards] == [heading, third]
    gathered = ideas(table, FAY).cards[0].cards
    assert [card.is_own for card in gathered] == [True, False]
    assert table.replayed() == table.meeting


def test_putting_together_is_undone_card_by_card_or_all_at_once_by_whoever_may_do_it() -> None:
    table, first, second, third = sorting()
    heading = table.write(EVE, "heading", cards=(first, second))
    table.act(BEN, c.TakeOut(first))
    table.act(BEN, c.Gather(heading, (third,)))
    assert under(ideas(table, FAY)) == {heading: (second, third)}
    table.act(FAY, c.TakeOut(heading))
    assert under(ideas(table, FAY)) == {heading: ()}
    assert table.refusal(FAY, c.TakeOut(heading)).sentence == "This card lies under no heading."


def test_a_heading_that_is_withdrawn_leaves_its_cards_where_they_were() -> None:
    table, first, second, third = sorting()
    heading = table.write(EVE, "heading", cards=(first,))
    table.act(EVE, c.Withdraw(heading))
    assert [card.id for card in ideas(table, FAY).cards] == [first, second, third]


def test_whose_part_it_is_not_puts_nothing_together() -> None:
    table, first, *_ = sorting()
    heading = table.write(EVE, "heading")
    assert table.refusal(CAS, c.Gather(heading, (first,))).why == "forbidden"
    assert ideas(table, CAS).heading == ""
    assert ideas(table, EVE).heading == "heading"
    assert [card.may_pick for card in ideas(table, CAS).cards if not card.heads] == [False] * 3


def test_only_loose_cards_that_lie_open_are_put_together() -> None:
    table, first, second, _ = sorting()
    table.write(EVE, "heading", cards=(first,))
    other = table.write(FAY, "heading")
    assert "under another one" in table.refusal(FAY, c.Gather(other, (first,))).sentence
    assert "under another one" in table.refusal(FAY, c.Gather(other, (other,))).sentence
    assert table.refusal(FAY, c.Gather(other, ("nothing",))).why == "gone"
    assert table.refusal(FAY, c.Gather(second, (first,))).why == "gone"
    assert table.refusal(FAY, c.Gather(other, ())).why == "invalid"


def test_a_new_heading_with_a_card_that_cannot_be_put_under_it_is_not_written() -> None:
    table, first, *_ = sorting()
    table.write(EVE, "heading", cards=(first,))
    text = TextRef("t", 256, "en")
    table.refusal(FAY, c.Write("new", "heading", text, 5, cards=(first,)))
    table.refusal(CAS, c.Write("new", "note", text, 5, cards=(first,)))
    assert table.meeting.card("new") is None


def test_a_heading_is_marked_as_one_card_and_stands_for_those_under_it() -> None:
    table, first, second, third = sorting()
    heading = table.write(EVE, "heading", cards=(first, second))
    table.skip_to("response")
    marks: dict[str, CardView] = {card.id: card for card in ideas(table, CAS).cards}
    assert [mark.may_give for mark in marks[heading].marks] == [True]
    assert all(not mark.may_give for card in marks[heading].cards for mark in card.marks)
    assert "stands for all its cards" in table.refusal(CAS, c.MarkCard(first, "keep")).sentence
    table.act(CAS, c.MarkCard(heading, "keep"))
    result_sheet = sheet(table.meeting, Viewer(CAS), 1)
    (chapter,) = (chapter for chapter in result_sheet.chapters if chapter.cards.kind == "idea")
    assert under(chapter.cards) == {heading: (first, second)}
    assert third not in {card.id for card in chapter.cards.cards}


def test_what_was_written_in_silence_is_not_put_together_before_it_is_open() -> None:
    kinds = (Kind("idea"), Kind("heading", gathers="idea"))
    method = process("wise-crowd")
    steps = (replace(method.step("together"), silent=True, outputs=("heading",)),)
    wrong = replace(method, kinds=(*method.kinds[:1], *kinds), steps=steps)
    assert any("not apart or in silence" in fault.sentence for fault in faults(wrong))


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ((Kind("heading", gathers="nothing"),), "There is no kind “nothing”."),
        ((Kind("idea", seen="author"), Kind("heading", gathers="idea")), "headings gather no headings"),
        ((Kind("idea", "field"), Kind("heading", gathers="idea")), "headings gather no headings"),
        ((Kind("heading", gathers="over"), Kind("over", gathers="heading")), "headings gather no headings"),
        ((Kind("idea"), Kind("a", gathers="idea"), Kind("b", gathers="idea")), "another heading already"),
    ],
)
def test_a_heading_gathers_cards_that_all_see(kinds: tuple[Kind, ...], sentence: str) -> None:
    assert any(sentence in fault.sentence for fault in faults(Process("any", 1, kinds=kinds)))


def test_whoever_was_away_sees_under_a_heading_what_she_may_see_and_nothing_else() -> None:
    """In a process of its own: causes found while the client was out are put together when she is back."""
    method = process("incident-apart")
    back = method.step("round")
    may = (*back.may, May("advisor", ("heading",)))
    steps = tuple(replace(step, may=may) if step.id == "round" else step for step in method.steps)
    kinds = (*method.kinds, Kind("heading", gathers="cause"))
    table = at("incident-apart", process=replace(method, kinds=kinds, steps=steps))
    table.skip_to("apart")
    card = table.write(FAY, "cause")
    table.skip_to("round")
    heading = table.write(FAY, "heading", cards=(card,))
    assert {BEN: {card, heading}, CAS: {heading}} == {seat: seen(table, seat) for seat in (BEN, CAS)}


def seen(table: Table, viewer: int) -> set[str]:
    board = table.scene(viewer).board
    assert board is not None
    tops = (top for card_list in board.lists if card_list.kind == "cause" for top in card_list.cards)
    return {card.id for top in tops for card in (top, *top.cards)}


def test_headings_and_loose_cards_get_dots_and_places_side_by_side() -> None:
    method = process("wise-crowd")
    both = ("heading", "idea")
    marks = (
        Mark("dot", ("satellite",), both, each=True, dots=3),
        Mark("place", ("client",), both, ordered=True, picks=True),
    )
    steps = tuple(replace(step, marks=marks) if step.id == "response" else step for step in method.steps)
    table = at("wise-crowd", "satellites", 8, replace(method, steps=steps))
    first, second, third = (table.write(seat, "idea") for seat in (FAY, BEN, FAY))
    table.skip_to("together")
    heading = table.write(EVE, "heading", cards=(first, second))
    table.skip_to("response")
    for card in (heading, heading, third):
        table.act(FAY, c.MarkCard(card, "dot"))
    for card in (third, heading):
        table.act(CAS, c.MarkCard(card, "place"))
    table.act(CAS, c.MoveCard(heading, "place"))
    counts = {
        card.id: {mark.mark: mark.rank or mark.count for mark in card.marks}
        for card in ideas(table, CAS).cards
    }
    assert counts == {heading: {"dot": 2, "place": 1}, third: {"dot": 1, "place": 2}}
