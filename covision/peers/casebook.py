"""The written cases that rehearsals are played from: one folder each, a file per language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from covision.engine.plain import value

CASES = Path(__file__).parent / "cases"


@value
class Case:
    """`names` are the cast in order; the first brings the case. `text` is the whole file as tables."""

    id: str
    process: str
    title: str
    teaser: str
    circle: str
    focus: str
    names: tuple[str, ...]
    text: Any


def case_ids() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))


@cache
def case(id: str, language: str) -> Case:
    """This will read a case in a language, in English where there is no other.

    :raises KeyError: there is no such case.
    """
    if id not in case_ids():
        raise KeyError(id)
    file = CASES / id / f"case.{language}.toml"
    text = tomllib.loads((file if file.exists() else CASES / id / "case.en.toml").read_text(encoding="utf-8"))
    names = tuple(person["name"] for person in text["cast"])
    return Case(
        id, text["process"], text["title"], text["teaser"], text["circle"], text["focus"], names, text
    )
