"""A backup made while people work is whole, and opens nothing once its keys are gone."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from covision.actions.room import rooms
from covision.management import backup, status
from tests.scenes.kept_meetings import PROBLEM_TEXT, at_work
from tests.scenes.lasting_circle import of_four

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a program of its own for this"),
]
READ = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "covision.settings"
django.setup()
from covision.actions.room import rooms
from covision.engine.refusals import Refused
try:
    print(*rooms.open_room("{room}").texts.values())
except Refused:
    print("nothing opens")
"""


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str]:
    rooms.close_rooms()
    room = at_work(of_four(), "Cas", "Ada")
    assert backup.main([str(tmp_path / "backup")]) == 0
    return tmp_path, room.public_id


def run(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    others = {name: word for name, word in os.environ.items() if not name.startswith("COVISION_")}
    variables = {**others, "COVISION_DATA": str(house), "COVISION_KEK_FILE": str(settings.COVISION_KEK_FILE)}
    return subprocess.run(
        [sys.executable, "-c", *command], env=variables, capture_output=True, text=True, check=False
    )


def restored(kept: tuple[Path, str]) -> subprocess.CompletedProcess[str]:
    line = "from covision.management.cli import main; main()"
    return run(kept[0] / "house", line, "restore", str(kept[0] / "backup"))


def test_a_meeting_is_read_in_a_house_that_was_empty(kept):
    done = restored(kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert run(kept[0] / "house", READ.format(room=kept[1])).stdout.strip() == PROBLEM_TEXT
    assert "something in it already" in restored(kept).stderr


def test_once_its_key_is_gone_a_restored_meeting_opens_nothing(kept):
    keys = kept[0] / "backup" / "keys" / "keys.sqlite3"
    with closing(sqlite3.connect(keys)) as store, store:
        store.execute("DELETE FROM covision_meetingkey")
    assert restored(kept).returncode == 0
    assert run(kept[0] / "house", READ.format(room=kept[1])).stdout.strip() == "nothing opens"


def test_a_backup_goes_nowhere_where_something_is(kept, capsys):
    assert backup.main([str(kept[0] / "backup")]) == 1
    assert "not empty" in capsys.readouterr().err


def test_the_operator_learns_how_many_there_are_and_nothing_else(kept, capsys):
    assert status.main([]) == 0
    report = capsys.readouterr().out
    assert "1  Lasting circles" in report
    assert "Tuesday" not in report
