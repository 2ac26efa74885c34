"""Where in a process file something stands: the line of a place like “steps.choose.ways.again” or “steps[3].may[1]”."""

import re
from typing import NamedTuple

HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")
SECTION = re.compile(r"^\s*\[\s*([\w.-]+)\s*\]\s*$")
KEY = re.compile(r"^\s*([\w.-]+)\s*=")
WORDS = "words."
NUMBERED = re.compile(r"\.?(\w+)\[(\d+)\]")
AT_LINE = re.compile(r"line (\d+)")


class WrongLine(NamedTuple):
    line: int  # 0: the file as a whole
    sentence: str


def of_place(text: str, place: str) -> int:
    if place.startswith(WORDS):
        return _word_line(text, place)
    table, _, rest = place.partition(".")
    id, _, key = rest.partition(".")
    for start, end in _tables(text, table):
        if id and not _has_id(text, start, end, id):
            continue
        return _key_line(text, start, end, key.split(".")[0]) if key else start
    return _key_line(text, 1, len(text.splitlines()), table, 0)


def of_message(text: str, message: str) -> int:
    """The line a message speaks of: the parser's own, or that of the table it counts."""
    line = AT_LINE.search(message)
    if line:
        return int(line[1])
    if message.startswith(WORDS):
        return _word_line(text, message.partition(":")[0])
    counted = NUMBERED.search(message.partition(":")[0])
    if counted is None:
        named = re.search(r"“(\w+)”", message) or re.match(r"[^:]*?(\w+):", message)
        return _key_line(text, 1, len(text.splitlines()), named[1], 0) if named else 0
    tables = _tables(text, counted[1])
    at = int(counted[2]) - 1
    if at >= len(tables):
        return 0
    key = message.partition(":")[0][counted.end() :].lstrip(".").split("[")[0].split(".")[0]
    named = re.search(r"key “([^”]+)”", message)
    return _key_line(text, *tables[at], key or (named[1] if named else ""))


def _tables(text: str, name: str) -> list[tuple[int, int]]:
    rows = text.splitlines()
    heads = [
        (number, heading[1])
        for number, row in enumerate(rows, 1)
        if (heading := HEADER.match(row) or SECTION.match(row))
    ]
    ends = [number - 1 for number, _ in heads[1:]] + [len(rows)]
    return [(start, end) for (start, head), end in zip(heads, ends, strict=bool(heads)) if head == name]


def _word_line(text: str, place: str) -> int:
    """The line of a word, or else the head of the nearest table around its place."""
    nearest, line, head = "", 0, ""
    for number, row in enumerate(text.splitlines(), 1):
        if section := SECTION.match(row):
            head = section[1]
            if f"{place}.".startswith(f"{head}.") and len(head) > len(nearest):
                nearest, line = head, number
        elif (key := KEY.match(row)) and f"{head}.{key[1]}" == place:
            return number
    return line


def _has_id(text: str, start: int, end: int, id: str) -> bool:
    wanted = re.compile(rf"""^\s*id\s*=\s*["']{re.escape(id)}["']""")
    return any(wanted.match(row) for row in text.splitlines()[start - 1 : end])


def _key_line(text: str, start: int, end: int, key: str, otherwise: int | None = None) -> int:
    wanted = re.compile(rf"^\s*{re.escape(key)}\s*=")
    rows = enumerate(text.splitlines()[start - 1 : end], start)
    return next(
        (number for number, row in rows if key and wanted.match(row)),
        start if otherwise is None else otherwise,
    )
