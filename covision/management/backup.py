"""`covision backup DIR`: copies the database and the key store, each into a folder of its own, while the server runs."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connections

from covision.models.database import DEFAULT, KEYS, is_sqlite

PLACES = {DEFAULT: Path("database/covision.sqlite3"), KEYS: Path("keys/keys.sqlite3")}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="covision backup", description=__doc__)
    parser.add_argument("directory", type=Path, help="a folder that is new or empty")
    directory = parser.parse_args(arguments).directory
    if directory.exists() and any(directory.iterdir()):
        print(f"{directory} is not empty. Please name a folder for this backup alone.", file=sys.stderr)
        return 1
    for alias in (
        KEYS,
        DEFAULT,
    ):  # a key without a meeting opens nothing; a meeting without a key would be lost
        if is_sqlite(alias):
            target = directory / PLACES[alias]
            target.parent.mkdir(mode=0o700, parents=True)
            copy(Path(str(connections[alias].settings_dict["NAME"])), target)
            print(target)
        else:
            print(f"The database is PostgreSQL. Copy it with:\n\n    {pg_dump(directory)}\n")
    print("Keep the two apart, the keys for 7 days at most. The key file (keys/kek) is in neither.")
    return 0


def copy(source: Path, goal: Path) -> None:
    """Copy an SQLite database as it is at one moment, whoever writes to it meanwhile."""
    goal.touch(mode=0o600)
    database = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    with closing(database), closing(sqlite3.connect(goal)) as target:
        database.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def pg_dump(directory: Path) -> str:
    """The command that copies the PostgreSQL database; the password is asked for or taken from ~/.pgpass."""
    settings = connections[DEFAULT].settings_dict
    options = [("host", settings["HOST"]), ("port", settings["PORT"]), ("username", settings["USER"])]
    arguments = " ".join(f"--{name}={what}" for name, what in options if what)
    file = directory / "database" / "covision.dump"
    return f"mkdir -p {file.parent} && pg_dump --format=custom --file={file} {arguments} {settings['NAME']}"
