"""Ids that say nothing: a meeting's journal holds a process without its words, so no id may be one of somebody's words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

from covision.engine.plain import from_plain, to_plain
from covision.engine.process import Process

from . import live_ids, process
from .registry import ProcessText

Names = Mapping[str, Mapping[str, str]]

# Whose ids each field speaks of; fields that hold tables name these themselves.
SPEAKS_OF = {
    **dict.fromkeys(("role", "by", "roles", "listens", "absent", "casts", "beside"), "roles"),
    **dict.fromkeys(
        ("kind", "on", "kinds", "outputs", "carried", "sheet", "becomes", "replies", "gathers", "reports"),
        "kinds",
    ),
    **dict.fromkeys(("options", "must", "unfit"), "options"),
    "to": "steps",
    "scale": "scales",
}
NAMING = ("options", "scale")  # fields that are ids of their own and no table's
TABLES = ("roles", "kinds", "steps", "marks", "ways", "questions", "tags", "options", "scales")
PLAIN = {table: re.compile(f"{table.removesuffix('s')}-[0-9]{{1,4}}") for table in TABLES}


def neutral(written: ProcessText) -> ProcessText:
    """A process whose ids are in use in processes that come with Covision, or are mere numbers."""
    plain = to_plain(written.process)
    names = _names(plain)
    renamed = from_plain(Process, _renamed(plain, "", names), "id")
    return ProcessText(renamed, {language: _words(table, names) for language, table in written.words.items()})


@cache
def _in_use() -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = {table: set() for table in TABLES}
    for id in live_ids():
        for table, name in _ids(to_plain(process(id)), ""):
            names[table].add(name)
    return {table: frozenset(ids) for table, ids in names.items()}


def _names(plain: Mapping[str, Any]) -> Names:
    names: dict[str, dict[str, str]] = {table: {} for table in TABLES}
    pairs = list(dict.fromkeys(_ids(plain, "")))
    for table in TABLES:
        ids = [id for owner, id in pairs if owner == table]
        telling = [id for id in ids if id not in _in_use()[table] and not PLAIN[table].fullmatch(id)]
        free = (id for number in count(1) if (id := f"{table.removesuffix('s')}-{number}") not in ids)
        names[table] = dict(zip(telling, free, strict=False))
    return names


def _ids(row: Mapping[str, Any], table: str) -> Iterator[tuple[str, str]]:
    for key, content in row.items():
        if key == "id" and table:
            yield table, content
        elif key in NAMING:
            yield from ((SPEAKS_OF[key], id) for id in ([content] if isinstance(content, str) else content))
        else:
            for below in content if isinstance(content, list) else [content]:
                if isinstance(below, Mapping):
                    yield from _ids(below, key)


def _renamed(row: Mapping[str, Any], table: str, names: Names) -> dict[str, Any]:
    return {key: _field(key, content, table, names) for key, content in row.items()}


def _field(key: str, content: Any, table: str, names: Names) -> Any:
    if isinstance(content, Mapping):
        return _renamed(content, key, names)
    if isinstance(content, list):
        return [_field(key, element, table, names) for element in content]
    of = table if key == "id" else SPEAKS_OF.get(key, "")
    return names[of].get(content, content) if of in names and isinstance(content, str) else content


def _words(table: Mapping[str, Any], names: Names, of: str = "") -> dict[str, Any]:
    return {
        names.get(of, {}).get(key, key): _words(content, names, _below(key, of))
        if isinstance(content, Mapping)
        else content
        for key, content in table.items()
    }


def _below(key: str, of: str) -> str:
    if of:
        return "options" if of == "tags" else ""
    return key if key in TABLES else ""
