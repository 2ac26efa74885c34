"""Somebody deletes her account: her name and what is hers alone is nowhere any more, and others keep what is theirs."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from covision.actions.circles import membership
from covision.actions.data import account_deletion
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.models.circles import Circle
from covision.models.logins import Login
from covision.models.meetings import Meeting
from covision.models.people import Person
from covision.rendering import Reader
from tests.conftest import HOME, NOW
from tests.scenes.kept_meetings import PARKED, PROBLEM_TEXT, at_work, begun, say
from tests.scenes.lasting_circle import LastingCircle, founded, join, of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    rooms.close_rooms()
    group = of_four()
    join(group, "Zebedee")
    Person.objects.filter(pk=group.people["Zebedee"].pk).update(email="zebedee@example.org", name="Zebedee")
    return group


def go(group: LastingCircle, who: str, shared: account_deletion.Texts = "stay") -> None:
    account_deletion.delete_account(Person.objects.get(pk=group.people[who].pk), shared, now=NOW)


def texts_of(room: Room) -> set[str]:
    rooms.close_rooms()
    return set(rooms.open_room(room.public_id).texts.values())


def test_others_keep_their_texts_and_the_name_is_a_former_members(group):
    room = at_work(group, "Cas", "Ada", "Zebedee")
    say(room, 4, "write", kind="parked", text=PARKED)
    go(group, "Zebedee")
    assert Reader(rooms.open_room(room.public_id), "en").name(4) == "a former member"
    assert texts_of(room) == {PROBLEM_TEXT}
    assert [member.name for member in membership.members(group.circle)] == ["Fay", "Cas", "Ada", "Ben"]


def test_what_was_shared_stays_unless_its_author_wants_it_gone(group):
    stays, goes = at_work(group, "Cas", "Ada"), at_work(group, "Ben", "Ada")
    go(group, "Cas", "stay")
    go(group, "Ben", "go")
    assert (texts_of(stays), texts_of(goes)) == ({PROBLEM_TEXT}, set())


def test_the_room_closes_for_whoever_goes_and_no_login_is_left(group):
    room = begun(group, "Zebedee")
    Login.objects.create(key_hash="a", data=b"", person=group.people["Zebedee"], expires=NOW)
    go(group, "Zebedee")
    assert room.meeting.standing(2) == "removed"
    assert not Login.objects.exists()
    assert not Person.objects.filter(email="zebedee@example.org").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it looks into the files of SQLite")
def test_no_byte_of_name_address_and_unshared_text_is_on_the_disk(group):
    room = at_work(group, "Cas", "Ada", "Zebedee")
    say(room, 4, "write", kind="parked", text=PARKED)
    assert "Zebedee" in on_disk() and "zebedee@example.org" in on_disk()
    rows = bodies(room)
    go(group, "Zebedee")
    assert "ebedee" not in on_disk()
    assert bodies(room) == rows - 1


def on_disk() -> str:
    connection.close()
    files = [file for file in Path(HOME).rglob("*") if file.is_file() and "static" not in file.parts]
    return "".join(file.read_bytes().decode("latin-1") for file in files)


def bodies(room: Room) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM covision_body WHERE meeting_id = %s", [room.id])
        return int(cursor.fetchone()[0])


def test_with_the_last_member_goes_the_circle_and_what_was_written_there():
    rooms.close_rooms()
    group = founded()
    begun(group)
    go(group, "Fay")
    assert Circle.objects.get().dissolved is not None
    assert not Meeting.objects.exists()


def test_a_person_of_whom_nothing_is_left_is_dropped_in_time(group):
    go(group, "Zebedee")
    nameless = group.people["Zebedee"].pk
    account_deletion.forget_the_nameless(NOW + timedelta(days=5))
    assert Person.objects.filter(pk=nameless).exists()  # the consent is kept for a year
    group.people["Zebedee"].memberships.all().delete()
    account_deletion.forget_the_nameless(NOW + timedelta(days=5))
    assert not Person.objects.filter(pk=nameless).exists()
    assert Person.objects.filter(pk=group.people["Fay"].pk).exists()
