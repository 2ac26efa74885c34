"""Every meeting has its own key, in its own store, and goes with it."""

import sqlite3

import pytest
from django.db import connection, connections, transaction

from covision.models.contributions import Body
from covision.models.keys import MeetingKey
from covision.models.meetings import Meeting
from covision.models.rows import insert_all
from covision.vault import MEETINGS, seal
from covision.vault.keys import KeyLost, _kek
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def keep(meeting: int, *refs: str) -> bytes:
    key = MEETINGS.keys.open(meeting)
    assert key is not None
    with connection.cursor() as cursor:
        insert_all(cursor, [seal(key, meeting, ref, "case", 2, f"what {ref} says") for ref in refs])
    return key


def test_two_meetings_have_different_keys(meeting):
    other = Meeting.objects.create(created=NOW).pk
    assert MEETINGS.keys.create(other) == MEETINGS.keys.open(other)
    assert MEETINGS.keys.open(other) != MEETINGS.keys.open(meeting)


def test_another_meetings_key_opens_nothing(meeting):
    key = keep(meeting, "ref-1")
    other = MEETINGS.keys.create(Meeting.objects.create(created=NOW).pk)
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {"ref-1": "what ref-1 says"}
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], other) == {}


def test_keys_are_kept_in_their_own_file_and_wrapped(meeting):
    key = MEETINGS.keys.open(meeting)
    assert key is not None
    assert connections["keys"].settings_dict["NAME"] != connections["default"].settings_dict["NAME"]
    assert "covision_meetingkey" not in connections["default"].introspection.table_names()
    with sqlite3.connect(connections["keys"].settings_dict["NAME"]) as store:
        (wrapped,) = store.execute("SELECT wrapped FROM covision_meetingkey").fetchone()
    assert len(wrapped) == 40
    assert key not in wrapped


def test_an_erased_meeting_cannot_be_opened(meeting):
    key = keep(meeting, "ref-1", "ref-2")
    MEETINGS.erase([meeting])
    assert MEETINGS.keys.open(meeting) is None
    assert Body.objects.count() == 0
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {}


def test_an_erased_text_leaves_the_others(meeting):
    key = keep(meeting, "ref-1", "ref-2")
    with transaction.atomic():
        MEETINGS.erase_texts(meeting, ["ref-1"])
    assert MEETINGS.open(meeting, [("ref-1", "case", 2), ("ref-2", "case", 2)], key) == {
        "ref-2": "what ref-2 says"
    }


def test_a_wrong_key_file_is_named_and_nothing_is_taken_for_erased(meeting, settings, tmp_path):
    other = tmp_path / "kek"
    other.write_text("ab" * 32)
    settings.COVISION_KEK_FILE = other
    with pytest.raises(KeyLost, match="COVISION_KEK_FILE"):
        MEETINGS.keys.open(meeting)
    assert MeetingKey.objects.count() == 1


def test_the_key_file_belongs_to_the_server_alone(settings):
    assert settings.COVISION_KEK_FILE.stat().st_mode & 0o777 == 0o400
    assert len(_kek(settings.COVISION_KEK_FILE)[1]) == 32
