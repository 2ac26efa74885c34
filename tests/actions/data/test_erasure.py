"""Erased is erased: after a meeting or an account has gone, its words are in no file, sealed or not, and no key opens a copy."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, connections, models, router

from covision import journal, vault
from covision.actions.data import account_deletion
from covision.actions.meetings import meetings
from covision.actions.room.room import Room
from covision.models.contributions import Body
from covision.models.keys import MeetingKey
from covision.models.meetings import Meeting
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.disk import everything_on_disk
from tests.scenes.ended_meeting import GOAL, SOLUTION, STEP, Met, circle_of_four, ended

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(params=["TRUNCATE", "WAL"])
def met(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Met]:
    """On SQLite with and without a write-ahead log, whichever this version of it is given."""
    if connection.vendor == "postgresql" and request.param == "WAL":
        pytest.skip("PostgreSQL has one log")
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            options = connections[alias].settings_dict["OPTIONS"]
            monkeypatch.setitem(options, "init_command", f"PRAGMA journal_mode = {request.param}; {PRAGMAS}")
    connections.close_all()
    yield ended(circle_of_four(NOW))
    journal.close()
    connections.close_all()


PRAGMAS = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY"


def sealed(room: Room) -> list[bytes]:
    """A piece from the middle of each sealed text."""
    ciphertexts = Body.objects.filter(meeting_id=room.id).values_list("ciphertext", flat=True)
    return [bytes(box)[24:88] for box in ciphertexts]


def test_of_an_erased_meeting_no_byte_is_left_and_no_name_that_was_only_there(met: Met) -> None:
    room = met.room
    boxes, wrapped = sealed(room), bytes(MeetingKey.objects.get(meeting_id=room.id).wrapped)
    before = everything_on_disk()
    assert len(boxes) >= 5 and wrapped in before
    assert all(box in before for box in boxes)
    assert not any(words.encode() in before for words in (GOAL, SOLUTION, STEP))
    meetings.erase_meeting(Meeting.objects.get(pk=room.id))
    after = everything_on_disk()
    assert [
        after.where(piece) for piece in (*boxes, wrapped, room.public_id.encode()) if piece in after
    ] == []
    assert vault.MEETINGS.keys.open(room.id) is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no samples")
def test_the_planner_takes_no_samples_of_names_and_sealed_texts() -> None:
    wanted = {
        (table._meta.db_table, field.column)
        for table in apps.get_app_config("covision").get_models()
        if router.db_for_read(table) == "default"
        for field in table._meta.local_fields
        if isinstance(field, models.BinaryField) or field.name in {"name", "name_key", "email", "data"}
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0"
        )
        assert wanted - set(cursor.fetchall()) == set()


def test_of_a_deleted_account_no_byte_is_left(met: Met) -> None:
    cas = met.group.people["Cas"]
    Person.objects.filter(pk=cas.pk).update(email="quirinus@example.org")
    card_texts = [
        card.text.id for card in met.room.meeting.cards if card.seat == met.seats["Cas"] and card.text
    ]
    boxes = [
        bytes(box)[24:88]
        for box in Body.objects.filter(ref__in=card_texts).values_list("ciphertext", flat=True)
    ]
    before = everything_on_disk()
    assert b"quirinus" in before and boxes and all(box in before for box in boxes)
    account_deletion.delete_account(Person.objects.get(pk=cas.pk), "go", now=NOW)
    after = everything_on_disk()
    assert [after.where(piece) for piece in (b"quirinus", *boxes) if piece in after] == []
