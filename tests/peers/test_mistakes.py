"""What a case lets go wrong, and what brings a group back; played at a table with a clock of its own."""

import pytest

from tests.scenes.rehearsal import Story


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_client_who_complains_is_calmed_by_a_summary(language: str) -> None:
    doris = Story("new-software", "facilitator", language)
    complaints = doris.case.mistakes[0]
    doris.facilitates("problem")
    doris.do("send-question", question="problem.q1")
    doris.hears(complaints.says[0])

    doris.do("write", kind="summary", text="I hear that you miss the families.")
    doris.do("send-question", question="problem.q2")

    doris.hears(complaints.then[0])


def test_a_client_who_complains_goes_on_complaining_where_nobody_listens() -> None:
    doris = Story("new-software", "facilitator")
    says = doris.case.mistakes[0].says
    doris.facilitates("problem")
    for question in ("problem.q1", "problem.q3", "problem.q4"):
        doris.do("send-question", question=question)
    doris.hears(says[2])

    assert not doris.texts("sentence")


def test_asking_for_a_wish_turns_the_complaint() -> None:
    doris = Story("new-software", "facilitator")
    doris.facilitates("problem")
    doris.do("write", kind="question", text="What would you like instead?")

    doris.hears(doris.case.mistakes[0].then[0])


def test_a_question_of_ones_own_gets_an_answer_that_fits_its_kind() -> None:
    jure = Story("not-today", "facilitator")
    jure.facilitates("problem")
    jure.do("write", kind="question", text="How do you feel before you dial?")

    jure.hears(jure.case.heard["client", "feelings"][0])


def test_a_rude_question_is_answered_as_people_answer_it() -> None:
    pia = Story("monday-chair", "facilitator")
    pia.facilitates("problem")
    pia.do("write", kind="question", text="Why are you so stupid?")

    pia.hears("Ouch. I would rather not answer that. Could you ask it differently?")


def test_a_reminder_of_the_step_parks_early_advice() -> None:
    rolf = Story("monday-chair", "facilitator")
    early = rolf.case.mistakes[0]
    rolf.facilitates("resources")
    rolf.hears(early.says[0])
    assert early.says[0] in rolf.texts("resource")

    rolf.do("write", kind="summary", text="No ideas yet, please. Let us stay with the strengths.")
    rolf.hears(early.then[0])

    assert early.says[0] not in rolf.texts("resource")
    assert early.says[0] in rolf.texts("parked")


def test_a_facilitator_who_talks_falls_silent_when_asked_for_room() -> None:
    andrej = Story("all-the-answers", "client")
    talk = andrej.case.mistakes[0]
    andrej.table.anybody.style = "leading"
    andrej.hears(talk.says[0])
    question = next(card for card in andrej.cards("question"))

    andrej.do("write", kind="answer", reply=question.id, text="May I finish my thought, please?")
    andrej.hears(talk.then[0])
    andrej.goes_on(3)

    assert talk.says[2] not in andrej.texts()


def test_who_says_nothing_says_something_when_asked() -> None:
    library = Story("quiet-hour", "facilitator")
    library.facilitates("problem")
    oskar = library.table.room.names
    seat = next(number for number, name in oskar.items() if name == "Oskar")
    library.goes_on(0.5)
    assert not [card for card in library.cards() if card.seat == seat and card.round]

    library.do("write", kind="summary", text="We have not heard from everybody yet.")
    library.goes_on(3)

    assert [card for card in library.cards("facet") if card.seat == seat]


def test_somebody_passes_and_the_group_goes_on_with_another_problem() -> None:
    hedda = Story("not-today", "advisor")
    hedda.until("cast")
    chosen = hedda.room.meeting.rounds[0].case
    card = hedda.room.meeting.card(chosen)

    assert card is not None
    assert hedda.room.names[card.seat] == "Hedda"
    assert hedda.room.meeting.rounds[0].passed


def test_a_group_that_is_its_own_case_takes_the_way_to_other_help() -> None:
    team = Story("the-handover", "worker")
    team.until("plans")

    steps = [visit.step for visit in team.room.meeting.visits]
    assert steps[-4:] == ["cast", "problem", "cast", "plans"]
    assert team.case.mistakes[0].then[0] in team.texts("facet")
