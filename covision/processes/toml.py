"""Plain data written as TOML, laid out like the process files: a table for each part, what is inside it in line."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 100


def write(table: Mapping[str, Any]) -> str:
    """This will write tables of strings, whole numbers, truths and lists of them."""
    return "\n".join(_table(table, ())).strip() + "\n"


def _table(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    parts = {key: held for key, held in table.items() if _is_part(held)}
    if above and (len(parts) < len(table) or not table):
        yield f"\n[{'.'.join(map(_key, above))}]"
    yield from _pairs(table)
    for key, held in parts.items():
        if isinstance(held, Mapping):
            yield from _table(held, (*above, key))
            continue
        for row in held:
            yield f"\n[[{_key(key)}]]"
            yield from (f"{_key(name)} = {_in_line(one)}" for name, one in row.items())


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(key)} = {_in_line(held)}" for key, held in table.items() if not _is_part(held))


def _is_part(held: Any) -> bool:
    """What has a heading of its own: a table, or a list of tables."""
    return isinstance(held, Mapping) or (
        isinstance(held, list) and bool(held) and all(isinstance(one, Mapping) for one in held)
    )


def _in_line(held: Any) -> str:
    match held:
        case str():
            return json.dumps(held, ensure_ascii=False).replace("\x7f", "\\u007f")
        case bool():
            return "true" if held else "false"
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_in_line(one)}" for key, one in held.items()) + " }"
        case list():
            return _list([_in_line(one) for one in held])
        case _:
            return str(int(held))


def _list(rows: list[str]) -> str:
    if sum(map(len, rows)) <= WIDTH and not any("\n" in row for row in rows):
        return f"[{', '.join(rows)}]"
    return "".join(("[\n", *(f"  {row},\n" for row in rows), "]"))


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
