"""`covision restore DIR`: puts the copies that `covision backup` made back into an empty data directory."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connections

from covision import vault
from covision.models.database import DEFAULT, KEYS, DirectoryInUse, hold_alone, is_sqlite
from covision.models.keys import CircleKey, MeetingKey

from .backup import PLACES, copy


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="covision restore", description=__doc__)
    parser.add_argument("directory", type=Path, help="a folder that covision backup made")
    directory = parser.parse_args(arguments).directory
    try:
        with hold_alone(settings.COVISION_DATA):
            return restore(directory)
    except DirectoryInUse as why:
        print(why, file=sys.stderr)
        return 1


def restore(directory: Path) -> int:
    missing = [directory / PLACES[alias] for alias in (DEFAULT, KEYS) if is_sqlite(alias)]
    missing = [file for file in missing if not file.is_file()]
    if missing:
        print(f"There is no {missing[0]}. Is {directory} a backup?", file=sys.stderr)
        return 1
    taken = [_file(alias) for alias in (DEFAULT, KEYS) if is_sqlite(alias) and _file(alias).stat().st_size]
    if taken:
        print(f"{taken[0]} has something in it already. Please restore into an empty one.", file=sys.stderr)
        return 1
    for alias in (DEFAULT, KEYS):
        if is_sqlite(alias):
            copy(directory / PLACES[alias], _file(alias))
            print(_file(alias))
        else:
            print("Bring PostgreSQL back with pg_restore --clean --if-exists --dbname=… covision.dump")
    return _say_which_key_file()


def _say_which_key_file() -> int:
    """The keys open only with the key file they were wrapped with, which is in no backup."""
    key_files = {
        kek for table in (MeetingKey, CircleKey) for kek in table.objects.values_list("kek_id", flat=True)
    }
    if key_files <= {vault.key_file()}:
        print("Everything is back. Start the server as usual.")
        return 0
    print(
        f"The keys were wrapped with key file {', '.join(sorted(key_files))}; {settings.COVISION_KEK_FILE} is "
        f"{vault.key_file()}. Put the right one there (or name it in COVISION_KEK_FILE) before you start the server."
    )
    return 1


def _file(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))
