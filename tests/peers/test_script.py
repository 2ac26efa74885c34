"""The written cases hold what peers need to play them."""

import pytest

from covision.engine.process import Process
from covision.languages import LANGUAGES
from covision.peers import casebook, script
from covision.peers.temperament import Temperament, temperament_of
from covision.processes import process

CASES = [(id, language) for id in casebook.case_ids() for language in LANGUAGES]


@pytest.mark.parametrize(("id", "language"), CASES)
def test_every_line_belongs_to_a_step_a_part_and_a_kind(id: str, language: str) -> None:
    case = script.case(id, language)
    methods: tuple[Process, ...] = (process(case.process), process("frame"))

    for step, role, kind in case.lines:
        method = next(method for method in methods if method.has_step(step))
        assert any(may.role == role and kind in may.kinds for may in method.step(step).may), (
            step,
            role,
            kind,
        )


@pytest.mark.parametrize(("id", "language"), CASES)
def test_every_line_fits_into_its_field(id: str, language: str) -> None:
    case = script.case(id, language)

    for (step, _, kind), lines in case.lines.items():
        method = next(
            candidate for candidate in (process(case.process), process("frame")) if candidate.has_step(step)
        )
        kind_of_line = method.kind(kind)
        assert kind_of_line is not None
        assert all(len(line.text) <= kind_of_line.limit for line in lines)


def test_a_larger_group_has_people_with_names_of_their_own() -> None:
    names = [member.name for member in script.case("calling-hour", "en").people(19)]

    assert len(set(names)) == 19


def test_a_guiding_question_is_known_by_its_text_whoever_the_client_is() -> None:
    words = script.PageWords(
        {}, {("concept-1", "vision"): (("What is it like?",), ("How do you,", ", feel?"))}
    )

    assert words.number("concept-1", "vision", "How do you, Jure , feel?") == 1
    assert words.number("concept-1", "vision", "Something else?") == -1


def test_a_brisk_person_is_faster_than_a_quiet_one() -> None:
    assert temperament_of("warm, brisk").types(200) < temperament_of("quiet, practical").types(200)
    assert temperament_of("") == Temperament()
