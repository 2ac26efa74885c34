"""Written cases: who is in the cast, what they bring, and their lines step by step; and the processes' own words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from covision import processes
from covision.engine.plain import from_plain

from . import casebook
from .mistake import Mistake


@dataclass(frozen=True)
class Problem:
    text: str
    whose: str
    urgency: str


@dataclass(frozen=True)
class CastMember:
    name: str
    manner: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class CaseLine:
    """Something to write."""

    text: str
    hours: float = 0  # from now, when a step is due


@dataclass(frozen=True)
class PlayedCase:
    id: str
    process: str
    circle: str
    focus: str
    cast: tuple[CastMember, ...]
    # by step, role and kind
    lines: dict[tuple[str, str, str], tuple[CaseLine, ...]] = field(repr=False)
    # by role and kind: for questions that stand in no script
    heard: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False)
    mistakes: tuple[Mistake, ...] = ()
    # for any process: by purpose, and questions with their answers
    material: dict[str, tuple[CaseLine, ...]] = field(default_factory=dict, repr=False)
    asked: dict[str, str] = field(default_factory=dict, repr=False)

    def __hash__(self) -> int:
        return hash((self.id, self.circle, self.focus))

    def hears(self, kind: str) -> tuple[str, ...]:
        """What is answered to a question that is heard as of this kind, whoever is asked."""
        return next((lines for (_, heard), lines in self.heard.items() if heard == kind), ())

    def answers(self, step: str) -> tuple[CaseLine, ...]:
        return next(
            (lines for (at, _, kind), lines in self.lines.items() if (at, kind) == (step, "answer")), ()
        )

    def people(self, many: int) -> tuple[CastMember, ...]:
        """The first of the cast, and more people with nothing of their own to bring where it is too small."""
        cast = {member.name: member for member in self.cast}
        return tuple(
            cast.get(name, CastMember(name, "")) for name in casebook.case(self.id, "en").people(many)
        )


@dataclass(frozen=True)
class PageWords:
    """What processes say, as pages show it."""

    roles: dict[str, str]  # id by name
    # by process and step, in order; each in parts, between which a name stands
    questions: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = field(repr=False)
    shared: str = ""  # how a shared problem is marked

    def number(self, process: str, step: str, text: str) -> int:
        """Which guiding question of a step a text is, from 0; -1 if it is none."""
        asked = self.questions.get((process, step), ())
        return next((at for at, parts in enumerate(asked) if all(part in text for part in parts)), -1)

    def many(self, process: str, step: str) -> int:
        return len(self.questions.get((process, step), ()))


@cache
def case(id: str, language: str) -> PlayedCase:
    """Read a case in a language.

    :raises KeyError: there is no such case.
    """
    written = casebook.case(id, language)
    return PlayedCase(
        id=written.id,
        process=written.process,
        circle=written.circle,
        focus=written.focus,
        cast=tuple(_member(row) for row in written.text["cast"]),
        lines=_lines(written.text["lines"]),
        heard=_heard(written.text.get("heard", {})),
        mistakes=tuple(from_plain(Mistake, row, id) for row in written.text.get("mistakes", ())),
        material={
            purpose: tuple(map(_line, lines)) for purpose, lines in written.text.get("material", {}).items()
        },
        asked={row["question"]: row["answer"] for row in written.text.get("asked", ())},
    )


@cache
def cases(language: str) -> tuple[PlayedCase, ...]:
    return tuple(case(id, language) for id in casebook.case_ids())


@cache
def words(language: str) -> PageWords:
    roles: dict[str, str] = {}
    questions: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
    for process in processes.all_ids():
        read = processes.words(process, language)
        roles |= {part["name"]: role for role, part in read.get("roles", {}).items()}
        for step, part in read.get("steps", {}).items():
            questions[process, step] = tuple(_asked(part.get("questions", {})))
    shared = processes.word(processes.FRAME, language, "kinds", "problem", "tags", "whose", "shared")
    return PageWords(roles, questions, str(shared))


def _asked(questions: dict[str, str]) -> Iterable[tuple[str, ...]]:
    for id, text in questions.items():
        if id.startswith("q"):
            yield tuple(part.strip() for part in text.split("{client}"))


def _member(read: dict[str, Any]) -> CastMember:
    return CastMember(
        read["name"],
        read.get("manner", ""),
        tuple(Problem(**problem) for problem in read.get("problems", ())),
    )


def _heard(read: dict[str, Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(role, kind): tuple(lines) for role, kinds in read.items() for kind, lines in kinds.items()}


def _line(read: Any) -> CaseLine:
    return CaseLine(read) if isinstance(read, str) else CaseLine(read["text"], float(read["hours"]))


def _lines(read: dict[str, Any]) -> dict[tuple[str, str, str], tuple[CaseLine, ...]]:
    return {
        (step, role, kind): tuple(map(_line, lines))
        for step, roles in read.items()
        for role, kinds in roles.items()
        for kind, lines in kinds.items()
    }
