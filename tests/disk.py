"""All bytes there are: the databases with their logs, the key store, what lies beside them, and what the server of PostgreSQL
writes down."""

from pathlib import Path

from django.conf import settings
from django.db import connection


def everything_on_disk() -> bytes:
    """This will read the disk after deleted rows have been given back, as an operator's housekeeping does."""
    roots = [Path(settings.COVISION_DATA)]
    if connection.vendor == "postgresql":
        roots += _houses_of_postgresql()
    files = (file for root in roots for file in (root, *sorted(root.rglob("*"))))
    return b"".join(_read(file) for file in files if "static" not in file.parts)


def _houses_of_postgresql() -> list[Path]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL ANALYZE")
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
    return [data, data.with_name("log")]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.is_file() else b""
    except FileNotFoundError:  # the server of PostgreSQL cleans up meanwhile
        return b""
