"""Plain data written as TOML, laid out like the process files: a table for each part, what is inside it in line.

tomlkit would write another layout, in 25 times the time, and does not say in which line something stands.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 100


def write(table: Mapping[str, Any]) -> str:
    return "\n".join(_table(table, ())).strip() + "\n"


def _table(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    parts = {key: content for key, content in table.items() if _is_part(content)}
    if above and (len(parts) < len(table) or not table):
        yield f"\n[{'.'.join(map(_key, above))}]"
    yield from (f"{_key(key)} = {_in_line(table[key])}" for key in table if key not in parts)
    for key, content in parts.items():
        if isinstance(content, Mapping):
            yield from _table(content, (*above, key))
            continue
        for row in content:
            yield f"\n[[{_key(key)}]]"
            yield from (f"{_key(name)} = {_in_line(cell)}" for name, cell in row.items())


def _is_part(content: Any) -> bool:
    return isinstance(content, Mapping) or (
        isinstance(content, list) and bool(content) and all(isinstance(row, Mapping) for row in content)
    )


def _in_line(content: Any) -> str:
    match content:
        case str():
            return json.dumps(content, ensure_ascii=False).replace("\x7f", "\\u007f")
        case bool():
            return "true" if content else "false"
        case Mapping():
            pairs = (f"{_key(key)} = {_in_line(element)}" for key, element in content.items())
            return f"{{ {', '.join(pairs)} }}"
        case list():
            return _list([_in_line(element) for element in content])
        case _:
            return str(int(content))


def _list(rows: list[str]) -> str:
    if sum(map(len, rows)) <= WIDTH and not any("\n" in row for row in rows):
        return f"[{', '.join(rows)}]"
    return "".join(("[\n", *(f"  {row},\n" for row in rows), "]"))


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
