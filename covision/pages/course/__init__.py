"""The course as data: `course.toml` puts the units in order; a unit has a text and its exercises, a file per language."""

import tomllib
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from covision.engine.plain import from_plain, value

HOME = Path(__file__).parent


@value
class Rehearse:
    case: str  # a written one
    role: str  # a good one to begin with


@value
class UnitPlace:
    """A unit's place in the course."""

    id: str
    week: int
    minutes: int  # about
    exercises: tuple[str, ...]  # ids
    rehearse: Rehearse | None = None


@value
class CourseIndex:
    units: tuple[UnitPlace, ...]


@value
class ExerciseChoice:
    """Something to sort or to answer by one of the `options`."""

    ask: str
    right: int  # counts from 0
    why: str
    options: tuple[str, ...] = ()


@value
class Phrasing:
    """One of several good ways to put it, and why."""

    say: str
    why: str


@value
class Stop:
    """The place where the reader writes first."""

    tell: str  # said before
    ask: str
    ways: tuple[Phrasing, ...]  # to compare with


@value
class Exercise:
    """Either `choices`, answered all at once, or `stops`, one after the other."""

    id: str
    title: str
    intro: str
    end: str  # said when it is finished
    options: tuple[str, ...] = ()  # of all choices that have none of their own
    choices: tuple[ExerciseChoice, ...] = ()
    stops: tuple[Stop, ...] = ()

    def options_of(self, choice: ExerciseChoice) -> tuple[str, ...]:
        return choice.options or self.options


@value
class Exercises:
    exercises: tuple[Exercise, ...]


@value
class Unit:
    """A unit in one language."""

    id: str
    title: str
    lead: str  # its first paragraph
    body: Markup  # the rest, rendered
    exercises: tuple[Exercise, ...]


@cache
def places() -> tuple[UnitPlace, ...]:
    return from_plain(CourseIndex, tomllib.loads((HOME / "course.toml").read_text(encoding="utf-8"))).units


def place(id: str) -> UnitPlace | None:
    return next((place for place in places() if place.id == id), None)


def after(id: str) -> UnitPlace | None:
    ids = [place.id for place in places()]
    return places()[ids.index(id) + 1] if id in ids[:-1] else None


@cache
def unit(id: str, language: str) -> Unit:
    """Its text begins with a heading and one paragraph that says what it is about."""
    heading, lead, rest = (HOME / f"{id}.{language}.md").read_text(encoding="utf-8").split("\n\n", 2)
    tables = tomllib.loads((HOME / f"{id}.{language}.toml").read_text(encoding="utf-8"))
    return Unit(
        id=id,
        title=heading.removeprefix("# "),
        lead=" ".join(lead.split()),
        body=Markup(MarkdownIt("commonmark", {"html": False}).render(rest)),  # noqa: S704 (our own text, without HTML)
        exercises=from_plain(Exercises, tables, f"{id}.{language}").exercises,
    )
