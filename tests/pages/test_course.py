"""The course as data: complete and of one build in every language, short enough to be read, long enough to be worth it."""

import re

import pytest

from covision import processes
from covision.languages import LANGUAGES
from covision.pages import course
from covision.peers.casebook import case_ids

UNITS = [place.id for place in course.places()]


def shape(unit: course.Unit) -> list[object]:
    """What has to be the same in every language: the exercises, their answers, and the headings between paragraphs."""
    return [
        re.findall(r"<(h2|p|ul|ol|li)>", unit.body),
        [(exercise.id, len(exercise.options)) for exercise in unit.exercises],
        [(choice.right, len(choice.options)) for exercise in unit.exercises for choice in exercise.choices],
        [len(stop.ways) for exercise in unit.exercises for stop in exercise.stops],
    ]


@pytest.mark.parametrize("id", UNITS)
def test_a_unit_is_built_alike_in_every_language(id: str) -> None:
    english, german = (course.unit(id, language) for language in LANGUAGES)
    assert english.title != german.title
    assert shape(english) == shape(german)


@pytest.mark.parametrize("id", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_can_be_read_in_a_few_minutes(id: str, language: str) -> None:
    unit = course.unit(id, language)
    assert 400 < len(f"{unit.lead} {unit.body}".split()) < 700
    assert "<h1" not in unit.body
    assert unit.body.count("<h2>") >= 3


@pytest.mark.parametrize("place", course.places(), ids=UNITS)
def test_every_unit_has_something_to_do(place: course.UnitPlace) -> None:
    exercises = course.unit(place.id, "en").exercises
    assert tuple(exercise.id for exercise in exercises) == place.exercises != ()
    for exercise in exercises:
        assert bool(exercise.choices) != bool(exercise.stops)
        assert all(0 <= choice.right < len(exercise.options_of(choice)) for choice in exercise.choices)
        assert all(len(stop.ways) >= 2 for stop in exercise.stops)


def test_where_a_unit_leads_on_to_a_rehearsal_there_is_such_a_case_and_role() -> None:
    leading = [place.rehearse for place in course.places() if place.rehearse]
    assert len(leading) >= 3
    for rehearse in leading:
        assert rehearse.case in case_ids()
        assert any(processes.process(id).role(rehearse.role) for id in processes.live_ids())


def test_units_follow_one_another_week_by_week() -> None:
    weeks = [place.week for place in course.places()]
    assert weeks == sorted(weeks)
    assert set(weeks) == {1, 2, 3}
    assert [place.id for place in map(course.after, UNITS) if place] == UNITS[1:]
