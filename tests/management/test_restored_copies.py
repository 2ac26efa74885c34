"""A copy of the database that is older than an erasure opens nothing, once the copies of the keys from that time are gone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from covision.actions.meetings import meetings
from covision.actions.room import rooms
from covision.management import backup
from covision.models.meetings import Meeting
from dev.postgres import find_programs
from tests.scenes.kept_meetings import PROBLEM_TEXT, at_work
from tests.scenes.lasting_circle import of_four

from .test_backup import READ

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
KEYS = "keys/keys.sqlite3"


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty database beside ours; none on SQLite, whose copies are files."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield address(name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address(name: str) -> str:
    database = connection.settings_dict
    return (
        f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{name}"
    )


def test_an_old_copy_of_the_database_with_new_copies_of_the_keys_opens_nothing(
    tmp_path: Path, elsewhere: str
) -> None:
    rooms.close_rooms()
    room = at_work(of_four(), "Cas", "Ada")
    copy(tmp_path / "old")
    assert (
        read(tmp_path / "then", tmp_path / "old", tmp_path / "old", elsewhere, room.public_id) == PROBLEM_TEXT
    )
    meetings.erase_meeting(Meeting.objects.get(pk=room.id))
    copy(tmp_path / "new")
    answer = read(tmp_path / "now", tmp_path / "old", tmp_path / "new", elsewhere, room.public_id)
    assert answer == "nothing opens"


def copy(folder: Path) -> None:
    """As `covision backup` does, and on PostgreSQL says how to do."""
    connections.close_all()
    assert backup.main([str(folder)]) == 0
    if connection.vendor == "postgresql":
        (folder / "database").mkdir()
        dump = folder / "database" / "covision.dump"
        program("pg_dump", "--format=custom", f"--file={dump}", address(connection.settings_dict["NAME"]))


def read(house: Path, database: Path, keys: Path, elsewhere: str, room: str) -> str:
    """What a server reads that was given these copies."""
    (house / "keys").mkdir(parents=True)
    shutil.copy(keys / KEYS, house / KEYS)
    variables = {"COVISION_DATA": str(house), "COVISION_KEK_FILE": str(settings.COVISION_KEK_FILE)}
    if elsewhere:
        dump = database / "database" / "covision.dump"
        program("pg_restore", "--clean", "--if-exists", f"--dbname={elsewhere}", str(dump))
        variables["COVISION_DATABASE_URL"] = elsewhere
    else:
        shutil.copy(database / "database" / "covision.sqlite3", house)
    others = {name: word for name, word in os.environ.items() if not name.startswith("COVISION_")}
    code = READ.format(room=room)
    return subprocess.run(
        [sys.executable, "-c", code], env={**others, **variables}, capture_output=True, text=True, check=True
    ).stdout.strip()


def program(name: str, *arguments: str) -> None:
    programs = find_programs()
    assert programs is not None
    subprocess.run([programs / name, *arguments], check=True, capture_output=True)
