"""A simulated peer: looks at its own page, does one thing after the other that the page offers, and waits like a person."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Protocol

from django.utils import timezone

from covision.clock import REAL_TIME, Clock

from . import script
from .offers import Offer
from .screen import Reply, Screen
from .sight import Sight
from .temperament import Temperament

SHORTLY = 0.4
GLANCE = 2.0
OFTEN = 0.1
IDLE_AT_ONCE = 0.2
GIVEN_UP = 3


@dataclass(frozen=True)
class Action:
    """Something to do: an offer, filled in."""

    offer: Offer
    filled: tuple[tuple[str, str], ...] = ()
    think: float = 2.0  # seconds of a person
    key: str = ""  # the same is done once in a place
    after: float = 0.0  # the least to wait, in seconds of the clock, for letting others go first

    @property
    def kind(self) -> str:
        return self.offer.get("kind")

    @property
    def text(self) -> str:
        return next((value for name, value in self.filled if name == "text"), "")

    def fields(self) -> tuple[tuple[str, str], ...]:
        return (("command", self.offer.command), *self.offer.fields, *self.filled)


@dataclass(frozen=True)
class WrittenText:
    """A contribution that was acknowledged."""

    round: int
    step: str
    kind: str
    text: str
    private: bool = False
    prompt: str = ""  # the guiding question that was sent, which each reads in a language of their own


@dataclass
class Table:
    """What people in one room see of each other beside the page: who sits there, and who nods."""

    names: tuple[str, ...]  # of the simulated ones
    party: int  # how many people are expected
    newcomer: str = ""  # the real person among them
    role: str = ""  # the part they came for
    process: str = ""  # what they mean to work by, if not by that of their case
    pace: float = 1.0  # of a person; 2.0 is twice as fast, 0 without any waiting; may change
    paused: bool = False
    ready: tuple[str, int] = ("", 0)  # at which place how many real people have said that they are
    group_habits: "GroupHabits | None" = None
    clock: Clock = REAL_TIME
    nods: dict[str, set[str]] = field(default_factory=dict)
    alarms: list[asyncio.Event] = field(default_factory=list)

    def nod(self, what: str, name: str) -> None:
        names = self.nods.setdefault(what, set())
        if name not in names:
            names.add(name)
            self.stir()

    def shake(self, what: str, name: str) -> None:
        self.nods.get(what, set()).discard(name)

    def stir(self) -> None:
        for alarm in self.alarms:
            alarm.set()

    def claim(self, what: str, name: str) -> bool:
        names = self.nods.setdefault(what, set())
        if not names:
            names.add(name)
        return name in names

    def nodded(self, what: str) -> set[str]:
        return self.nods.get(what, set())


class GroupHabits(Protocol):
    """What the people at a table have agreed to do beside their parts."""

    def next_action(self, me: "Peer", sight: Sight) -> Action | None: ...

    def say_ready(self, me: "Peer", sight: Sight) -> Action | None:
        """Where Covision leads, it goes on by that."""


@dataclass
class Diary:
    """What a peer did, to be counted afterwards."""

    commands: int = 0
    tries: int = 0
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    written: list[WrittenText] = field(default_factory=list)


class Peer:
    def __init__(
        self,
        name: str,
        screen: Screen,
        *,
        case: script.PlayedCase,
        temperament: Temperament,
        table: Table,
        rng: Random,
    ) -> None:
        self.name, self.screen, self.case, self.temperament = name, screen, case, temperament
        self.table, self.rng = table, rng
        self._luck = rng.random()
        self.words = script.words(screen.language)
        self.diary = Diary()
        self.sight: Sight | None = None
        self.problem = ""
        self.away: set[str] = set()
        self.sent: Callable[[Action], None] | None = None
        self._seen = -1
        self._done: set[str] = set()
        self._refused: Counter[str] = Counter()
        self._quotas: dict[str, int] = {}
        self._choices: dict[str, float] = {}
        self._arrived: tuple[str, float] = ("", table.clock.seconds())
        self.heard: set[str] = set()
        table.alarms.append(screen.alarm)

    @property
    def pace(self) -> float:
        return self.table.pace

    async def play(self, choose: Callable[["Peer", Sight], Action | None]) -> None:
        while not self.screen.ended:
            self.screen.alarm.clear()
            sight = self.see()
            if sight.closed:
                return
            action = None
            if self.screen.connected and not sight.asking and not self.table.paused:
                action = choose(self, sight)
            if action is not None:
                await self._do(action)
            else:
                await self._wait(min(GLANCE, self.real(GLANCE)))

    def see(self) -> Sight:
        if self.sight is None or self._seen != self.screen.changes:
            self._seen = self.screen.changes
            self.sight = self.screen.see()
            self.arrive(self.sight.visit)
            if self.sight.away:
                self.away.add(self.sight.place)
        return self.sight

    def arrive(self, place: str) -> None:
        """Note when the group came to a place; where it comes back to one, it is led on from there again."""
        if self._arrived[0] != place:
            self._arrived = (place, self.table.clock.seconds())
            self._done = {key for key in self._done if not key.startswith(f"{place}|end ")}

    # -- what a habit may ask ----------------------------------------------------------------------------------------

    def is_new(self, action: Action) -> bool:
        key = self.key(action)
        return key not in self._done and self._refused[key] < GIVEN_UP

    def until_changed(self, what: str) -> str:
        """A key for what may be done again as soon as the page has changed and still offers it."""
        return f"{what} {self.screen.changed_at}"

    def idle(self, seconds: float) -> bool:
        """Whether nothing has changed on the page for so long, in seconds of a person."""
        return self.table.clock.seconds() - self.screen.changed_at >= self.real(seconds)

    def quiet(self, seconds: float) -> bool:
        """Whether nothing has changed for so long; in seconds of the clock where a real person may be about to write."""
        waited = self.table.clock.seconds() - self.screen.changed_at
        return waited >= (seconds if self.table.newcomer else self.real(seconds))

    def been_here(self, seconds: float) -> bool:
        return self.table.clock.seconds() - self._arrived[1] >= seconds

    def real(self, seconds: float) -> float:
        return seconds / self.pace if self.pace else seconds * IDLE_AT_ONCE

    def quota(self, what: str, usual: float, least: int = 0) -> int:
        key = f"{self._arrived[0]}|{what}"
        if key not in self._quotas:
            self._quotas[key] = self.temperament.many(self.luck(key), usual, least)
        return self._quotas[key]

    def chance(self, what: str) -> float:
        key = f"{self._arrived[0]}|{what}"
        if key not in self._choices:
            self._choices[key] = self.luck(key).random()
        return self._choices[key]

    def luck(self, what: str) -> Random:
        """Chance of its own for one thing: whoever is quicker or slower elsewhere, this falls out the same."""
        return Random(f"{self._luck} {what}")

    def wrote(self, kind: str) -> int:
        sight = self.see()
        return sum(
            (text.round, text.step, text.kind) == (sight.round, sight.step, kind)
            for text in self.diary.written
        )

    def has_just_asked(self, place: str) -> bool:
        """Whether this peer has asked somebody for a part here, and the page does not show it yet."""
        asked, since = f"{place}|ask ", self.until_changed("")
        return any(key.startswith(asked) and key.endswith(since) for key in self._done)

    def has_written(self, text: str) -> bool:
        sight = self.see()
        return any(kept.text == text and kept.round == sight.round for kept in self.diary.written)

    def others(self) -> tuple[script.PlayedCase, ...]:
        return script.cases(self.screen.language)

    def due(self, offer: Offer, line: script.CaseLine) -> tuple[tuple[str, str], ...]:
        if not offer.dated:
            return ()
        when = timezone.localtime(self.table.clock.now()) + timedelta(hours=line.hours or 24)
        return (("due", when.strftime("%Y-%m-%dT%H:%M")),)

    # -- acting ------------------------------------------------------------------------------------------------------

    async def _do(self, action: Action) -> None:
        wait = max(action.after, self.seconds_for(action) if self.pace else 0.0)
        if wait:
            await self.table.clock.sleep(wait)
            if self.table.paused or not self._still_offered(action):
                return
        since = self.screen.changes
        if self.sent is not None:
            self.sent(action)
        sight, key = self.see(), self.key(action)
        reply = await self.screen.send(action.fields())
        self.note(action, reply, sight, key)
        if reply.done:
            await self.screen.changed(since, 1.0)
        else:
            await self.screen.changed(since, max(SHORTLY, self.real(5)))

    def seconds_for(self, action: Action) -> float:
        seconds = action.think / self.temperament.speed + (
            self.temperament.types(len(action.text)) if action.text else 0.0
        )
        return seconds * (0.7 + 0.6 * self.rng.random()) / self.pace

    def _still_offered(self, action: Action) -> bool:
        sight = self.see()
        return not self.screen.ended and any(
            action.offer.fields == offer.fields for offer in sight.offers(action.offer.command)
        )

    def note(self, action: Action, reply: Reply, sight: Sight, key: str) -> None:
        """`sight` and `key` are of the moment of sending: the group may have gone on meanwhile."""
        self.diary.commands += 1
        self.diary.tries += reply.tries
        self.diary.seconds.append(reply.seconds)
        if not reply.done:
            self._refused[key] += 1
            self.diary.refused.append(f"{sight.place} {action.offer.command}: {reply.sentence}")
            return
        self._done.add(key)
        if action.offer.command == "write":
            kept = WrittenText(sight.round, sight.step, action.kind, action.text, action.offer.private)
            self.diary.written.append(kept)
        elif action.offer.command == "send-question":
            asked, prompt = action.offer.label.partition("↑")[0], action.offer.get("question")
            self.diary.written.append(WrittenText(sight.round, sight.step, "question", asked, prompt=prompt))

    def key(self, action: Action) -> str:
        return f"{self._arrived[0]}|{action.key or (action.offer.command, action.offer.fields, action.text)}"

    async def _wait(self, seconds: float) -> None:
        await self.table.clock.wait(self.screen.alarm, max(OFTEN, seconds) * (0.8 + 0.4 * self.rng.random()))
