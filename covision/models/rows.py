"""A row on its way into the database, in SQL that SQLite and PostgreSQL both take, and many of them at once."""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from covision.engine.plain import value

Cell = int | str | bytes | None


@value
class Insert:
    sql: str
    params: tuple[Cell, ...]


def insert_all(cursor: CursorWrapper, inserts: Iterable[Insert]) -> None:
    """Run each statement once for all its rows, which keep their order."""
    grouped: dict[str, list[tuple[Cell, ...]]] = {}
    for insert in inserts:
        grouped.setdefault(insert.sql, []).append(insert.params)
    for sql, rows in grouped.items():
        cursor.executemany(sql, rows)
