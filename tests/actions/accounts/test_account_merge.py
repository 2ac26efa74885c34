"""A guest who turns out to have an account: the account has everything, and nothing twice."""

import pytest
from django.db import models, transaction

from covision.actions.accounts.account_merge import keep_places
from covision.models.circles import Circle, Membership
from covision.models.logins import Login
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from covision.models.rehearsals import Rehearsal
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default"])


@pytest.fixture
def fay() -> Person:
    return Person.objects.create(email="fay@example.org", joined=NOW.date())


@pytest.fixture
def guest() -> Person:
    return Person.objects.create(joined=NOW.date())


def sit(person: Person, meeting: Meeting, number: int, name: str) -> Seat:
    return Seat.objects.create(meeting=meeting, number=number, person=person, name=name, name_key=name)


def keep(guest: Person, account: Person) -> None:
    with transaction.atomic():
        keep_places(guest, account)


def test_circles_seats_and_rehearsals_come_along_and_the_guest_goes(fay, guest):
    circle, meeting = Circle.objects.create(name="Tuesday", created=NOW), Meeting.objects.create(created=NOW)
    Membership.objects.create(circle=circle, person=guest, since=NOW)
    Rehearsal.objects.create(meeting=meeting, case_id="c", seed=1, role="advisor", person=guest)
    sit(guest, meeting, 1, "Fay")
    keep(guest, fay)
    assert list(Person.objects.all()) == [fay]
    assert (fay.memberships.count(), fay.seats.count(), fay.rehearsals.count()) == (1, 1, 1)


def test_who_is_a_member_already_is_not_a_member_twice(fay, guest):
    circle = Circle.objects.create(name="Tuesday", created=NOW)
    for person in (fay, guest):
        Membership.objects.create(circle=circle, person=person, since=NOW)
    keep(guest, fay)
    assert [membership.person for membership in Membership.objects.all()] == [fay]
    assert list(Person.objects.all()) == [fay]


def test_a_second_seat_keeps_its_name_and_nobody_can_come_back_as_the_guest(fay, guest):
    meeting = Meeting.objects.create(created=NOW)
    sit(fay, meeting, 1, "Fay")
    sit(guest, meeting, 2, "Fay on the phone")
    Login.objects.create(key_hash="a", data=b"", person=guest, expires=NOW)
    keep(guest, fay)
    assert [(seat.name, seat.person) for seat in Seat.objects.order_by("number")] == [
        ("Fay", fay),
        ("Fay on the phone", guest),
    ]
    assert Login.objects.count() == 0


def test_no_table_that_speaks_of_people_is_forgotten(fay, guest):
    """Whatever points to a person is either handed on or cannot be left behind: nothing refuses the guest's end."""
    pointing = [field for field in Person._meta.get_fields(include_hidden=True) if field.auto_created]
    assert len(pointing) >= 6
    assert all(isinstance(field, models.ManyToOneRel) for field in pointing if not field.concrete)
    keep(guest, fay)
    assert list(Person.objects.all()) == [fay]
