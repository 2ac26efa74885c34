"""The archive shows what has been and may still be read; words are found in that, and nowhere else."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from covision.actions.circles import circles, membership
from covision.actions.meetings import archive
from covision.actions.room import rooms
from covision.engine.refusals import Refused
from covision.models.circles import Circle, Membership
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.kept_meetings import PARKED, PROBLEM_TEXT, at_work, begun, ended, say
from tests.scenes.lasting_circle import LastingCircle, of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    rooms.close_rooms()
    return of_four()


def texts_found(group: LastingCircle, who: str, words: str) -> list[str]:
    return [hit.passage.text for hit in archive.search(group.inside(who), words).hits]


def test_who_was_there_and_what_was_done_is_known_to_all_members(group):
    ended(at_work(group, "Cas", "Ada"))
    [past] = archive.archive(group.inside("Ben"), 1).meetings
    assert past.people == ("Fay", "Cas", "Ada")
    assert [(round.process, round.sheet) for round in past.rounds] == [("concept-1", False)]
    assert (past.attended, past.may_enter) == (False, False)


def test_the_client_alone_is_led_to_the_sheet(group):
    ended(at_work(group, "Cas", "Ada", "Ben"))
    sheets = {
        who: archive.archive(group.inside(who), 1).meetings[0].rounds[0].sheet
        for who in group.people
        if who != "Oz"
    }
    assert sheets == {"Fay": False, "Cas": True, "Ada": False, "Ben": False}


def test_whoever_has_left_is_a_former_member_and_a_meeting_under_way_is_not_past(group):
    ended(at_work(group, "Cas", "Ada", "Ben"))
    begun(group)
    circles.leave(group.inside("Ben"), now=NOW)
    [past] = archive.archive(group.inside("Fay"), 1).meetings
    assert (past.people, past.former, past.guests) == (("Fay", "Cas", "Ada"), 1, 0)


def test_words_are_found_by_those_who_were_there(group):
    ended(at_work(group, "Cas", "Ada"))
    assert texts_found(group, "Fay", "LONG night") == [PROBLEM_TEXT]
    assert texts_found(group, "Ben", "long night") == []
    assert texts_found(group, "Fay", "long morning") == []


def test_a_parked_thought_is_found_by_its_author_only(group):
    room = at_work(group, "Cas", "Ada", "Ben")
    say(room, 4, "write", kind="parked", text=PARKED)
    ended(room)
    assert texts_found(group, "Ben", "nobody has seen") == [PARKED]
    assert texts_found(group, "Fay", "nobody has seen") == []


def test_the_words_found_are_marked_where_they_stand(group):
    ended(at_work(group, "Cas", "Ada"))
    [hit] = archive.search(group.inside("Cas"), "night").hits
    assert hit.pieces == (("The long list keeps me awake at ", False), ("night", True), (".", False))


def test_the_agreement_is_looked_through_too(group):
    assert any("written" in text for text in texts_found(group, "Fay", "written"))


@pytest.mark.parametrize("typed", ["", "a", "x" * 81, "one two three four five six seven"])
def test_too_little_and_too_much_is_not_looked_for(group, typed):
    with pytest.raises(Refused):
        archive.search(group.inside("Fay"), typed)


def asked(do) -> int:
    rooms.close_rooms()
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["keys"]) as second,
    ):
        do()
    return len(first) + len(second)


def test_a_thousand_meetings_and_members_ask_the_database_no_more_often(group):
    few, many = [asked_for(group, number) for number in (10, 1000)]
    assert few == many
    assert membership.members(group.circle).count() > 1000


def asked_for(group: LastingCircle, more: int) -> tuple[int, int]:
    fill(group.circle, more)
    ended(at_work(group, "Cas", "Ada"))
    looked = asked(lambda: archive.archive(group.inside("Fay"), 1))
    return looked, asked(lambda: archive.search(group.inside("Fay"), "night"))


def fill(circle: Circle, number: int) -> None:
    people = Person.objects.bulk_create([Person(joined=NOW.date()) for _ in range(number)])
    Membership.objects.bulk_create(
        [
            Membership(
                circle=circle, person=person, since=NOW, name=f"M {person.pk}", name_key=f"m {person.pk}"
            )
            for person in people
        ]
    )
    meetings = Meeting.objects.bulk_create([Meeting(circle=circle, created=NOW, ended=NOW) for _ in people])
    Seat.objects.bulk_create(
        [Seat(meeting=person, number=1, person=people[0], name="M", name_key="m") for person in meetings]
    )
