"""The table of who may do what: read from table.txt, and compared with the addresses there are."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from covision.engine.plain import value

TABLE = Path(__file__).with_name("table.txt")
KINDS = (
    "nobody",
    "other",
    "operator",
    "guest",
    "former",
    "member",
    "client",
    "facilitator",
    "advisor",
    "observer",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
NOT_ALLOWED = 405
BESIDE_DJANGO = ("live/{}/stream", "live/{}/do")  # addresses of the line, which no URL configuration knows
_GAP = re.compile(r"<[^>]+>|\{[^}]+\}")


@value
class TableLine:
    """What each kind of person is answered at an address by a method, and the form that is sent along."""

    address: str
    method: str
    statuses: tuple[int, ...]
    form: str = ""


def read_table(text: str = "") -> tuple[TableLine, ...]:
    """Read the table; without a text the one beside this module."""
    lines = (text or TABLE.read_text(encoding="utf-8")).splitlines()
    return tuple(_line(line) for line in lines if line.strip() and not line.startswith("#"))


def expected(table: tuple[TableLine, ...], address: str, method: str) -> TableLine:
    """What each kind is answered: HEAD as GET, and what is not in the table is allowed to nobody."""
    lines = {line.method: line for line in table if line.address == address}
    if method == "HEAD" and "HEAD" not in lines:
        method = "GET"
    return lines.get(method, TableLine(address, method, (NOT_ALLOWED,) * len(KINDS)))


def addresses(table: tuple[TableLine, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.address for line in table))


def unlisted(table: tuple[TableLine, ...]) -> tuple[str, ...]:
    """List the addresses of the server that the table does not speak of, and lines for which there is none."""
    routed = {_GAP.sub("{}", route): route for route in (*routes(get_resolver()), *BESIDE_DJANGO)}
    listed = {_GAP.sub("{}", address.lstrip("/")): address for address in addresses(table)}
    return tuple(
        [routed[shape] for shape in sorted(routed.keys() - listed.keys())]
        + [listed[shape] for shape in sorted(listed.keys() - routed.keys())]
    )


def _line(line: str) -> TableLine:
    """One number stands for everybody."""
    asked, _bar, form = line.partition("|")
    address, method, *numbers = asked.split()
    statuses = tuple(int(status) for status in numbers)
    if method not in METHODS or len(statuses) not in {1, len(KINDS)}:
        raise ValueError(f"This line of the table cannot be read: {line}")
    return TableLine(address, method, statuses if len(statuses) > 1 else statuses * len(KINDS), form.strip())


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)
