"""Which processes suit a group today, and what speaks for and against each."""

from typing import Literal

from .length import minutes
from .plain import value
from .process import Experience, Helps, Process

Why = Literal["case", "people", "few", "many", "time", "tight", "long", "easy", "practice", "helps"]

LEVELS: tuple[Experience, ...] = ("none", "some", "much")
TIGHT = 10  # minutes over the plan that a group can save on the way
MOST, LEAST = 3, 2
# What weighs more than a small reservation makes a process second choice.
SMALL = 1
WEIGHTS: dict[Why, int] = {"tight": 1, "practice": 2, "case": 3, "helps": 3, "many": 3, "long": 4, "few": 6}


@value
class Situation:
    """A group today."""

    case: Literal["personal", "shared"]  # whose problem it is
    people: int
    minutes: int
    experience: Experience = "none"
    helps: Helps | Literal[""] = ""  # empty: either will do


@value
class Ground:
    """Something that speaks for or against a process."""

    why: Why
    number: int = 0  # of people or minutes it is about


@value
class Match:
    process: Process
    good: tuple[Ground, ...]
    but: tuple[Ground, ...]

    @property
    def burden(self) -> int:
        return sum(WEIGHTS[ground.why] for ground in self.but)

    @property
    def suits(self) -> bool:
        return self.burden <= SMALL


def fitting(situation: Situation, offered: tuple[Process, ...], around: int) -> tuple[Match, ...]:
    """The two or three most suitable processes, best first; a second choice only where too few suit. Among
    equals the one that uses the time best comes first.

    `around`: minutes a meeting takes before and after its round.
    """
    matches = sorted(
        (_match(situation, process, around) for process in offered),
        key=lambda match: (
            match.burden,
            -len(match.good),
            abs(situation.minutes - around - minutes(match.process, situation.people)),
        ),
    )
    suit = [match for match in matches if match.suits]
    return tuple(suit[:MOST] if len(suit) >= LEAST else matches[:LEAST])


def _match(situation: Situation, process: Process, around: int) -> Match:
    grounds = (
        _case(situation, process),
        _people(situation, process),
        _time(situation, minutes(process, situation.people) + around),
        _experience(situation, process),
        _helps(situation, process),
    )
    return Match(
        process,
        good=tuple(ground for speaks_for, ground in filter(None, grounds) if speaks_for),
        but=tuple(ground for speaks_for, ground in filter(None, grounds) if not speaks_for),
    )


Verdict = tuple[bool, Ground] | None


def _case(situation: Situation, process: Process) -> Verdict:
    return None if process.case == "none" else (process.case == situation.case, Ground("case"))


def _people(situation: Situation, process: Process) -> Verdict:
    if situation.people < process.least:
        return False, Ground("few", process.least)
    if process.fit.most and situation.people > process.fit.most:
        return False, Ground("many", process.fit.most)
    return True, Ground("people", situation.people)


def _time(situation: Situation, needed: int) -> Verdict:
    if needed <= situation.minutes:
        return True, Ground("time", needed)
    return False, Ground("tight" if needed <= situation.minutes + TIGHT else "long", needed)


def _experience(situation: Situation, process: Process) -> Verdict:
    needed, given = LEVELS.index(process.fit.experience), LEVELS.index(situation.experience)
    if needed > given:
        return False, Ground("practice")
    return (True, Ground("easy")) if needed == given == 0 else None


def _helps(situation: Situation, process: Process) -> Verdict:
    if not situation.helps:
        return None
    return process.fit.helps == situation.helps, Ground("helps")
