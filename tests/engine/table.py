"""A table to play at: the cast in a meeting of the pure engine, with a clock that moves when somebody acts."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.deciding import decide
from covision.engine.events import EVENTS, Event, TextRef
from covision.engine.evolve import evolve
from covision.engine.meeting import Meeting
from covision.engine.plain import from_plain, to_plain
from covision.engine.process import Process
from covision.engine.projection import project
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused
from covision.engine.scene import Scene

FAY, CAS, ADA, BEN, EVE, OZ = 1, 2, 3, 4, 5, 9
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROCESSES = Path(__file__).parents[2] / "covision" / "processes"
CHECKED = ("check:real", "check:own", "check:current", "check:influence", "check:tellable", "inside:no")


@cache
def process(id: str) -> Process:
    data = tomllib.loads((PROCESSES / id / "process.toml").read_text(encoding="utf-8"))
    return from_plain(Process, data, id)


def problem_tags(whose: str = "personal", urgency: str = "soon") -> tuple[str, ...]:
    return (f"whose:{whose}", f"urgency:{urgency}", *CHECKED)


class Table:
    """Keeps the journal beside the meeting, so that a test can replay it."""

    def __init__(self, rounds: int = 1, spoken: bool = False) -> None:
        self.meeting = Meeting()
        self.journal: list[tuple[Event, int, datetime]] = []
        self.now = START
        self.written = 0
        self.act(FAY, c.OpenMeeting(process("frame"), 90, rounds, spoken))

    def act(self, by: int, command: Command, after: float = 15) -> tuple[Event, ...]:
        self.now += timedelta(seconds=after)
        events = decide(self.meeting, command, by, self.now)
        for event in events:
            name = next(name for name, kind in EVENTS.items() if kind is type(event))
            assert from_plain(EVENTS[name], to_plain(event)) == event
            self.meeting = evolve(self.meeting, event, by, self.now)
            self.journal.append((event, by, self.now))
        return events

    def refusal(self, by: int, command: Command, after: float = 15) -> Refused:
        before = self.meeting
        with pytest.raises(Refused) as refused:
            self.act(by, command, after)
        assert self.meeting == before
        assert refused.value.sentence.endswith((".", "?"))
        return refused.value

    def write(self, by: int, kind: str, *, length: int = 20, after: float = 15, **more: object) -> str:
        self.written += 1
        card = f"card-{self.written}"
        self.act(by, c.Write(card, kind, TextRef(f"text-{card}", 256, "en"), length, **more), after)  # type: ignore[arg-type]
        return card

    def scene(self, seat: int, look: tuple[int, str] | None = None) -> Scene:
        return project(self.meeting, Viewer(seat, look=look))

    def replayed(self, keep: Callable[[Event, int], bool] = lambda event, by: True) -> Meeting:
        meeting = Meeting()
        for event, by, at in self.journal:
            if keep(event, by):
                meeting = evolve(meeting, event, by, at)
        return meeting

    # -- ways through a meeting ------------------------------------------------------------------------------------

    def seat(self, *seats: int) -> None:
        for seat in seats:
            self.act(seat, c.AskToComeIn())
            self.act(FAY, c.LetIn(seat))

    def end(self, then: str = "", anyway: bool = False) -> None:
        step = self.meeting.place()[1]
        self.act(self.meeting.holder, c.EndStep(step, then, anyway))

    def collect(self, whose: str = "personal") -> str:
        """To the end of the silent collecting, with one problem by Cas."""
        if self.meeting.place()[1] == "arrive":
            self.end()
        card = self.write(CAS, "problem", tags=problem_tags(whose))
        self.act(self.meeting.holder, c.Reveal())
        self.end()
        return card

    def choose(self, card: str, owner: int = CAS) -> None:
        self.act(self.meeting.holder, c.ProposeCase(card))
        self.act(owner, c.AcceptCase((process("concept-1"), process("concept-2"))))
        self.end()

    def begin(self, whose: str = "personal", facilitator: int = ADA) -> None:
        """To the first step of the main phase; Ada facilitates, Fay, Ben and Eve have the part for the rest."""
        self.choose(self.collect(whose))
        self.act(facilitator, c.TakeRole("facilitator"))
        self.end(anyway=True)

    def skip_to(self, step: str) -> None:
        while self.meeting.place()[1] != step:
            self.end(anyway=True)


def meeting_of_five(**more: int) -> Table:
    table = Table(**more)  # type: ignore[arg-type]
    table.seat(CAS, ADA, BEN, EVE)
    return table
