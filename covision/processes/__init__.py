"""The methods as data: a folder each with `process.toml` and `words.<language>.toml`, read once and checked."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from covision.engine.plain import Misshapen, from_plain
from covision.engine.process import Process

HOME = Path(__file__).parent
FRAME = "frame"
LANGUAGES = ("en", "de")


@cache
def all_ids() -> tuple[str, ...]:
    """The ids of all processes that come with Covision, the frame among them."""
    return tuple(sorted(folder.name for folder in HOME.iterdir() if (folder / "process.toml").is_file()))


def live_ids() -> tuple[str, ...]:
    """The processes a round can follow."""
    return tuple(id for id in all_ids() if id != FRAME)


def proposed_ids() -> tuple[str, ...]:
    """The same, those first that are the first to be proposed."""
    return tuple(sorted(live_ids(), key=lambda id: not process(id).proposed))


@cache
def offered() -> tuple[tuple[str, str, bool], ...]:
    """The processes a round can follow, as (id, whose problem it is for, whether it is among the first proposed)."""
    return tuple((id, process(id).case, process(id).proposed) for id in proposed_ids())


def frame() -> Process:
    return process(FRAME)


@cache
def process(id: str) -> Process:
    """This will read a process that comes with Covision.

    :raises KeyError: there is none of this name.
    """
    if id not in all_ids():
        raise KeyError(id)
    return read(HOME / id / "process.toml")


def read(file: Path) -> Process:
    """This will read a process file from anywhere; it is checked, never trusted.

    :raises Misshapen: with the place in the file and what is wrong there.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as why:
        raise Misshapen(f"{file.name}: {why}") from None
    found = from_plain(Process, data, file.parent.name)
    _check_references(found)
    return found


@cache
def words(id: str, language: str) -> dict[str, Any]:
    file = HOME / id / f"words.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if id in all_ids() and file.is_file() else {}


@cache
def word(id: str, language: str, *keys: str) -> Any:
    """The word for a place in a process, in English if the language lacks it, else the last key: a string or a list."""
    for tongue in (language, "en"):
        found = _at(words(id, tongue), keys)
        if found is not None:
            return found
    return keys[-1]


def opens(id: str, kind: str, text: str) -> bool:
    """Whether a text begins with opening words in any language: its kind's own, else one of the process's."""
    own = [opening for code in LANGUAGES for opening in _openings(id, code, kind)]
    if own:
        said = " ".join(text.lstrip("“„\"'«» ").casefold().split())
        return any(said.startswith(opening.casefold()) for opening in own)
    first = re.match(r"[\w'’]+", text.lstrip("“„\"'«» "))
    openings = (opening for language in LANGUAGES for opening in words(id, language).get("opening", []))
    return first is not None and first.group().casefold() in {opening.casefold() for opening in openings}


def _openings(id: str, language: str, kind: str) -> list[str]:
    found = word(id, language, "kinds", kind, "openings")
    return found if isinstance(found, list) else []


def _at(table: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    return None if isinstance(table, dict) else table


def _check_references(found: Process) -> None:
    """Every kind and role a step speaks of has to be there."""
    kinds, roles = {kind.id for kind in found.kinds}, {role.id for role in found.roles}
    for step in found.steps:
        spoken = {kind for may in step.may for kind in may.kinds} | {
            kind for mark in step.marks for kind in mark.on
        }
        for kind in sorted(spoken - kinds):
            raise Misshapen(f"{found.id}.{step.id}: there is no kind “{kind}”")
        parts = {may.role for may in step.may} | {role for mark in step.marks for role in mark.by}
        for role in sorted(parts - roles):
            raise Misshapen(f"{found.id}.{step.id}: there is no role “{role}”")
