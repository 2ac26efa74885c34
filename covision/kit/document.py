"""What a reader is told of a process: every word in place, nothing left to look up.

Pages and sheets only lay it out. Sheets get it as JSON, so nothing somebody wrote is read as markup.
"""

from itertools import groupby

from covision.engine.plain import value
from covision.engine.process import Field, Macro


@value
class RoleInStep:
    role: str
    name: str
    does: str
    leaves: str
    says: tuple[str, ...]
    questions: tuple[str, ...]


@value
class Tick:
    label: str
    options: tuple[str, ...]


@value
class Box:
    """A place to write on a worksheet."""

    label: str
    hint: str
    who: str
    lines: int  # its share of the page
    copies: int  # how many stand beside one another
    dated: bool
    private: bool
    ticks: tuple[Tick, ...]


@value
class DocumentStep:
    id: str
    number: int  # counts the steps of the round from 1; 0 before and after it
    macro: Macro
    field: Field
    field_word: str
    title: str
    short: str
    start: int  # minutes from the beginning of the meeting
    minutes: int
    time: str
    purpose: str
    question: str
    parts: tuple[RoleInStep, ...]
    rules: tuple[str, ...]
    outputs: tuple[str, ...]
    carried: tuple[str, ...]
    boxes: tuple[Box, ...]


@value
class Stay:
    """What a role does in steps that follow one another and ask the same of it."""

    field: Field
    field_word: str
    time: str
    numbers: str  # “5–14”; empty in the frame
    title: str
    does: str
    leaves: str
    questions: tuple[str, ...]


@value
class DocumentRole:
    id: str
    name: str
    count: str
    about: tuple[str, ...]
    steers: bool
    card: tuple[Stay, ...]  # what the role's card says, in order


Point = tuple[float, float]


@value
class PathStretch:
    field: Field
    points: tuple[Point, ...]
    station: Point  # where its number stands


@value
class Landmark:
    """The sign of a field over its part of the path."""

    field: Field
    at: Point


@value
class Picture:
    """The path of a round as a rising line from dusk to day; the longer a step, the longer its stretch."""

    wide: int
    high: int
    radius: float  # of the circle around a number, smaller where many have to stand side by side
    stretches: tuple[PathStretch, ...]
    landmarks: tuple[Landmark, ...]


@value
class ProcessDocument:
    id: str
    language: str
    title: str
    summary: str
    origin: str
    people: str
    minutes: int  # of the round
    meeting_minutes: int
    time: str
    whole_time: str
    rules: tuple[str, ...]
    roles: tuple[DocumentRole, ...]
    steps: tuple[DocumentStep, ...]
    picture: Picture
    promises_intro: str
    promises: tuple[str, ...]
    last_notes: tuple[Box, ...]

    @property
    def round(self) -> tuple[DocumentStep, ...]:
        return tuple(step for step in self.steps if step.number)

    @property
    def stages(self) -> tuple[tuple[DocumentStep, ...], ...]:
        """The steps of the round, those together that follow one another in one field."""
        return tuple(tuple(steps) for _field, steps in groupby(self.round, key=lambda step: step.field))

    @property
    def around(self) -> tuple[DocumentStep, ...]:
        return tuple(step for step in self.steps if not step.number)
