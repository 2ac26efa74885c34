"""All bytes there are: the databases with their logs, the key store, what lies beside them, and what the server of PostgreSQL
writes down."""

from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

PATIENCE = 300  # seconds
NOTHING_OLDER_RUNS = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8"
NOBODY_LOOKS_BACK = (
    "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
    " AND datname = current_database())"
)


class Disk(dict[str, bytes]):
    """What each file holds, by its path."""

    def __contains__(self, piece: object) -> bool:
        return isinstance(piece, bytes) and bool(self.where(piece))

    def where(self, piece: bytes) -> list[str]:
        return [path for path, content in self.items() if piece in content]


def everything_on_disk() -> Disk:
    """Read the disk after deleted rows have been given back, as an operator's housekeeping does."""
    roots = [Path(settings.COVISION_DATA)]
    if connection.vendor == "postgresql":
        roots += _houses_of_postgresql()
    files = (file for root in roots for file in (root, *sorted(root.rglob("*"))))
    return Disk({str(file): _read(file) for file in files if "static" not in file.parts})


def _houses_of_postgresql() -> list[Path]:
    with connection.cursor() as cursor:
        _wait_until_nobody_looks_back(cursor)
        cursor.execute("VACUUM FULL ANALYZE")
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
    return [data, data.with_name("log")]


def _wait_until_nobody_looks_back(cursor: CursorWrapper) -> None:
    """PostgreSQL keeps a deleted row as long as a transaction goes on that began before, be it in another test's database,
    or somebody looks at this one as it was then, be it PostgreSQL's own housekeeping."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    (now,) = cursor.fetchone()
    _wait_until(cursor, NOTHING_OLDER_RUNS, now)
    _wait_until(cursor, NOBODY_LOOKS_BACK)


def _wait_until(cursor: CursorWrapper, true: str, *words: str) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline:
        cursor.execute(true, words)
        if cursor.fetchone() == (True,):
            return
    raise TimeoutError("Somebody has been looking at the database for too long.")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.is_file() else b""
    except FileNotFoundError:  # the server of PostgreSQL cleans up meanwhile
        return b""
