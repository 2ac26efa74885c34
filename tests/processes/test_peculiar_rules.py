"""What is peculiar to each process of the library, refused or asked for as its source says; led by a person or by Covision."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from covision import processes
from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.facilitator import PAUSE, Attendance, next_move
from covision.engine.meeting import NOBODY
from covision.engine.scene.steering import Steering
from tests.engine.table import ADA, BEN, CAS, EVE, FAY, Table, meeting_of_five
from tests.engine.test_process_language import at, cards, why

LISTENS = "In this step your part is only to listen. You will be asked afterwards."
NOT_HERE = "This does not belong into the step the group is in now."
ANOTHER = "Your part in this step is another one. Keep the thought, its time may come."
TESTED: set[str] = set()
Test = Callable[[], None]


def of(*processes: str) -> Callable[[Test], Test]:
    """Marks whose rule a test is about, so that none is forgotten."""
    TESTED.update(processes)
    return lambda test: test


def bar(table: Table) -> Steering:
    steering = table.scene(ADA).steering
    assert steering is not None
    return steering


def test_each_process_of_the_library_has_its_peculiar_rule_tested() -> None:
    assert set(processes.live_ids()) == TESTED


@of("concept-1")
def test_a_solution_before_its_time_is_refused_and_can_be_parked() -> None:
    table = meeting_of_five()
    table.begin()
    assert why(table, BEN, "solution") == NOT_HERE
    parked = table.write(BEN, "parked")
    assert parked in {card.id for card in cards(table, BEN)}
    assert parked not in {card.id for card in cards(table, CAS)}
    table.skip_to("solutions")
    table.act(BEN, c.Bring(parked))
    assert parked in {card.id for card in cards(table, CAS)}


@of("concept-2")
def test_nobody_is_client_of_a_shared_problem_and_all_agree_to_its_words() -> None:
    table = meeting_of_five()
    table.begin("shared")
    assert table.meeting.client(1) == 0
    sentence = table.write(CAS, "sentence", opened=True)
    (card,) = (card for card in cards(table, FAY) if card.id == sentence)
    assert [mark.mark for mark in card.marks if mark.may_give] == ["consent"]
    table.skip_to("resources")
    hidden = table.write(BEN, "resource")
    assert hidden not in {card.id for card in cards(table, CAS)}


@of("behind-the-screen")
def test_behind_the_screen_the_client_is_silent_and_the_facilitator_says_so_when_stepping_in() -> None:
    table = at("behind-the-screen", "screen")
    assert why(table, CAS, "thought") == LISTENS
    assert "hold back" in why(table, ADA, "thought")
    table.write(ADA, "thought", anyway=True)
    assert table.meeting.log[-1] == ("spoke", ADA, ("thought",))


@of("five-steps")
def test_each_owes_an_advice_and_the_client_may_ask_for_another_go_twice() -> None:
    table = at("five-steps", "advise")
    for _ in range(2):
        table.write(FAY, "advice")
        assert bar(table).missing == ("each",)
        table.act(CAS, c.WishWay("advise", "again"))
        table.end("again")
        table.skip_to("advise")
    table.refusal(CAS, c.WishWay("advise", "again"))


@of("incident-apart")
def test_the_client_is_out_of_the_room_and_hears_the_advice_without_a_word() -> None:
    table = at("incident-apart", "apart")
    assert "left the room" in why(table, CAS, "advice")
    card = table.write(FAY, "advice")
    assert card not in {view.id for view in cards(table, CAS)}
    table.skip_to("round")
    assert why(table, CAS, "advice") == LISTENS
    assert why(table, BEN, "advice").startswith("It is somebody else’s turn.")


@of("incident-questions")
def test_all_questions_are_put_before_the_first_is_answered() -> None:
    table = at("incident-questions", "ask")
    question = table.write(FAY, "open-question")
    assert why(table, CAS, "reply", reply=question) == NOT_HERE
    assert question not in {card.id for card in cards(table, CAS)}
    table.act(ADA, c.Reveal())
    table.end(anyway=True)
    table.write(CAS, "reply", reply=question)
    assert why(table, FAY, "open-question") == NOT_HERE


@of("only-questions")
def test_nothing_but_questions_is_said_and_each_promises_it_first() -> None:
    table = at("only-questions")
    table.write(FAY, "promise")
    assert "Somebody else has to agree" in table.refusal(ADA, c.EndStep("promise", anyway=True)).sentence
    table = at("only-questions", "questions")
    for kind in ("story", "mirror", "affirmation", "insight"):
        assert why(table, BEN, kind) == NOT_HERE
    assert table.refusal(ADA, c.EndStep("questions", "mirror")).why == "forbidden"
    table.act(CAS, c.WishWay("questions", "mirror"))
    table.end("mirror")
    table.write(BEN, "mirror")


@of("questions-first")
def test_a_statement_without_a_question_is_refused_also_from_the_client_and_the_coach_says_nothing_of_the_case() -> (
    None
):
    table = at("questions-first")
    for seat in (BEN, CAS):
        assert "only answers a question" in why(table, seat, "statement")
    assert why(table, ADA, "statement", reply=table.write(FAY, "question")) == ANOTHER
    table.write(ADA, "intervention")


@of("reflecting-team")
def test_while_the_client_presents_only_the_client_speaks_and_the_end_of_the_time_is_the_end() -> None:
    table = at("reflecting-team", "present")
    assert why(table, FAY, "question") == LISTENS
    table.skip_to("reflect")
    assert why(table, CAS, "thought") == LISTENS
    table.now += timedelta(seconds=700)
    assert why(table, FAY, "thought").startswith("The time for this step is up")


@of("relationship-group")
def test_there_is_no_place_for_advice_and_the_client_may_come_back_in_knowingly() -> None:
    process = processes.process("relationship-group")
    assert not {"advice", "idea", "solution", "next-step"} & {kind.id for kind in process.kinds}
    table = at("relationship-group", "facts", 7)
    table.write(FAY, "question")
    assert why(table, FAY, "question") == "In this step each person gives at most {most} of these."
    table.skip_to("imagine")
    assert "hold back" in why(table, CAS, "word")


@of("six-phases")
def test_the_method_is_the_clients_choice_and_prescribes_how_the_others_speak() -> None:
    table = at("six-phases", "method")
    table.act(CAS, c.WishWay("method", "hypotheses"))
    table.end("hypotheses")
    assert why(table, CAS, "hypothesis") == LISTENS
    assert why(table, FAY, "advice") == NOT_HERE
    assert "opening words" in why(table, FAY, "hypothesis")
    table.write(FAY, "hypothesis", opened=True)


@of("six-stages")
def test_without_a_contract_nobody_goes_on_alone() -> None:
    table = at("six-stages", "contract")
    assert why(table, FAY, "contract") == ANOTHER
    assert "Somebody else has to agree" in table.refusal(ADA, c.EndStep("contract", anyway=True)).sentence
    table.write(CAS, "contract")
    table.end()
    assert why(table, CAS, "experience") == LISTENS


@of("star")
def test_one_short_contribution_each_strictly_in_turn_and_warnings_have_their_words() -> None:
    table = at("star", "warnings", 8)
    assert why(table, BEN, "warning", opened=True).startswith("It is somebody else’s turn.")
    assert "opening words" in why(table, FAY, "warning")
    table.write(FAY, "warning", opened=True)
    assert why(table, FAY, "warning", opened=True).startswith("It is somebody else’s turn.")
    table.act(BEN, c.EndTurn(BEN))


@of("stillness-and-mirror")
def test_in_stillness_nobody_says_a_word_and_each_then_mirrors() -> None:
    table = at("stillness-and-mirror", "stillness")
    assert why(table, FAY, "mirror") == NOT_HERE
    note = table.write(FAY, "note")
    assert note not in {card.id for card in cards(table, CAS)}
    table.skip_to("mirroring")
    assert "everybody says something" in table.refusal(FAY, c.EndTurn(FAY)).sentence
    assert "advice" not in {kind.id for kind in processes.process("stillness-and-mirror").kinds}


@of("ten-form")
def test_the_group_works_without_the_client_and_every_step_has_its_days() -> None:
    assert all(step.days for step in processes.process("ten-form").of("main"))
    table = at("ten-form", "perceive")
    assert why(table, CAS, "thought") == LISTENS
    table.write(ADA, "thought")
    table.skip_to("identify")
    assert why(table, CAS, "identification") == LISTENS


@of("ten-questions")
def test_questions_are_rated_before_they_are_answered() -> None:
    table = at("ten-questions", "ask")
    question = table.write(FAY, "written-question")
    table.act(ADA, c.Reveal())
    table.end(anyway=True)
    assert why(table, CAS, "reply", reply=question) == NOT_HERE
    assert table.refusal(BEN, c.MarkCard(question, "hot")).why == "forbidden"
    assert bar(table).missing == ("marks",)
    table.act(CAS, c.MarkCard(question, "hot"))
    table.end()
    table.write(CAS, "reply", reply=question)


@of("three-in-turn")
def test_the_client_turns_away_and_everybody_is_client_once() -> None:
    table = at("three-in-turn", "turned", seats=3)
    assert why(table, CAS, "idea") == LISTENS
    table.skip_to("valuable")
    table.end("turn", anyway=True)
    assert table.meeting.client(2) != CAS


@of("wise-circle")
def test_in_the_wise_circle_the_others_talk_among_themselves_until_the_client_turns_round() -> None:
    table = at("wise-circle", "consult")
    assert why(table, CAS, "idea") == LISTENS
    card = table.write(FAY, "idea")
    assert table.refusal(CAS, c.MarkCard(card, "keep")).why == "late"
    table.skip_to("response")
    table.act(CAS, c.MarkCard(card, "keep"))


@of("wise-crowd")
def test_the_middle_and_the_groups_around_work_in_turn() -> None:
    table = at("wise-crowd", "consult", seats=8)
    assert why(table, FAY, "idea") == LISTENS
    table.skip_to("satellites")
    card = table.write(FAY, "idea")
    others = [seat for seat in range(3, 9) if card not in {view.id for view in cards(table, seat)}]
    assert others
    table.skip_to("together")
    assert why(table, FAY, "idea") == NOT_HERE
    assert all(card in {view.id for view in cards(table, seat)} for seat in others)


# Covision holds the bar


def led_by_covision(id: str, step: str, seats: int = 5) -> Table:
    table = at(id, step, seats)
    table.act(ADA, c.ChooseHelp("hold"))
    return table


def goes_on(table: Table, *ready: int, present: tuple[int, ...] = (), quiet: int = 90) -> Command | None:
    """What Covision does now."""
    seats = frozenset(present or (seat.number for seat in table.meeting.people()))
    move = next_move(table.meeting, Attendance(seats, frozenset(ready), quiet), table.now)
    if move is not None:
        table.act(NOBODY, move)
    return move


def test_covision_waits_for_the_client_to_choose_a_method_and_then_goes_there() -> None:
    table = led_by_covision("six-phases", "method")
    table.act(BEN, c.WishWay("method", "headstand"))
    assert not isinstance(goes_on(table, FAY, BEN, EVE), c.EndStep)
    table.act(CAS, c.WishWay("method", "brainstorm"))
    assert goes_on(table, FAY, BEN, EVE) == c.EndStep("method", "brainstorm", ready=3)
    assert table.meeting.place() == (1, "brainstorm")


def test_covision_goes_the_way_of_the_group_only_if_more_than_half_wish_for_it() -> None:
    table = led_by_covision("questions-first", "consensus")
    table.act(BEN, c.WishWay("consensus", "on"))
    move = goes_on(table, FAY, BEN, EVE)
    assert isinstance(move, c.EndStep) and not move.then
    table = led_by_covision("questions-first", "consensus")
    for seat in (BEN, EVE, FAY):
        table.act(seat, c.WishWay("consensus", "on"))
    move = goes_on(table, FAY, BEN, EVE)
    assert isinstance(move, c.EndStep) and move.then == "on"


def test_covision_goes_round_again_only_as_often_as_the_process_allows() -> None:
    table = led_by_covision("star", "information", 8)
    for lap in (1, 2):
        for seat in range(1, 9):
            table.act(seat, c.WishWay("information", "again"))
        goes_on(table, *range(1, 9))
        assert (table.meeting.place(), table.meeting.lap()) == ((1, "information"), lap)
    table.refusal(FAY, c.WishWay("information", "again"))
    goes_on(table, *range(1, 9))
    assert table.meeting.place() == (1, "guesses")


def test_covision_passes_the_turn_of_somebody_who_is_gone_and_of_nobody_else() -> None:
    table = led_by_covision("star", "information", 8)
    assert not isinstance(goes_on(table, quiet=PAUSE), c.EndTurn)
    without_fay = tuple(seat for seat in range(1, 9) if seat != FAY)
    assert goes_on(table, present=without_fay, quiet=PAUSE - 1) is None
    assert goes_on(table, present=without_fay, quiet=PAUSE) == c.EndTurn(FAY)
    assert table.refusal(FAY, c.EndTurn(FAY)).sentence == "The turn has already gone on."


def test_covision_leaves_a_firm_rule_only_if_somebody_agrees() -> None:
    table = led_by_covision("six-stages", "contract")
    assert not isinstance(goes_on(table, FAY, BEN, EVE), c.EndStep)
    table.act(BEN, c.AgreeToGoOn("contract"))
    assert isinstance(goes_on(table, FAY, BEN, EVE), c.EndStep)
    assert table.meeting.place() == (1, "consult")


@pytest.mark.parametrize("id", [id for id in processes.live_ids() if not id.startswith("concept-")])
def test_covision_leads_through_every_process_of_the_library(id: str) -> None:
    """A group that is ready, and decides where it has to, comes to the end."""
    table = led_by_covision(id, "", max(5, processes.process(id).least))
    everybody = [seat.number for seat in table.meeting.people()]
    for _ in range(400):
        if table.meeting.closed:
            break
        step = table.meeting.step()
        if step.only_ways and not table.meeting.wishes:
            table.act(CAS, c.WishWay(step.id, step.ways[0].id))
        if step.firm == "hard" and BEN not in table.meeting.agreed:
            table.act(BEN, c.AgreeToGoOn(step.id))
        table.now += timedelta(seconds=30)
        goes_on(table, *everybody)
    assert table.meeting.closed
