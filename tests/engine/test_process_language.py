"""The rules of the process language, each as people meet it in a process of the library (docs/processes.md)."""

import pytest

from covision.engine import commands as c
from covision.engine.process import Process
from covision.engine.projection import project
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused
from covision.engine.scene.cards import CardView
from covision.engine.scene.composer import CardForm

from .table import ADA, BEN, CAS, EVE, FAY, Table
from .table import process as process_of_table

CHEF = 6


def at(id: str, step: str = "", seats: int = 5, process: Process | None = None) -> Table:
    """Cas brings the case and Ada leads; the others have the part for the rest. Then on to a step."""
    table = Table()
    table.seat(*range(2, seats + 1))
    table.choose(table.collect())
    process_here = process or process_of_table(id)
    table.act(FAY, c.PickProcess(process_here))
    table.act(ADA, c.TakeRole(process_here.steers()))
    table.end(anyway=True)
    while step and table.meeting.place()[1] != step:
        if table.meeting.step().firm == "hard":
            table.act(FAY, c.AgreeToGoOn(table.meeting.place()[1]))
        table.end(anyway=True)
    return table


def why(table: Table, by: int, kind: str, **more: object) -> str:
    with pytest.raises(Refused) as refused:
        table.write(by, kind, **more)  # type: ignore[arg-type]
    return refused.value.sentence


def cards(table: Table, viewer: int) -> tuple[CardView, ...]:
    board = table.scene(viewer).board
    assert board is not None
    return tuple(card for card_list in board.lists for card in card_list.cards)


# Listening


def test_a_client_who_listens_cannot_write_but_to_herself() -> None:
    table = at("behind-the-screen", "screen")
    assert why(table, CAS, "thought") == (
        "In this step your part is only to listen. You will be asked afterwards."
    )
    table.write(CAS, "note")
    part = table.scene(CAS).part
    assert part is not None and part.listens


def test_whoever_has_left_the_room_does_not_see_what_is_said_not_even_later() -> None:
    table = at("incident-apart", "apart")
    card = table.write(FAY, "cause")
    assert card in {view.id for view in cards(table, BEN)}
    assert card not in {view.id for view in cards(table, CAS)}
    table.skip_to("evaluate")
    back = table.scene(CAS, (1, "apart")).board
    assert back is not None and card not in {view.id for card_list in back.lists for view in card_list.cards}


def test_who_is_asked_to_hold_back_may_say_a_word_and_the_group_is_told() -> None:
    table = at("relationship-group", "imagine", 7)
    assert "hold back" in why(table, CAS, "word")
    table.write(CAS, "word", anyway=True)
    assert table.meeting.log[-1] == ("spoke", CAS, ("word",))


# Answers


def test_a_statement_without_a_question_is_refused_with_the_reason() -> None:
    table = at("questions-first")
    assert why(table, BEN, "statement") == (
        "Here a statement only answers a question. Choose the question you answer, or ask one."
    )
    question = table.write(FAY, "question")
    table.write(BEN, "statement", reply=question)


def test_nobody_makes_statements_by_answering_herself() -> None:
    table = at("questions-first")
    question = table.write(BEN, "question")
    assert why(table, BEN, "statement", reply=question) == "Somebody else answers your question."


# Turns


def test_a_second_question_before_everybody_has_had_the_first_is_refused() -> None:
    table = at("star", "information", 8)
    table.write(FAY, "question")
    assert why(table, FAY, "question").startswith("It is somebody else’s turn.")
    assert why(table, EVE, "question").startswith("It is somebody else’s turn.")
    table.act(BEN, c.EndTurn(BEN))
    table.write(EVE, "question")


def test_one_question_and_one_follow_up_then_the_next_person() -> None:
    table = at("reflecting-team", "clarify")
    table.write(FAY, "question")
    table.write(FAY, "question")
    assert why(table, FAY, "question").startswith("It is somebody else’s turn.")
    table.write(BEN, "question")


def test_once_more_round_the_circle_gives_everybody_a_turn_again_but_only_so_often() -> None:
    table = at("star", "information", 8)
    for _ in range(2):
        table.end("again")
        table.write(FAY, "question")
    refused = table.refusal(ADA, c.EndStep("information", "again"))
    assert refused.sentence == "The group has gone this way {most} times. Now it goes on."


def test_where_everybody_says_something_nobody_passes() -> None:
    table = at("stillness-and-mirror", "mirroring")
    assert "everybody says something" in table.refusal(FAY, c.EndTurn(FAY)).sentence
    table.act(ADA, c.EndTurn(FAY))


# Numbers and openings


def test_each_writes_exactly_two_questions() -> None:
    table = at("incident-questions", "ask")
    for _ in range(2):
        table.write(FAY, "open-question")
    assert why(table, FAY, "open-question") == "In this step each person gives at most {most} of these."
    table.act(ADA, c.Reveal())
    bar = table.scene(ADA).steering
    assert bar is not None and bar.missing == ("each",)


def test_a_hypothesis_begins_with_its_opening_words() -> None:
    table = at("star", "guesses", 8)
    assert "opening words" in why(table, FAY, "hypothesis")
    table.write(FAY, "hypothesis", opened=True)


# Marks


def test_rating_again_replaces_the_first_rating() -> None:
    table = at("ten-questions", "ask")
    card = table.write(FAY, "written-question")
    table.act(ADA, c.Reveal())
    table.end(anyway=True)
    table.act(CAS, c.MarkCard(card, "hot"))
    table.act(CAS, c.MarkCard(card, "cold"))
    assert table.meeting.marked(card, "hot") == ()
    assert table.meeting.marked(card, "cold") == (CAS,)


def test_a_firm_rule_needs_a_second_persons_yes_and_the_group_is_told() -> None:
    table = at("ten-questions", "ask")
    table.write(FAY, "written-question")
    table.act(ADA, c.Reveal())
    table.end(anyway=True)
    assert "Somebody else has to agree" in table.refusal(ADA, c.EndStep("rate", anyway=True)).sentence
    table.act(BEN, c.AgreeToGoOn("rate"))
    table.end(anyway=True)
    assert table.meeting.log[-1] == ("anyway", ADA, ("marks",))


# Groups


def test_each_group_brings_one_report_back_and_no_more() -> None:
    table = at("wise-crowd", seats=10)
    table.skip_to("satellites")
    table.write(FAY, "brought")
    group = next(group for group in table.meeting.groupings[-1].groups if FAY in group)
    other = next(group for group in table.meeting.groupings[-1].groups if FAY not in group)
    assert why(table, group[-1], "brought").startswith("Your group has written this already.")
    assert "brought" not in {form.kind for form in composer(table, group[-1])}
    bar = table.scene(ADA).steering
    assert bar is not None and "reports" in bar.missing
    table.write(other[0], "brought")
    bar = table.scene(ADA).steering
    assert bar is not None and "reports" not in bar.missing


def composer(table: Table, viewer: int) -> tuple[CardForm, ...]:
    composer = table.scene(viewer).composer
    return composer.forms if composer else ()


# Under what it stands


def test_a_core_stands_without_a_name_so_that_nobody_rates_a_person() -> None:
    table = at("ten-questions", "core")
    card = table.write(FAY, "core", opened=True)
    table.act(ADA, c.Reveal())
    seen = next(view for view in cards(table, BEN) if view.id == card)
    own_card = next(view for view in cards(table, FAY) if view.id == card)
    assert (seen.seat, seen.signed, own_card.seat) == (0, "", FAY)


def test_in_a_large_crowd_ideas_stand_under_the_part_of_who_had_them() -> None:
    table = at("wise-crowd", seats=8)
    table.skip_to("satellites")
    card = table.write(FAY, "idea")
    seen = next(view for view in cards(table, BEN) if view.id == card)
    assert (seen.seat, seen.signed) == (0, "satellite")


def test_names_appear_once_all_is_revealed() -> None:
    table = at("questions-first", "wording")
    card = table.write(FAY, "wording")
    table.act(ADA, c.Reveal())
    assert next(view for view in cards(table, BEN) if view.id == card).seat == FAY


# Ways


def test_the_client_decides_by_which_method_the_others_help() -> None:
    table = at("six-phases", "method")
    assert "several ways" in table.refusal(ADA, c.EndStep("method")).sentence
    table.act(BEN, c.WishWay("method", "headstand"))
    assert table.refusal(ADA, c.EndStep("method", "headstand")).why == "forbidden"
    table.act(CAS, c.WishWay("method", "headstand"))
    table.end("headstand")
    assert table.meeting.place() == (1, "headstand")
    table.end(anyway=True)
    assert table.meeting.place() == (1, "closing")


def test_when_the_client_is_out_of_reach_the_choice_is_left_to_whoever_leads() -> None:
    table = at("six-phases", "method")
    scene = table.scene(ADA)
    assert scene.part is not None and not any(way.left for way in scene.part.ways)
    assert scene.steering is not None and scene.steering.nexts == ()
    missed = project(table.meeting, Viewer(ADA, away=frozenset({CAS})))
    assert missed.part is not None and all(way.left for way in missed.part.ways)
    assert missed.steering is not None and "headstand" in {option.then for option in missed.steering.nexts}
    assert table.refusal(ADA, c.EndStep("method", "headstand", away=(BEN,))).why == "forbidden"
    table.act(ADA, c.EndStep("method", "headstand", away=(CAS,)))
    assert table.meeting.place() == (1, "headstand")


def test_where_the_group_can_go_straight_on_nobody_decides_in_place_of_the_absent() -> None:
    table = at("six-phases", "key")
    assert table.refusal(ADA, c.EndStep("key", "find", away=(CAS,))).why == "forbidden"


def test_without_a_key_question_the_group_steps_aside_and_comes_back() -> None:
    table = at("six-phases", "key")
    table.act(CAS, c.WishWay("key", "find"))
    table.end("find")
    table.end("back")
    assert (table.meeting.place(), table.meeting.lap()) == ((1, "key"), 1)


def test_more_than_half_decide_about_a_way_of_the_group() -> None:
    table = at("questions-first", "consensus")
    for seat in (CAS, BEN):
        table.act(seat, c.WishWay("consensus", "on"))
    assert table.refusal(ADA, c.EndStep("consensus", "on")).why == "forbidden"
    table.act(EVE, c.WishWay("consensus", "on"))
    table.end("on")
    assert table.meeting.place() == (1, "explore")


def test_what_is_written_in_silence_the_second_time_stays_hidden_again() -> None:
    table = at("incident-questions", "ask")
    first = table.write(FAY, "open-question")
    table.act(ADA, c.Reveal())
    table.end(anyway=True)
    table.act(CAS, c.WishWay("answer", "again"))
    table.end("again")
    second = table.write(FAY, "open-question")
    seen = {card.id for card in cards(table, CAS)}
    assert first in seen and second not in seen


# Everybody once, groups, time


def test_everybody_is_client_once_and_then_the_meeting_closes() -> None:
    table = at("three-in-turn", seats=3)
    clients = [table.meeting.client(1)]
    for _ in range(2):
        table.skip_to("valuable")
        table.end("turn", anyway=True)
        clients.append(table.meeting.client(table.meeting.place()[0]))
    assert sorted(clients) == [FAY, CAS, ADA]
    assert table.meeting.holder != table.meeting.client(3)
    table.skip_to("valuable")
    table.end(anyway=True)
    assert table.meeting.place() == (0, "plans")


def test_groups_work_apart_until_the_step_is_over() -> None:
    table = at("incident-apart", "apart", 8)
    card = table.write(FAY, "cause")
    assert {BEN, EVE, CHEF} & {seat for seat in range(1, 9) if card in {x.id for x in cards(table, seat)}}
    assert card not in {view.id for view in cards(table, 8)}
    table.end(anyway=True)
    looking = table.scene(8, (1, "apart")).board
    assert looking is not None and card in {
        view.id for card_list in looking.lists for view in card_list.cards
    }


def test_once_the_time_is_up_nothing_more_is_added_where_the_step_says_so() -> None:
    table = at("reflecting-team", "reflect")
    table.write(FAY, "thought")
    with pytest.raises(Refused) as refused:
        table.write(FAY, "thought", after=700)
    assert refused.value.sentence.startswith("The time for this step is up")
    table.act(ADA, c.AddTime(20))
    table.write(FAY, "thought")


def test_a_round_for_everybody_grows_with_the_group() -> None:
    assert at("six-stages", "learn", 5).meeting.clock.length == 12 * 60
    assert at("six-stages", "learn", 7).meeting.clock.length == 16 * 60


def test_a_part_can_be_taken_in_the_step_that_needs_it() -> None:
    table = at("six-phases", "method")
    table.act(BEN, c.TakeRole("secretary"))
    assert table.meeting.who("secretary", 1) == BEN
    assert table.refusal(EVE, c.TakeRole("facilitator")).why == "late"


def test_a_turn_to_the_next_case_can_be_undone_and_taken_again() -> None:
    table = at("three-in-turn", "valuable", seats=3)
    table.end("turn", anyway=True)
    table.act(table.meeting.holder, c.UndoStep(), after=2)
    assert table.meeting.place() == (1, "valuable")
    table.end("turn", anyway=True)
    assert table.meeting.place() == (2, "reflect")
    assert len(table.meeting.rounds) == 2
    assert table.replayed() == table.meeting


def test_where_a_group_talks_the_turn_is_passed_on_by_hand() -> None:
    table = at("star", "information", 8)
    table.act(ADA, c.ChangeWay(True))
    assert table.scene(FAY).composer is None
    for seat in (FAY, BEN, EVE):
        table.act(seat, c.EndTurn(seat))
    part = table.scene(CHEF).part
    assert part is not None and part.turn is not None and part.turn.is_own
