"""Changing a process together with its words: what is copied takes its words along, and what goes takes them away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from covision.engine.editing import parts, steps
from covision.engine.editing.ids import ids_of, next_id
from covision.engine.process import Mark, Process
from covision.engine.refusals import Refused
from covision.engine.rules import Way
from covision.languages import LANGUAGES

from .places import places
from .process_text import ProcessText, leaves, read

Table = Mapping[str, Any]
Keys = tuple[str, ...]
STOCK = Path(__file__).parent / "stock.toml"


@cache
def stock() -> ProcessText:
    return read(STOCK.read_text(encoding="utf-8"))


def add_step(written: ProcessText, after: str) -> tuple[ProcessText, str]:
    """Also gives the new step's id."""
    return _with_new_step(written, steps.add_step(written.process, after))


def copy_step(written: ProcessText, id: str) -> tuple[ProcessText, str]:
    """Also gives the copy's id.

    :raises Refused: there is no such step.
    """
    copied, new = _with_new_step(written, steps.copy_step(written.process, id))
    return _with_words(copied, lambda table: put(table, ("steps", new), _at(table, ("steps", id)))), new


def take_step(written: ProcessText, id: str, after: str) -> tuple[ProcessText, str]:
    """Put a step of the stock behind a step; also gives its id. Kinds that come along bring their words.

    :raises Refused: there is no such step.
    """
    process, taken = steps.take_step(written.process, stock().process, id, after)
    own_kinds = set(ids_of(written.process.kinds))
    moved: dict[Keys, Keys] = {("steps", id): ("steps", taken.step)}
    moved |= {
        ("kinds", source): ("kinds", target) for source, target in taken.kinds if target not in own_kinds
    }
    moved |= {("marks", mark): ("marks", mark) for mark in ids_of(stock().process.step(id).marks)}
    words = {language: _brought(table, language, moved, dict(taken.roles)) for language, table in written.words.items()}  # fmt: skip
    return pruned(ProcessText(process, words)), taken.step


def add_mark(written: ProcessText, id: str) -> ProcessText:
    """A decision of the client about what the step leaves.

    :raises Refused: there is no such step.
    """
    process = written.process
    step = steps.step_of(process, id)
    by = process.brings() or next(iter(ids_of(process.roles)), "")
    writable = dict.fromkeys(kind for may in step.may for kind in may.kinds)
    on = step.outputs or tuple(writable)[:1]
    taken = (mark.id for step in process.steps for mark in step.marks)
    mark = Mark(next_id("mark", taken), (by,) if by else (), on)
    return ProcessText(steps.put_step(process, replace(step, marks=(*step.marks, mark))), written.words)


def remove_mark(written: ProcessText, id: str, mark: str) -> ProcessText:
    """:raises Refused: there is no such step."""
    step = steps.step_of(written.process, id)
    left = tuple(other for other in step.marks if other.id != mark)
    return changed(written, steps.put_step(written.process, replace(step, marks=left)))


def add_way(written: ProcessText, id: str) -> ProcessText:
    """A way that leads once more to the same step.

    :raises Refused: there is no such step.
    """
    step = steps.step_of(written.process, id)
    way = Way(next_id("way", ids_of(step.ways)), id, most=1)
    return ProcessText(steps.put_step(written.process, replace(step, ways=(*step.ways, way))), written.words)


def remove_way(written: ProcessText, id: str, way: str) -> ProcessText:
    """:raises Refused: there is no such step."""
    step = steps.step_of(written.process, id)
    left = tuple(other for other in step.ways if other.id != way)
    return changed(
        written,
        steps.put_step(written.process, replace(step, ways=left, only_ways=step.only_ways and bool(left))),
    )


def remove_step(written: ProcessText, id: str) -> ProcessText:
    return changed(written, steps.remove_step(written.process, id))


def remove_role(written: ProcessText, id: str) -> ProcessText:
    return changed(written, parts.remove_role(written.process, id))


def remove_kind(written: ProcessText, id: str) -> ProcessText:
    return changed(written, parts.remove_kind(written.process, id))


def add_language(written: ProcessText, language: str) -> ProcessText:
    if language not in LANGUAGES or language in written.words:
        return written
    return ProcessText(written.process, {code: written.words.get(code, {}) for code in LANGUAGES if code == language or code in written.words})  # fmt: skip


def leave_out(written: ProcessText, language: str) -> ProcessText:
    """:raises Refused: it is the only language."""
    left = {code: table for code, table in written.words.items() if code != language}
    if not left:
        raise Refused("One language has to stay.", "invalid")
    return ProcessText(written.process, left)


def changed(written: ProcessText, process: Process) -> ProcessText:
    """The same words for another process; those that belong to nothing any more go."""
    return pruned(ProcessText(process, written.words))


def pruned(written: ProcessText) -> ProcessText:
    wanted = {place.keys for place in places(written.process)}

    def kept(table: Table) -> Table:
        result: Table = {}
        for keys, text in leaves(table):
            if keys in wanted and text:
                result = put(result, keys, text)
        return result

    return _with_words(written, kept)


def put(table: Table, keys: Keys, text: Any) -> Table:
    """A table with other words at a place; no words leave no trace."""
    first, rest = keys[0], keys[1:]
    below = table.get(first)
    inner = put(below if isinstance(below, Mapping) else {}, rest, text) if rest else text
    if inner:
        return {**table, first: inner}
    return {key: kept for key, kept in table.items() if key != first}


def said_at(written: ProcessText, language: str, *keys: str) -> Any:
    content = _at(written.words.get(language, {}), keys)
    return None if isinstance(content, Mapping) else content


def _at(table: Table, keys: Keys) -> Any:
    content: Any = table
    for key in keys:
        content = content.get(key) if isinstance(content, Mapping) else None
    return content


def _brought(table: Table, language: str, moved: Mapping[Keys, Keys], roles: Mapping[str, str]) -> Table:
    """Words with those of the stock in the same language; what is said to a role there is said to the role
    that does the same."""
    stock_words = stock().words.get(language, {})
    for source, target in moved.items():
        content = _at(stock_words, source)
        if content and not _at(table, target):
            to_roles = {
                roles[role]: words for role, words in content.get("roles", {}).items() if role in roles
            }
            table = put(table, target, {**content, "roles": to_roles} if to_roles else content)
    return table


def _with_new_step(written: ProcessText, process: Process) -> tuple[ProcessText, str]:
    ids = set(ids_of(written.process.steps))
    return ProcessText(process, written.words), next(id for id in ids_of(process.steps) if id not in ids)


def _with_words(written: ProcessText, change: Callable[[Table], Table]) -> ProcessText:
    return ProcessText(
        written.process, {language: change(table) for language, table in written.words.items()}
    )
