"""The written cases that rehearsals are played from: one folder each, a file per language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from covision.engine.plain import value

CASES = Path(__file__).parent / "cases"
LEVELS = ("easy", "middle", "hard")


@value
class Case:
    """`names` are the cast in order; the first brings the case. `level` says how hard it is, `practise` what one can try
    in it. `text` is the whole file as tables."""

    id: str
    process: str
    title: str
    teaser: str
    level: str
    practise: str
    circle: str
    focus: str
    names: tuple[str, ...]
    text: Any


def case_ids() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))


def beginnings(language: str) -> tuple[Case, ...]:
    """This will give the easiest case of each process."""
    return tuple({one.process: one for one in reversed(library(language))}.values())[::-1]


def library(language: str) -> tuple[Case, ...]:
    """This will give all cases, the easy ones first."""
    return tuple(sorted((case(id, language) for id in case_ids()), key=lambda one: LEVELS.index(one.level)))


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
        id=id,
        process=text["process"],
        title=text["title"],
        teaser=text["teaser"],
        level=text["level"],
        practise=text["practise"],
        circle=text["circle"],
        focus=text["focus"],
        names=names,
        text=text,
    )
