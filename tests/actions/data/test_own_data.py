"""Everything of somebody's own, and nothing of others'."""

import pytest

from covision.actions.accounts.account_merge import tables_of_people
from covision.actions.cases import cases, turns
from covision.actions.data import own_data
from covision.actions.learning.learning import finish_unit
from covision.actions.room import rooms
from covision.actions.room.case_answers import Answers
from covision.actions.shared.wording import Wording
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.kept_meetings import PARKED, PROBLEM_TEXT, at_work, say
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.planned_meetings import fixed
from tests.scenes.prepared_cases import TAGS, TEXT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    rooms.close_rooms()
    return of_four()


def gathered(person: Person) -> dict[str, list[own_data.Entry]]:
    return {chapter.key: list(entries) for chapter, entries in own_data.chapters(person, "en")}


def test_what_somebody_wrote_learned_and_agreed_to_is_there(group):
    room = at_work(group, "Cas", "Ada", "Ben")
    say(room, 4, "write", kind="parked", text=PARKED)
    finish_unit("listening", by=group.people["Ben"], now=NOW)
    chapters = gathered(group.people["Ben"])
    assert [entry["text"] for entry in chapters["contributions"]] == [PARKED]
    assert chapters["units"] == [{"unit": "listening", "day": "2026-03-02"}]
    assert [entry["version"] for entry in chapters["accepted"]] == [1]
    assert {"account", "circles", "meetings"} <= chapters.keys()


def test_what_she_says_beforehand_of_a_planned_meeting_is_there(group):
    turns.answer_part(group.inside("Ada"), "facilitator", "would", fixed(group))
    turns.answer_part(group.inside("Ada"), "observer", "rather-not")
    planned, next_time = gathered(group.people["Ada"])["turns"]
    assert (planned["role"], planned["stand"], planned["day"]) == ("facilitator", "would", "2026-03-10")
    assert (next_time["stand"], next_time["day"]) == ("rather not", "")


def test_nothing_that_others_wrote_is_there(group):
    room = at_work(group, "Cas", "Ada", "Ben")
    say(room, 4, "write", kind="parked", text=PARKED)
    assert PROBLEM_TEXT in str(gathered(group.people["Cas"]))
    assert PARKED not in str(gathered(group.people["Cas"]))
    assert PROBLEM_TEXT not in str(gathered(group.people["Ben"]))


def test_every_table_that_points_to_people_is_in_a_chapter():
    tables = {table for chapter in own_data.CHAPTERS for table in chapter.tables}
    assert {table.__name__ for table, _ in tables_of_people()} <= {table.__name__ for table in tables}


def test_every_field_has_a_name_for_people(group):
    at_work(group, "Cas", "Ada", "Ben")
    answers = Answers("stillness-and-mirror", (("wish", "That calls end with a goodbye."),))
    cases.prepare(Wording(TEXT, TAGS, "en"), {}, answers, by=group.people["Cas"], now=NOW)
    assert gathered(group.people["Cas"])["cases"][0]["answers"] == "That calls end with a goodbye."
    keys = {key for entries in gathered(group.people["Cas"]).values() for entry in entries for key in entry}
    assert len(keys) > 8
    assert keys <= own_data.LABELS.keys()
