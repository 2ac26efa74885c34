"""Playing the matrix: a whole server on loopback is asked as each kind of person, and brought back after every change."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn
from django.conf import settings
from django.db import connections

from covision.actions.room import rooms
from covision.engine.plain import value
from covision.management.serve import bind, prepare
from load.page import tokens_in

from .people import Cast, gather
from .table import KINDS, METHODS, NOT_ALLOWED, TableLine, addresses, expected

TOKEN = "m" * 32
MISSING = {"member": "999999", "passkey": "999999", "round": "99"}
NOT_FOUND = 404
CHANGED_BELOW = 400
OUTSIDE = ("nobody", "other", "operator")
_GAP = re.compile(r"\{(\w+)\}")


@dataclass
class MatrixAnswers:
    """By address and method."""

    cells: int = 0
    differing: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], list[int]] = field(
        default_factory=dict
    )  # a status for each kind of person
    forms: dict[tuple[str, str], str] = field(default_factory=dict)  # what was sent along

    def note(self, kind: str, method: str, address: str, status: int, fault: str) -> None:
        self.cells += 1
        self.answers.setdefault((address, method), []).append(status)
        if fault:
            self.differing.append(f"{kind} {method} {address}: {fault}")

    def as_table(self) -> str:
        """The answers in the form of table.txt; what is allowed to nobody or the same by HEAD is left out."""
        rows = [
            f"{address:<56} {method:<6} {_short(statuses)} | {self.forms[address, method]}".rstrip(" |")
            for (address, method), statuses in self.answers.items()
            if (set(statuses) != {NOT_ALLOWED} or self._differs_from_get(address, method))
            and (method != "HEAD" or self._differs_from_get(address, method))
        ]
        return "\n".join(rows)

    def _differs_from_get(self, address: str, method: str) -> bool:
        return method == "HEAD" and self.answers[address, "HEAD"] != self.answers[address, "GET"]


def play(table: tuple[TableLine, ...]) -> MatrixAnswers:
    """Ask every address by every method as every kind of person."""
    prepare()
    cast = gather()
    snapshot = _Snapshot()
    played = MatrixAnswers()
    with _server() as url, httpx.Client(base_url=url, timeout=300, trust_env=False) as client:
        for address in addresses(table):
            for method in METHODS:
                line = expected(table, address, method)
                played.forms[address, method] = line.form
                for kind, wanted in zip(KINDS, line.statuses, strict=True):
                    visitor = _Visitor(client, cast, kind, method, line.form)
                    answer = visitor.ask(address)
                    played.note(
                        kind, method, address, answer.status, _fault(visitor, address, wanted, answer)
                    )
                    if method not in {"GET", "HEAD"} and answer.status < CHANGED_BELOW:
                        snapshot.bring_back()
    return played


@value
class _Answer:
    status: int
    text: str  # nothing where somebody was let in; what is different each time is left out


@dataclass(frozen=True)
class _Visitor:
    """Somebody of a kind, who asks by a method and with a form."""

    client: httpx.Client
    cast: Cast
    kind: str
    method: str
    form: str

    def ask(self, address: str) -> _Answer:
        return self._ask(address, self.cast.words)

    def ask_nowhere(self, address: str) -> _Answer:
        """The same address with words that name nothing: all of them for those outside, the last for those who may know
        the others."""
        gaps = _GAP.findall(address)
        nothing = {gap: MISSING.get(gap, "A" * 22) for gap in (gaps if self.kind in OUTSIDE else gaps[-1:])}
        return self._ask(address, {**self.cast.words, **nothing})

    def _ask(self, address: str, words: Mapping[str, str]) -> _Answer:
        path, form = (_GAP.sub(lambda gap: words[gap[1]], text) for text in (address, self.form))
        body = form if self.method in {"POST", "PUT"} else None
        self.client.cookies.clear()  # each comes with their own alone
        with self.client.stream(self.method, path, content=body, headers=self._headers()) as answer:
            text = "" if answer.status_code < CHANGED_BELOW else answer.read().decode()
        for token in tokens_in(text):
            text = text.replace(token, "")
        return _Answer(answer.status_code, text.replace(path, "…"))

    def _headers(self) -> dict[str, str]:
        login = self.cast.keys.get(self.kind, "")
        cookies = {settings.CSRF_COOKIE_NAME: TOKEN, settings.SESSION_COOKIE_NAME: login}
        return {
            "Host": "localhost",
            "Cookie": "; ".join(f"{name}={content}" for name, content in cookies.items() if content),
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }


def _fault(visitor: _Visitor, address: str, wanted: int, answer: _Answer) -> str:
    """Another status than the table's; or what is not there answering otherwise than what is others'."""
    if answer.status != wanted:
        return f"{answer.status} instead of {wanted}"
    nowhere = answer.status == NOT_FOUND and _GAP.search(address)
    return "what is not there answers otherwise" if nowhere and visitor.ask_nowhere(address) != answer else ""


@contextmanager
def _server() -> Iterator[str]:
    """The same application that `covision serve` serves, in a thread of this process."""
    sock = bind("127.0.0.1", 0)
    config = uvicorn.Config(
        "covision.asgi:application", log_config=None, access_log=False, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


class _Snapshot:
    """Both databases as they were once everybody was there."""

    def __init__(self) -> None:
        self.copies = {alias: sqlite3.connect(":memory:", check_same_thread=False) for alias in connections}
        connections.close_all()
        for alias, copy in self.copies.items():
            with closing(sqlite3.connect(_file(alias))) as database:
                database.backup(copy)

    def bring_back(self) -> None:
        rooms.close_rooms()
        for alias, copy in self.copies.items():
            with closing(sqlite3.connect(_file(alias), timeout=20)) as database:
                copy.backup(database)


def _file(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))


def _short(statuses: list[int]) -> str:
    words = [str(status) for status in statuses]
    return words[0] if len(set(words)) == 1 else " ".join(words)
