"""Playing the matrix: a whole server on loopback is asked as each kind of person, and brought back after every change."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import uvicorn
from django.conf import settings
from django.db import connections

from covision.actions import rooms

from ..serve import bind, prepare
from .people import Cast, gather
from .table import KINDS, METHODS, Line, addresses, expected

TOKEN = "m" * 32
MISSING = {"member": "999999", "passkey": "999999", "round": "99"}
NOT_FOUND = 404
CHANGED_BELOW = 400
_GAP = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass
class Played:
    """`answers` are statuses by address and method, one for each kind of person."""

    cells: int = 0
    differing: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def as_table(self) -> str:
        """This will be the answers in the form of table.txt; what is allowed to nobody or the same by HEAD is left out."""
        shown = [
            f"{address:<64} {method:<6} {_short(statuses)}"
            for (address, method), statuses in self.answers.items()
            if set(statuses) != {405}
            and not (method == "HEAD" and statuses == self.answers[address, "GET"])
        ]
        return "\n".join(shown)


def play(table: tuple[Line, ...]) -> Played:
    """This will ask every address by every method as every kind of person."""
    prepare()
    cast = gather()
    snapshot = _Snapshot()
    played = Played()
    with _server() as port:
        for address in addresses(table):
            for method in METHODS:
                wanted = expected(table, address, method)
                for kind, status in zip(KINDS, wanted, strict=True):
                    found = _ask(port, cast, kind, method, address)
                    played.cells += 1
                    played.answers.setdefault((address, method), []).append(found[0])
                    fault = _fault(port, cast, kind, method, address, status, found)
                    if fault:
                        played.differing.append(f"{kind} {method} {address}: {fault}")
                    if method not in {"GET", "HEAD"} and found[0] < CHANGED_BELOW:
                        snapshot.bring_back()
    return played


def _fault(  # noqa: PLR0917
    port: int, cast: Cast, kind: str, method: str, address: str, status: int, found: tuple[int, str]
) -> str:
    """Another status than the table's; or what is not there answering otherwise than what is others'."""
    if found[0] != status:
        return f"{found[0]} instead of {status}"
    if found[0] == NOT_FOUND and _GAP.search(address):
        nowhere = _ask(port, cast, kind, method, _GAP.sub(lambda gap: MISSING.get(gap[1], "A" * 22), address))
        if nowhere != found:
            return "what is not there answers otherwise"
    return ""


def _ask(port: int, cast: Cast, kind: str, method: str, address: str) -> tuple[int, str]:
    """The status and the words of an answer, without what is different each time."""
    path = _GAP.sub(lambda gap: cast.words[gap[1]], address)
    cookies = {settings.CSRF_COOKIE_NAME: TOKEN, settings.SESSION_COOKIE_NAME: cast.keys.get(kind, "")}
    headers = {
        "Cookie": "; ".join(f"{name}={word}" for name, word in cookies.items() if word),
        "Host": "localhost",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request(method, path, body=b"" if method in {"POST", "PUT"} else None, headers=headers)
        answer = line.getresponse()
        said = b"" if answer.status < CHANGED_BELOW else answer.read()
        return answer.status, _TOKEN.sub("", said.decode()).replace(path, "…")


@contextmanager
def _server() -> Iterator[int]:
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
        yield int(sock.getsockname()[1])
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


class _Snapshot:
    """Both databases as they were once everybody was there."""

    def __init__(self) -> None:
        self.kept = {alias: sqlite3.connect(":memory:", check_same_thread=False) for alias in connections}
        connections.close_all()
        for alias, kept in self.kept.items():
            with closing(sqlite3.connect(_file(alias))) as there:
                there.backup(kept)

    def bring_back(self) -> None:
        rooms.close_rooms()
        for alias, kept in self.kept.items():
            with closing(sqlite3.connect(_file(alias), timeout=20)) as there:
                kept.backup(there)


def _file(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))


def _short(statuses: list[int]) -> str:
    said = [str(status) for status in statuses]
    return said[0] if len(set(said)) == 1 else " ".join(said)
