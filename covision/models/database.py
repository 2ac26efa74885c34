"""The two databases: which table lives where, who may hold the files, and how what was deleted goes for good."""

import fcntl
from pathlib import Path
from typing import TextIO

from django.db import connections, models

KEYS = "keys"
DEFAULT = "default"


class DirectoryInUse(Exception):
    """Another server holds the data directory; the message is a sentence for the person who starts this one."""


class Router:
    """Keeps the keys of meetings, circles and cases in their own database, and everything else out of it."""

    def db_for_read(self, model: type[models.Model], **hints: object) -> str:
        return _home(model._meta.model_name)

    def db_for_write(self, model: type[models.Model], **hints: object) -> str:
        return _home(model._meta.model_name)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: object
    ) -> bool | None:
        return db == _home(model_name) if model_name else None


def hold_alone(data: Path) -> TextIO:
    """Keep every other server off the directory until the returned file is closed or the process ends.

    :raises DirectoryInUse: another one was here first.
    """
    lock = (data / "lock").open("a", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as why:
        lock.close()
        raise DirectoryInUse(
            f"Another Covision server already works with {data}. Stop it first, or give this one its own COVISION_DATA; "
            "several servers for the same people need PostgreSQL (COVISION_DATABASE_URL)."
        ) from why
    return lock


def is_sqlite(alias: str = DEFAULT) -> bool:
    return connections[alias].vendor == "sqlite"


def scrub(alias: str) -> None:
    """Empty SQLite's write-ahead log, where deleted text stays readable. Call it outside a transaction."""
    if is_sqlite(alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _home(model_name: str | None) -> str:
    return KEYS if model_name in {"meetingkey", "circlekey", "casekey", "keptkey"} else DEFAULT
