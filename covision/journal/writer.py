"""The one writer of the journal: takes all that waits, keeps it in one transaction, and only then lets the answers go."""

import logging
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from threading import Condition, Thread

from django.db import DataError, Error, IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.rows import Insert, insert_all

from .records import Record, insert

MOST_AT_ONCE = 256  # submissions in one transaction
GATHER = 0.004  # seconds the writer waits for company while several write at once: a commit costs more than its rows

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Somebody else wrote this version of the meeting first: load what is new, decide again."""


class NotKept(Refused):
    """The database could not keep it, and nothing of it has happened."""

    def __init__(self) -> None:
        super().__init__("This could not be kept. Nothing has changed; please try again.", "stored")


@value
class Submission:
    meeting_id: int
    after: str | None  # the command it was decided on
    first: int  # version
    last: int
    command_id: str  # of the last one
    rows: tuple[Insert, ...]
    kept: "Future[None]"


def append(
    records: Sequence[Record], beside: Sequence[Insert] = (), after: str | None = None
) -> "Future[None]":
    """Keep events of one meeting, and the rows beside them, all or nothing; it does not wait.

    The future is done when they are on the disk. It fails with `Overtaken` if the first version is not the next one
    of the meeting, with `NotKept` if they could not be written. Cancelling it has no effect. Who decides on top of
    events that are not on the disk yet names in `after` the command that brought the last of them: if another one
    took its place, this is overtaken too.
    """
    meeting_id, first = records[0].meeting_id, records[0].version
    if any(
        (record.meeting_id, record.version) != (meeting_id, first + place)
        for place, record in enumerate(records)
    ):
        raise ValueError("One call appends to one meeting, and leaves out no version.")
    kept: Future[None] = Future()
    kept.set_running_or_notify_cancel()
    rows = (*map(insert, records), *beside)
    _writer.take(
        Submission(meeting_id, after, first, records[-1].version, records[-1].command_id, rows, kept)
    )
    return kept


def close() -> None:
    """Write what waits, and stop the writer; the next `append` starts it again."""
    _writer.close()


class Writer:
    def __init__(self) -> None:
        self._waiting: deque[Submission] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closing = False
        self._crowded = False

    def take(self, submission: Submission) -> None:
        with self._changed:
            self._waiting.append(submission)
            if self._thread is None:
                self._closing = False
                self._thread = Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            thread, self._closing = self._thread, True
            self._changed.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        try:
            while batch := self._next_batch():
                _settle(batch)
        finally:
            connection.close()

    def _next_batch(self) -> list[Submission]:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if self._crowded and not self._closing:
                self._changed.wait_for(lambda: len(self._waiting) >= MOST_AT_ONCE or self._closing, GATHER)
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
            self._crowded = len(batch) > 1
            if not batch:
                self._thread = None
            return batch


_writer = Writer()


def _settle(batch: list[Submission]) -> None:
    try:
        late = _write(batch)
    except Exception as why:  # whatever it was, everybody who waits gets an answer
        log.warning("journal: a batch of %s failed (%s), trying one by one", len(batch), type(why).__name__)
        connection.close()  # it may be what is broken
        _settle_one_by_one(batch)
        return
    for submission in batch:
        _answer(submission, Overtaken() if submission in late else None)


def _settle_one_by_one(batch: list[Submission]) -> None:
    """So that only the guilty fails; a database that is down fails all that still wait, without being asked again."""
    database_is_down = False
    for submission in batch:
        if database_is_down:
            _answer(submission, NotKept())
            continue
        try:
            late = _write([submission])
        except (IntegrityError, DataError):
            _answer(submission, Overtaken() if _is_late(submission) else NotKept())
        except Exception:
            log.exception("journal: not kept")
            connection.close()
            database_is_down = True
            _answer(submission, NotKept())
        else:
            _answer(submission, Overtaken() if late else None)


def _answer(submission: Submission, failure: Exception | None) -> None:
    if failure is None:
        submission.kept.set_result(None)
    else:
        submission.kept.set_exception(failure)


def _write(batch: Sequence[Submission]) -> list[Submission]:
    """One transaction. Returns what came too late, or too early, for its meeting; that is left out."""
    late: list[Submission] = []
    rows: list[Insert] = []
    with transaction.atomic(), connection.cursor() as cursor:
        last = _last_events(cursor, {submission.meeting_id for submission in batch})
        for submission in batch:
            if not _is_next(submission, last):
                late.append(submission)
                continue
            last[submission.meeting_id] = (submission.last, submission.command_id)
            rows.extend(submission.rows)
        insert_all(cursor, rows)
        _tell_other_processes(cursor, last)
    return late


def _last_events(cursor: CursorWrapper, meetings: Iterable[int]) -> dict[int, tuple[int, str]]:
    """The last version of each meeting and the command that brought it, by one look into the index for each."""
    ids = list(meetings)
    cursor.execute(
        "SELECT id, (SELECT MAX(version) FROM covision_happening WHERE meeting_id = meeting.id),"  # noqa: S608
        " (SELECT command_id FROM covision_happening WHERE meeting_id = meeting.id ORDER BY version DESC LIMIT 1)"
        f" FROM covision_meeting AS meeting WHERE id IN ({', '.join(['%s'] * len(ids))})",
        ids,
    )
    return {id: (version, command_id) for id, version, command_id in cursor.fetchall() if version}


def _is_next(submission: Submission, last: dict[int, tuple[int, str]]) -> bool:
    version, command_id = last.get(submission.meeting_id, (0, ""))
    return submission.first == version + 1 and submission.after in {None, command_id}


def _is_late(submission: Submission) -> bool:
    try:
        with connection.cursor() as cursor:
            return not _is_next(submission, _last_events(cursor, [submission.meeting_id]))
    except Error:
        return False


def _tell_other_processes(cursor: CursorWrapper, last: dict[int, tuple[int, str]]) -> None:
    if connection.vendor == "postgresql":
        words = [f"{meeting_id} {version}" for meeting_id, (version, _) in last.items()]
        cursor.execute("SELECT pg_notify('covision', word) FROM unnest(%s::text[]) AS word", [words])
