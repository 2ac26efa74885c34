"""The database refuses by itself what must never be, and is set up so that nothing acknowledged is lost."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connections
from django.db.models import Model

from covision.engine.names import name_key
from covision.models.circles import Circle, Membership
from covision.models.database import DirectoryInUse, hold_alone
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def person() -> Person:
    return Person.objects.create(joined=NOW.date())


def seat(meeting: int, number: int, who: Person, name: str) -> Model:
    return Seat.objects.create(
        meeting_id=meeting, number=number, person=who, name=name, name_key=name_key(name)
    )


def test_two_people_never_share_a_seat_or_a_look_alike_name(meeting):
    ada = person()
    seat(meeting, 1, ada, "Ada")
    for number, who, name in [(1, person(), "Ben"), (2, ada, "Ben"), (2, person(), "АDА")]:
        with pytest.raises(IntegrityError):
            seat(meeting, number, who, name)
    seat(meeting, 2, person(), "Ben")


def test_who_left_a_circle_may_come_again_but_nobody_is_in_it_twice():
    circle, ada = Circle.objects.create(name="Tuesday", created=NOW), person()
    first = Membership.objects.create(circle=circle, person=ada, since=NOW)
    with pytest.raises(IntegrityError):
        Membership.objects.create(circle=circle, person=ada, since=NOW)
    Membership.objects.filter(pk=first.pk).update(until=NOW)
    Membership.objects.create(circle=circle, person=ada, since=NOW)
    assert Membership.objects.filter(circle=circle, until=None).count() == 1


def test_a_meeting_is_of_a_known_kind():
    with pytest.raises(IntegrityError):
        Meeting.objects.create(created=NOW, kind="party")
    assert len(Meeting.objects.create(created=NOW).public_id) == 22


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_what_is_acknowledged_is_on_the_disk_and_what_is_deleted_is_overwritten(alias):
    if connections[alias].vendor == "postgresql":
        wanted = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
        ask = "SHOW {}"
    else:
        wanted = {
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "temp_store": 2,
        }
        ask = "PRAGMA {}"
    with connections[alias].cursor() as cursor:
        pragmas = {name: cursor.execute(ask.format(name)).fetchone()[0] for name in wanted}
    assert pragmas == wanted


def test_a_second_server_on_the_same_directory_is_told_what_to_do(tmp_path: Path):
    first = hold_alone(tmp_path)
    with pytest.raises(DirectoryInUse, match="COVISION_DATA"):
        hold_alone(tmp_path)
    first.close()
    hold_alone(tmp_path).close()
