"""One meeting in the memory of this process, and who is in it just now."""

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

from covision.actions.learning import learning
from covision.engine.meeting import NOBODY, Meeting
from covision.engine.plain import value
from covision.engine.projection.viewer import Memory
from covision.engine.scene.composer import OwnStep

from . import preparation
from .hints import HintMemory


@dataclass(eq=False)
class Room:
    id: int
    public_id: str
    key: bytes
    circle: str = ""
    circle_id: int = 0
    focus: str = ""
    lasting: bool = False
    join_token: str = ""
    rehearses: str = ""  # the process a rehearsal is about
    rests: bool = False  # the rehearsal is paused
    head: Meeting = field(default_factory=Meeting)  # decided on
    head_by: str = ""  # the command behind the head: the journal compares it
    meeting: Meeting = field(default_factory=Meeting)  # has reached the disk and may be seen
    meeting_by: str = ""
    erased: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    texts: dict[str, str] = field(default_factory=dict)
    sealed_as: dict[str, tuple[str, int]] = field(default_factory=dict)  # kind and seat
    names: dict[int, str] = field(default_factory=dict)  # by seat
    names_edition: int = 0
    seats: dict[int, int] = field(default_factory=dict)  # by person
    learnt: dict[int, learning.Learnt] = field(default_factory=dict)
    feel_ready: frozenset[tuple[int, str]] = frozenset()
    prepared: preparation.Prepared = preparation.NOTHING
    own_steps: dict[int, tuple[OwnStep, ...]] = field(default_factory=dict)
    own_words: dict[str, str] = field(default_factory=dict)
    read_at: dict[str, object] = field(default_factory=dict)
    answered: tuple[int, str, str] = (0, "", "")  # round, case and process of `answers`
    answers: dict[str, str] = field(default_factory=dict)
    commands: "OrderedDict[str, Future[None]]" = field(default_factory=OrderedDict)
    common: Memory = field(default_factory=Memory)
    hint_memory: HintMemory = field(default_factory=HintMemory)

    def __post_init__(self) -> None:
        self.hint_memory.key = self.key

    def text(self, ref: str) -> str:
        return self.texts.get(ref) or self.own_words.get(ref) or self.answers.get(ref, "")

    def name(self, seat: int) -> str:
        return self.names.get(seat, "…") if seat != NOBODY else "Covision"

    def seat_of(self, person_id: int) -> int | None:
        return self.seats.get(person_id)

    def person_of(self, seat: int) -> int:
        return next(person for person, number in self.seats.items() if number == seat)


@value
class Presence:
    """Seats as they are at a moment; nobody's history."""

    at: datetime
    present: frozenset[int]
    away: frozenset[int]  # out of reach for the waiting time
    ready: frozenset[int]  # for the next step
