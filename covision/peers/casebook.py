"""The written cases that rehearsals are played from, one folder each, a file per language; and who plays them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from covision import processes
from covision.engine.plain import value
from covision.engine.process import Process

CASES = Path(__file__).parent / "cases"
LEVELS = ("easy", "middle", "hard")
USUAL = 6
SPARE_NAMES = ("Noor", "Ilse", "Pavel", "Rosa", "Henrik", "Samira", "Luca", "Marta", "Ondrej", "Zsofia")


@value
class WrittenCase:
    id: str
    process: str
    title: str
    teaser: str
    level: str  # how hard it is
    practise: str  # what one can try in it
    circle: str
    focus: str
    names: tuple[str, ...]  # the cast in order; the first brings the case
    text: Any  # the whole file as tables

    def people(self, many: int) -> tuple[str, ...]:
        """The first of the cast, and others with names that nobody in it bears where it is too small."""
        spare = [name for name in SPARE_NAMES if name not in self.names]
        more = max(0, many - len(self.names))
        while len(spare) < more:
            spare.append(f"{SPARE_NAMES[len(spare) % len(SPARE_NAMES)]} {len(spare)}")
        return (*self.names[:many], *spare[:more])


def party(process: Process) -> int:
    """Say how many people play a process: as many as is usual, if it is made for so many."""
    return max(process.least, min(USUAL, process.fit.most or USUAL))


def lendable(process: Process, language: str) -> tuple[WrittenCase, ...]:
    """Give the cases that a process can be rehearsed with: problems of the kind it is made for, first those
    that were written for it."""
    fitting = [
        written for written in library(language) if processes.process(written.process).case == process.case
    ]
    return tuple(sorted(fitting, key=lambda written: written.process != process.id)) or library(language)


def case_ids() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))


def beginnings(language: str) -> tuple[WrittenCase, ...]:
    return tuple({written.process: written for written in reversed(library(language))}.values())[::-1]


def library(language: str) -> tuple[WrittenCase, ...]:
    return tuple(
        sorted((case(id, language) for id in case_ids()), key=lambda written: LEVELS.index(written.level))
    )


@cache
def case(id: str, language: str) -> WrittenCase:
    """Read a case in a language, in English where there is no other.

    :raises KeyError: there is no such case.
    """
    if id not in case_ids():
        raise KeyError(id)
    file = CASES / id / f"case.{language}.toml"
    text = tomllib.loads((file if file.exists() else CASES / id / "case.en.toml").read_text(encoding="utf-8"))
    names = tuple(person["name"] for person in text["cast"])
    return WrittenCase(
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
