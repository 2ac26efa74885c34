"""Answers given at home to the questions of a process: sealed with the case, offered to their author alone."""

import pytest

from covision import processes
from covision.actions.cases import cases
from covision.actions.room import case_answers, rooms, scenes
from covision.actions.room.case_answers import Answers
from covision.actions.room.room import Room
from covision.actions.shared.wording import Wording
from covision.engine.refusals import Refused
from covision.rendering import Reader, regions
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.prepared_cases import TAGS, TEXT, do, go_on, met
from tests.vault.test_cases import stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

WISH, PROCESS = "That calls end with a goodbye.", "stillness-and-mirror"
FAY, CAS, ADA = 1, 2, 3


@pytest.fixture(autouse=True)
def _closed() -> None:
    rooms.close_rooms()


def answered(group: LastingCircle) -> None:
    """Cas has a case in the pool and has answered a question of a process beside it."""
    answers = Answers(PROCESS, (("wish", WISH),))
    case = cases.prepare(Wording(TEXT, TAGS, "en"), {}, answers, by=group.people["Cas"], now=NOW)
    cases.share(case, group.inside("Cas"), now=NOW)


def begun(process: str = PROCESS) -> tuple[LastingCircle, Room]:
    """The circle works on the case of Cas, by this process."""
    group = of_four()
    answered(group)
    room = met(group, "Fay", "Cas", "Ada", "Ben")
    go_on(room)
    do(room, CAS, "bring-case", case=seen(room, CAS).partition('name="case" value="')[2].partition('"')[0])
    do(room, FAY, "reveal")
    go_on(room)
    do(room, FAY, "propose-case", card=room.meeting.cards[0].id)
    do(room, CAS, "accept-case")
    go_on(room)
    do(room, CAS, "pick-process", process=process)
    do(room, ADA, "take-role", role=processes.process(process).steers())
    go_on(room)
    return group, room


def seen(room: Room, seat: int) -> str:
    scene = scenes.scene(room, seat, "", scenes.presence(room, NOW))
    return "".join(regions(scene, Reader(room, "en")).values())


def test_answers_are_sealed_with_the_case_and_go_with_it() -> None:
    group = of_four()
    answered(group)
    assert WISH.encode() not in stored()
    (case, _), *_ = cases.cases_of(group.people["Cas"])
    assert case_answers.read(case.pk) == Answers(PROCESS, (("wish", WISH),))
    cases.delete(case)
    assert case_answers.read(case.pk) == case_answers.NOTHING


def test_nothing_is_shown_before_the_round_begins_and_then_only_to_the_author() -> None:
    group = of_four()
    answered(group)
    room = met(group, "Fay", "Cas", "Ada", "Ben")
    go_on(room)
    assert TEXT in seen(room, CAS) and WISH not in seen(room, CAS)
    room = begun()[1]
    composer = scenes.scene(room, CAS, "", scenes.presence(room, NOW)).composer
    assert composer is not None and composer.forms[0].kind == "wish"
    assert WISH in seen(room, CAS)
    assert [WISH in seen(room, seat) for seat in (FAY, ADA, 4)] == [False] * 3


def test_the_author_sends_what_was_written_at_home_and_is_not_offered_it_again() -> None:
    room = begun()[1]
    do(room, CAS, "write", kind="wish", text="That calls end well.")
    assert WISH not in seen(room, CAS)
    assert "That calls end well." in seen(room, ADA)


def test_whoever_leads_back_to_another_process_takes_the_answers_off_the_page() -> None:
    room = begun()[1]
    do(room, room.meeting.holder, "go-back", step=room.meeting.place()[1])
    do(room, CAS, "pick-process", process="ten-questions")
    do(room, ADA, "take-role", role="facilitator")
    go_on(room)
    assert room.meeting.step().id == "sketch"
    assert WISH not in seen(room, CAS) and room.answers == {}


def test_answers_to_another_process_are_not_offered() -> None:
    assert WISH not in seen(begun("ten-questions")[1], CAS)


def test_a_room_that_is_opened_anew_offers_them_again_and_one_whose_round_is_over_does_not() -> None:
    room = begun()[1]
    rooms.close_rooms()
    again = rooms.open_room(room.public_id)
    assert WISH in seen(again, CAS)
    while again.meeting.step().macro == "main":
        go_on(again)
    assert again.answers == {}


def test_an_answer_is_no_longer_than_a_contribution_can_be() -> None:
    with pytest.raises(Refused) as refused:
        case_answers.check(PROCESS, {"wish": "x" * 401})
    assert refused.value.words["field"] == "answer.wish"
    assert case_answers.check("nothing", {"wish": "x"}) == case_answers.NOTHING
    assert case_answers.check(PROCESS, {"wish": "  ", "story": "x"}) == case_answers.NOTHING
