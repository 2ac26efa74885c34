"""Micro steps 2 to 6: who may contribute what in which step (method.md 1.1 and 1.2)."""

from datetime import timedelta

import pytest

from covision.engine import commands as c
from covision.engine.refusals import Refused

from .table import ADA, BEN, CAS, EVE, FAY, Table, meeting_of_five

MAY = {
    "problem": {
        ADA: ("question", "summary"),
        CAS: ("sentence", "state"),
        BEN: ("parked",),
        EVE: ("observation",),
    },
    "vision": {ADA: ("question", "summary"), CAS: ("vision", "resource"), BEN: ("parked",)},
    "resources": {ADA: ("question", "summary"), CAS: ("resource", "state"), BEN: ("resource", "parked")},
    "goals": {ADA: ("question", "summary"), CAS: ("goal", "order"), BEN: ("parked",)},
    "solutions": {ADA: ("question", "summary"), CAS: ("solution",), BEN: ("solution",)},
    "next": {ADA: ("question", "summary"), CAS: ("next-step", "sign", "safeguard"), BEN: ()},
}


def concept_one() -> Table:
    """Cas brings the case, Ada facilitates, Fay and Ben advise, Eve observes."""
    table = meeting_of_five()
    table.choose(table.collect())
    table.act(ADA, c.TakeRole("facilitator"))
    table.act(EVE, c.TakeRole("observer"))
    table.end(anyway=True)
    return table


@pytest.mark.parametrize("step", MAY)
def test_each_role_is_offered_its_kinds_and_no_others(step: str) -> None:
    table = concept_one()
    table.skip_to(step)
    for seat, kinds in MAY[step].items():
        composer = table.scene(seat).composer
        assert tuple(form.kind for form in composer.forms) == kinds if composer else kinds == ()


@pytest.mark.parametrize("step", ["problem", "vision", "resources", "goals"])
def test_nobody_writes_a_solution_before_step_six(step: str) -> None:
    table = concept_one()
    table.skip_to(step)
    for seat in (FAY, CAS, ADA, BEN, EVE):
        with pytest.raises(Refused):
            table.write(seat, "solution")


def test_the_facilitator_gives_no_advice_in_step_six_either() -> None:
    table = concept_one()
    table.skip_to("solutions")
    with pytest.raises(Refused):
        table.write(ADA, "solution")


def test_the_sentence_begins_with_i() -> None:
    table = concept_one()
    with pytest.raises(Refused):
        table.write(CAS, "sentence", opened=False)
    table.write(CAS, "sentence", opened=True)


def test_a_parked_thought_is_private_and_comes_back_in_step_six() -> None:
    table = concept_one()
    thought = table.write(BEN, "parked")
    assert table.scene(FAY).board == concept_one().scene(FAY).board
    assert table.refusal(BEN, c.Bring(thought))
    table.skip_to("solutions")
    table.act(BEN, c.Bring(thought))
    assert [card.id for card in table.meeting.standing_cards(1, "solution")] == [thought]


def test_the_state_check_is_seen_by_its_author_alone_even_at_the_end() -> None:
    table = concept_one()
    state = table.write(CAS, "state")
    table.skip_to("feedback")
    for seat in (FAY, ADA, BEN, EVE):
        assert state not in repr(table.scene(seat, look=(1, "problem")))
    assert state in repr(table.scene(CAS, look=(1, "problem")))


def test_the_client_alone_keeps_resources() -> None:
    table = concept_one()
    table.skip_to("resources")
    card = table.write(BEN, "resource")
    assert table.refusal(BEN, c.MarkCard(card, "keep")).why == "forbidden"
    table.act(CAS, c.MarkCard(card, "keep"))
    table.skip_to("goals")
    assert card in repr(table.scene(BEN).carried)


def test_the_client_ranks_the_chosen_solutions() -> None:
    table = concept_one()
    table.skip_to("solutions")
    first, second = table.write(BEN, "solution"), table.write(FAY, "solution")
    table.act(CAS, c.MarkCard(first, "chosen"))
    table.act(CAS, c.MarkCard(second, "chosen"))
    table.act(CAS, c.MoveCard(second, "chosen"))
    ranks = {
        view.id: mark.rank
        for card_list in table.scene(BEN).board.lists
        for view in card_list.cards
        for mark in view.marks
    }  # type: ignore[union-attr]
    assert ranks == {second: 1, first: 2}


def test_one_step_within_36_hours_is_asked_for() -> None:
    table = concept_one()
    table.skip_to("next")
    late = (table.now + timedelta(hours=60)).isoformat()
    table.write(CAS, "next-step", due=late)
    assert table.refusal(ADA, c.EndStep("next", "final"))
    table.write(CAS, "next-step", due=(table.now + timedelta(hours=20)).isoformat())
    table.act(ADA, c.EndStep("next", "final"))


def test_a_next_step_needs_a_day_that_is_still_to_come() -> None:
    table = concept_one()
    table.skip_to("next")
    for due in ("", "tomorrow", (table.now - timedelta(days=1)).isoformat(), "9999-12-31T00:00+00:00"):
        with pytest.raises(Refused):
            table.write(CAS, "next-step", due=due)


def test_a_guiding_question_is_sent_by_whom_it_is_for() -> None:
    table = concept_one()
    table.act(ADA, c.SendQuestion("q", "problem.q1"))
    assert table.refusal(BEN, c.SendQuestion("r", "problem.q1")).why == "forbidden"
    table.write(CAS, "answer", reply="q")
    assert table.meeting.cards[-1].reply == "q"


def test_a_group_that_talks_writes_results_only() -> None:
    table = concept_one()
    table.act(ADA, c.ChangeWay(True))
    with pytest.raises(Refused):
        table.write(ADA, "question")
    table.write(CAS, "sentence", opened=True)


def test_the_observers_sheet_is_unseen_until_the_feedback() -> None:
    table = concept_one()
    seen = table.write(EVE, "observation")
    table.skip_to("plans")
    assert seen not in repr(table.scene(CAS))
    table.skip_to("feedback")
    assert seen in repr(table.scene(CAS))


def test_in_a_shared_problem_the_group_consents_and_a_new_sentence_asks_again() -> None:
    table = meeting_of_five()
    table.begin("shared")
    first = table.write(BEN, "sentence", opened=True)
    table.act(CAS, c.MarkCard(first, "consent"))
    second = table.write(EVE, "sentence", opened=True)
    assert table.meeting.marked(second, "consent") == ()
    assert table.refusal(ADA, c.MarkCard(second, "consent")).why == "forbidden"


def test_a_facilitator_who_shares_the_problem_brings_in_what_was_written_down_before() -> None:
    table = meeting_of_five()
    table.begin("shared")
    thought = table.write(ADA, "parked")
    table.skip_to("solutions")
    with pytest.raises(Refused):
        table.write(ADA, "solution")
    table.act(ADA, c.Bring(thought))


def test_texts_are_neither_empty_nor_too_long_and_the_limit_is_said() -> None:
    table = concept_one()
    with pytest.raises(Refused):
        table.write(CAS, "sentence", length=0, opened=True)
    with pytest.raises(Refused) as refused:
        table.write(CAS, "sentence", length=241, opened=True)
    assert refused.value.words == {"size": 241, "limit": 240}


def test_withdrawing_a_fields_text_brings_the_former_one_back() -> None:
    table = concept_one()
    first = table.write(CAS, "sentence", opened=True)
    second = table.write(CAS, "sentence", opened=True)
    table.act(CAS, c.Withdraw(second))
    assert [card.id for card in table.meeting.standing_cards(1, "sentence")] == [first]
