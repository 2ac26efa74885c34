"""The hub between processes: one thread and one connection that listens to PostgreSQL and tells who is here."""

import logging
import secrets
from collections import deque
from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic
from typing import Any

import psycopg
from django.db import connection, transaction

from . import presence
from .alarm import wake, wake_all

GROWN = "covision"  # payload: meeting, version; sent by the journal inside its transaction
HERE = "covision_here"  # payload: process, and a word that `presence.hear` understands
BEAT = 5.0  # seconds after which everybody with a line is told of again
LISTENING = 0.25  # seconds between two looks at what waits to be told
MOST = 7000  # characters; PostgreSQL takes 8000 bytes

log = logging.getLogger(__name__)


def start() -> None:
    """Join this process with the others on the same PostgreSQL; on SQLite there are no others."""
    if connection.vendor == "postgresql" and _exchange.thread is None:
        _exchange.start(connection.get_connection_params())


def close() -> None:
    _exchange.close()


def announce(alarm: int) -> None:
    """Sound an alarm in every process; within a transaction the others hear it once that is on the disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", (GROWN, f"{alarm} 0"))
    transaction.on_commit(lambda: wake(alarm))


class Exchange:
    def __init__(self) -> None:
        self.thread: Thread | None = None
        self._process = secrets.token_hex(4)
        self._outbox: deque[str] = deque(maxlen=10_000)
        self._over = Event()
        self._next_beat = 0.0

    def start(self, params: dict[str, Any]) -> None:
        for key in ("cursor_factory", "context", "prepare_threshold"):
            params.pop(key, None)
        self._over.clear()
        presence.tell_others(self._outbox.append)
        self.thread = Thread(target=self._run, args=(params,), name="hub", daemon=True)
        self.thread.start()

    def close(self) -> None:
        presence.tell_others(None)
        self._over.set()
        if self.thread is not None:
            self.thread.join()
            self.thread = None

    def _run(self, params: dict[str, Any]) -> None:
        while not self._over.is_set():
            try:
                with psycopg.connect(**params, autocommit=True) as line:
                    line.execute(f"LISTEN {GROWN}").close()
                    line.execute(f"LISTEN {HERE}").close()
                    wake_all()  # what happened before we listened
                    self._exchange(line)
            except psycopg.Error as why:
                log.warning("hub: PostgreSQL does not answer (%s), trying again", type(why).__name__)
                self._over.wait(1)

    def _exchange(self, line: "psycopg.Connection[Any]") -> None:
        while not self._over.is_set():
            for note in line.notifies(timeout=LISTENING):
                self._hear(note)
            if monotonic() >= self._next_beat:
                self._next_beat = monotonic() + BEAT
                self._outbox.extend(presence.here_now(MOST))
            while self._outbox:
                line.execute("SELECT pg_notify(%s, %s)", (HERE, f"{self._process} {self._outbox.popleft()}"))

    def _hear(self, note: psycopg.Notify) -> None:
        try:
            if note.channel == GROWN:
                wake(int(note.payload.split()[0]))
                return
            process, _, word = note.payload.partition(" ")
            if process != self._process:
                presence.hear(word, datetime.now(UTC))
        except (ValueError, IndexError):
            log.warning("hub: a note on %s could not be read", note.channel)


_exchange = Exchange()
