"""A process told in one language: whole, in order, and in plain words."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from covision import processes
from covision.engine.process import Kind, May, Process, Role, Step
from covision.kit.describe import describe, describe_parts
from covision.kit.picture import picture
from covision.kit.words import ProcessWords
from covision.languages import LANGUAGES

EVERY = [(id, language) for id in processes.live_ids() for language in LANGUAGES]


@pytest.mark.parametrize(("id", "language"), EVERY)
def test_every_step_of_a_meeting_is_told_in_its_order(id: str, language: str) -> None:
    process, frame = processes.process(id), processes.frame()
    path = [*frame.of("initial"), *process.of("main"), *frame.of("final")]
    document = describe(id, language)
    assert [step.id for step in document.steps] == [step.id for step in path]
    assert all(step.title and step.purpose for step in document.steps)
    assert [step.number for step in document.round] == list(range(1, len(process.of("main")) + 1))


@pytest.mark.parametrize(("id", "language"), EVERY)
def test_no_placeholder_is_left_to_print(id: str, language: str) -> None:
    assert "{" not in repr(describe(id, language)).replace("{}", "")


def test_the_clock_of_the_script_runs_from_the_beginning_of_the_meeting() -> None:
    document = describe("concept-1", "en")
    assert [step.start for step in document.steps][:6] == [0, 3, 8, 12, 15, 20]
    assert document.meeting_minutes == document.minutes + 25


def test_roles_are_told_with_their_numbers_and_tasks() -> None:
    client, facilitator, advisor, observer, recorder = describe("concept-1", "en").roles
    assert (client.count, advisor.count) == ("1 person", "everybody else, at least 3 people")
    assert "decides what is of use" in client.about[0]
    assert "not a rank" in facilitator.about[0]
    assert "is not counted" in observer.about[0]
    assert recorder.about == ("Can be taken on beside: Advisor, Facilitator.",)


def test_silence_and_points_are_rules_in_plain_words() -> None:
    steps = {step.id: step for step in describe("concept-2", "de").round}
    assert any("aufgedeckt" in rule for rule in steps["resources"].rules)
    assert any("3 Punkte" in rule and "gleichzeitig" in rule for rule in steps["solutions"].rules)


def test_worksheets_have_room_for_what_is_written_and_none_for_what_is_said() -> None:
    steps = {step.id: step for step in describe("concept-1", "en").round}
    assert [box.label for box in steps["problem"].boxes] == [
        "The problem in one sentence",
        "How do you feel about it right now?",
        "Park an idea",
    ]
    assert [box.private for box in steps["problem"].boxes] == [False, True, True]
    assert all(box.dated for box in steps["next"].boxes[:1])


def test_what_is_read_at_the_end_has_a_sheet_of_its_own() -> None:
    assert [box.label for box in describe("concept-1", "en").last_notes] == ["Note an observation"]


def test_a_process_with_hardly_any_words_is_told_all_the_same() -> None:
    bare = Process(
        "bare",
        1,
        roles=(Role("talker", least=2, most=4),),
        kinds=(Kind("thing"),),
        steps=(Step("talk", "main", 1, may=(May("talker", ("thing", "unknown")),)),),
    )
    document = describe_parts(
        bare, ProcessWords({"title": "Bare"}), processes.frame(), ProcessWords({}), "en"
    )
    assert document.title == "Bare"
    assert document.round[0].time == "as long as it takes"
    assert document.roles[0].count == "2 to 4 people"


def test_long_steps_have_long_stretches_and_short_ones_room_for_their_number() -> None:
    drawn = picture((("problem", 1), ("change", 60), ("change", 0), ("solution", 30)))
    widths = [stretch.points[-1][0] - stretch.points[0][0] for stretch in drawn.stretches]
    assert widths[1] > widths[3] > widths[0] > 10
    assert [stretch.field for stretch in drawn.landmarks] == ["problem", "change", "solution"]
    assert all(0 <= y <= drawn.high for stretch in drawn.stretches for _x, y in stretch.points)
    assert picture(()).stretches == ()


def test_many_numbers_stand_side_by_side_without_touching() -> None:
    for many in (1, 8, 15, 30, 60):
        drawn = picture(tuple(("change", minutes) for minutes in ([5, 40] * 30)[:many]))
        at = [stretch.station for stretch in drawn.stretches]
        assert all(dist(left, right) > 2 * drawn.radius for left, right in pairwise(at))
        assert drawn.radius > 0


def test_the_card_of_a_role_says_once_what_many_steps_ask_of_it() -> None:
    told_of = {role.id: role.card for role in describe("six-phases", "en").roles}
    assert [stay.numbers for stay in told_of["secretary"]] == ["5–14"]
    pool = next(stay for stay in told_of["client"] if "–" in stay.numbers)
    assert pool.time.endswith("if chosen")
    assert pool.title.count("·") == 9


def test_told_again_it_is_the_same() -> None:
    assert describe("concept-1", "de") is describe("concept-1", "de")
    assert replace(describe("concept-1", "de"), language="en") != describe("concept-1", "de")


def rules_in(id: str, step: str, language: str = "en") -> tuple[str, ...]:
    return next(
        described_step.rules for described_step in describe(id, language).steps if described_step.id == step
    )


def test_who_listens_who_is_away_who_works_with_whom_and_who_decides_is_told_in_plain_words() -> None:
    assert rules_in("incident-apart", "apart") == (
        "Out of the room: Presenter.",
        "In small groups of about 3: Advisor. Afterwards all see what came of it.",
    )
    assert rules_in("star", "warnings") == ("One after the other, once around the circle.", "You may pass.")
    assert "Everybody says something." in rules_in("stillness-and-mirror", "mirroring")
    assert "Once the time is up, nothing more is added." in rules_in("reflecting-team", "reflect")
    assert "Possible from here: “Not helped yet: ask and advise once more”. Decides: Client." in rules_in(
        "five-steps", "advise"
    )
    assert "One from each group: What our group brings back." in rules_in("wise-crowd", "satellites")
    assert any("under a heading" in rule for rule in rules_in("wise-crowd", "together"))


def test_what_can_be_written_at_home_and_who_is_proposed_is_told() -> None:
    assert any(
        rule.startswith("Whoever brings the case can write at home: ")
        for rule in describe("stillness-and-mirror", "en").rules
    )
    (secretary,) = (role for role in describe("six-phases", "de").roles if role.id == "secretary")
    assert any("am längsten nicht" in sentence for sentence in secretary.about)
