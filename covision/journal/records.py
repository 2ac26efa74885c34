"""One entry of a journal, as the program knows it and as it is stored; the stored names are the table `EVENTS`."""

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.db.models import Max

from covision.engine.events import EVENTS, Event
from covision.engine.plain import from_plain, to_plain, value
from covision.models.journal import Happening
from covision.models.rows import Insert

NAMES = {kind: name for name, kind in EVENTS.items()}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
_COLUMNS = ("meeting_id", "version", "name", "at", "seat", "command_id", "data")
_INSERT = f"INSERT INTO covision_happening ({', '.join(_COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608


@value
class Record:
    meeting_id: int
    version: int  # counts from 1 in each meeting
    event: Event
    at: datetime
    seat: int | None  # who brought the event about; None where nobody did
    command_id: str


def load(meeting_id: int, after: int = 0) -> tuple[Record, ...]:
    rows = Happening.objects.filter(meeting_id=meeting_id, version__gt=after).order_by("version")
    return tuple(_record(row) for row in rows.values_list(*_COLUMNS))


def load_all(meetings: Collection[int]) -> dict[int, tuple[Record, ...]]:
    records_by_meeting: dict[int, list[Record]] = {id: [] for id in meetings}
    rows = Happening.objects.filter(meeting_id__in=meetings).order_by("meeting_id", "version")
    for row in rows.values_list(*_COLUMNS):
        records_by_meeting[row[0]].append(_record(row))
    return {id: tuple(records) for id, records in records_by_meeting.items()}


def versions(meetings: Collection[int]) -> dict[int, int]:
    rows = Happening.objects.filter(meeting_id__in=meetings).order_by()
    return dict(rows.values_list("meeting_id").annotate(newest=Max("version")))


def version_brought_by(meeting_id: int, command_id: str) -> int:
    """0 if the command has had no effect."""
    rows = Happening.objects.filter(meeting_id=meeting_id, command_id=command_id)
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def insert(record: Record) -> Insert:
    data = json.dumps(to_plain(record.event), ensure_ascii=False, separators=(",", ":"))
    at = (record.at - EPOCH) // MICROSECOND
    name = NAMES[type(record.event)]
    return Insert(
        _INSERT, (record.meeting_id, record.version, name, at, record.seat, record.command_id, data)
    )


def _record(row: tuple[int, int, str, int, int | None, str, str]) -> Record:
    meeting_id, version, name, at, seat, command_id, data = row
    event = from_plain(EVENTS[name], json.loads(data))
    return Record(meeting_id, version, event, EPOCH + at * MICROSECOND, seat, command_id)
