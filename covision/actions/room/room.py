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
    """One meeting in this process. `head` is decided on, `meeting` is what has reached the disk and may be seen;
    `head_by` is the command that brought the head about, by which the journal knows what a command was decided on.
    `rehearses` is the process that a rehearsal is about, and `rests` whether it holds on."""

    id: int
    public_id: str
    key: bytes
    circle: str = ""
    circle_id: int = 0
    focus: str = ""
    lasting: bool = False
    join_token: str = ""
    rehearses: str = ""
    rests: bool = False
    head: Meeting = field(default_factory=Meeting)
    head_by: str = ""
    meeting: Meeting = field(default_factory=Meeting)
    meeting_by: str = ""
    erased: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    texts: dict[str, str] = field(default_factory=dict)
    sealed_as: dict[str, tuple[str, int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    names_edition: int = 0
    seats: dict[int, int] = field(default_factory=dict)
    learnt: dict[int, learning.Learnt] = field(default_factory=dict)
    feel_ready: frozenset[tuple[int, str]] = frozenset()
    prepared: preparation.Prepared = preparation.NOTHING
    own_steps: dict[int, tuple[OwnStep, ...]] = field(default_factory=dict)
    own_words: dict[str, str] = field(default_factory=dict)
    read_at: dict[str, object] = field(default_factory=dict)
    answered: tuple[int, str, str] = (0, "", "")
    answers: dict[str, str] = field(default_factory=dict)
    commands: "OrderedDict[str, Future[None]]" = field(default_factory=OrderedDict)
    common: Memory = field(default_factory=Memory)
    ear: HintMemory = field(default_factory=HintMemory)

    def __post_init__(self) -> None:
        self.ear.key = self.key

    def text(self, ref: str) -> str:
        return self.texts.get(ref) or self.own_words.get(ref) or self.answers.get(ref, "")

    def name(self, seat: int) -> str:
        return self.names.get(seat, "…") if seat != NOBODY else "Covision"

    def seat_of(self, person_id: int) -> int | None:
        return self.seats.get(person_id)


@value
class Presence:
    """Seats that are here, out of reach for the waiting time, and ready for the next step, as it is `at` a moment. It is
    nobody's history."""

    at: datetime
    here: frozenset[int]
    away: frozenset[int]
    ready: frozenset[int]
