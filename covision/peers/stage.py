"""The stage of a server: its simulated peers take part in every rehearsal that a newcomer has begun."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Protocol

from covision.clock import Clock

from . import script
from .browser import Browser
from .guests import real_people
from .habits import next_deed
from .manner import Manner, manner
from .person import Person, Table, Tempo
from .wire import Broken, Door

LOOK_AGAIN = 15.0
ALONE = 600.0
GLANCE = 5.0
ENTRANCE = 1.5

log = logging.getLogger(__name__)

address = ""  # where this server answers, set by `covision serve` once it knows its port


class Player(Person):
    """A peer at a page of this server."""

    def __init__(self, name: str, browser: Browser, **more: Any) -> None:
        super().__init__(name, browser, **more)
        self.browser = browser


class Rehearsal(Protocol):
    """What has to be known to play one: `names` and `keys` (login cookies of the simulated peers) by seat, the seat and
    the wished role of the real `person`, how many are expected (`party`), whether the peers have been asked to hold on
    (`held`), and the `pace`: 2.0 is twice as fast as people are."""

    @property
    def room(self) -> str: ...
    @property
    def case(self) -> str: ...
    @property
    def process(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def seed(self) -> int: ...
    @property
    def pace(self) -> float: ...
    @property
    def role(self) -> str: ...
    @property
    def person(self) -> int: ...
    @property
    def party(self) -> int: ...
    @property
    def held(self) -> bool: ...
    @property
    def names(self) -> tuple[tuple[int, str], ...]: ...
    @property
    def keys(self) -> tuple[tuple[int, str], ...]: ...


Waiting = Callable[[Sequence[str]], Sequence[Rehearsal]]


class Pacing(Protocol):
    """How a rehearsal goes just now, with how many simulated `peers`; `ready` counts the real people who have said so at
    `place`."""

    @property
    def pace(self) -> float: ...
    @property
    def held(self) -> bool: ...
    @property
    def peers(self) -> int: ...
    @property
    def place(self) -> str: ...
    @property
    def ready(self) -> int: ...


Tempos = Callable[[Sequence[str]], Mapping[str, Pacing]]


class Stage:
    """`waiting` is asked, in a thread, for the rehearsals other than those it is told, `tempos` for the pace of those
    that are played and whether they are held; `cookie` names the login cookie.

    After a restart of the server all running rehearsals are among those waiting, so they go on."""

    def __init__(
        self, door: Door, waiting: Waiting, tempos: Tempos, clock: Clock, *, cookie: str = "s"
    ) -> None:
        self.door, self.waiting, self.tempos, self.cookie = door, waiting, tempos, cookie
        self.clock = clock
        self._tables: dict[str, list[Player]] = {}
        self._woken = asyncio.Event()
        self._playing: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """This will look for new rehearsals at once; to be called on the event loop of the stage."""
        self._woken.set()

    async def run(self) -> None:
        """This will play until it is cancelled."""
        try:
            while True:
                self._woken.clear()
                await self._begin_new()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._woken.wait()
        finally:
            await self._end_all()

    async def _begin_new(self) -> None:
        for room in [room for room, task in self._playing.items() if task.done()]:
            del self._playing[room]
        try:
            tempos = await asyncio.to_thread(self.tempos, tuple(self._playing))
            await self._break_off([room for room, pacing in tempos.items() if self._has_grown(room, pacing)])
            found = await asyncio.to_thread(self.waiting, tuple(self._playing))
        except Exception:
            log.exception("The rehearsals that wait could not be read.")
            return
        for room, pacing in tempos.items():
            _set_tempo(self._tables.get(room, []), pacing)
        for rehearsal in found:
            self._playing[rehearsal.room] = asyncio.create_task(self._guarded(rehearsal))

    def _has_grown(self, room: str, pacing: Pacing) -> bool:
        """Whether a peer has come in for a colleague who did not."""
        return 0 < len(self._tables.get(room, [])) < pacing.peers

    async def _break_off(self, rooms: list[str]) -> None:
        """These rehearsals begin again with everybody at one table; nobody has written anything yet."""
        for room in rooms:
            task = self._playing.pop(room)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _guarded(self, rehearsal: Rehearsal) -> None:
        """One rehearsal that fails must not end the others; it begins again when the stage looks next."""
        try:
            people = self._tables[rehearsal.room] = _company(self.door, rehearsal, self.cookie, self.clock)
            await play(people, rehearsal.room)
        except Exception:
            log.exception("A rehearsal broke off.")
            await asyncio.sleep(LOOK_AGAIN)
        finally:
            self._tables.pop(rehearsal.room, None)

    async def _end_all(self) -> None:
        for task in self._playing.values():
            task.cancel()
        await asyncio.gather(*self._playing.values(), return_exceptions=True)


async def play(people: list[Player], room: str) -> None:
    """This will play one rehearsal until its meeting ends. While the real person has been away for long, everybody
    rests; one peer keeps looking for her return."""
    if not people:
        return
    first, *others = people
    try:
        while not first.browser.gone:
            await _play_while_somebody_is_there(people, room)
            if first.browser.gone or first.see().closed:
                return
            for one in others:
                await one.browser.leave()
            await _wait_for_return(first)
    finally:
        for one in people:
            await one.browser.leave()


def _company(door: Door, rehearsal: Rehearsal, cookie: str, clock: Clock) -> list[Player]:
    names, keys = dict(rehearsal.names), dict(rehearsal.keys)
    table = Table(
        tuple(names[seat] for seat in keys),
        rehearsal.party,
        names.get(rehearsal.person, ""),
        rehearsal.role,
        rehearsal.process,
        tempo=Tempo(rehearsal.pace, rehearsal.held),
        clock=clock,
    )
    case = script.case(rehearsal.case, rehearsal.language)
    manners = {member.name: manner(member.manner) for member in case.cast}
    people = []
    for seat, key in keys.items():
        rng = Random(f"{rehearsal.seed}/{seat}")
        browser = Browser(door, rehearsal.language, rng, {cookie: key}, clock=clock)
        found = manners.get(names[seat], Manner())
        person = Player(
            names[seat], browser, case=case, manner=found, table=table, rng=rng, pace=rehearsal.pace
        )
        people.append(person)
    return people


async def _play_while_somebody_is_there(people: list[Player], room: str) -> None:
    playing = [asyncio.create_task(_come_and_play(one, room, at)) for at, one in enumerate(people)]
    try:
        await _until_nobody_is_there(people[0], playing)
    finally:
        for task in playing:
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)


async def _come_and_play(one: Player, room: str, at: int) -> None:
    """They come in one after the other. Who is still there from before comes at once."""
    if one.pace:
        await asyncio.sleep(one.table.clock.wait_for(at * ENTRANCE / one.pace))
    if not one.browser.listens():
        await one.browser.enter(f"/rooms/{room}/")
    await one.play(next_deed)


async def _until_nobody_is_there(first: Player, playing: list[asyncio.Task[None]]) -> None:
    alone_since = time.monotonic()
    while not all(task.done() for task in playing):
        if _newcomer_is_here(first):
            alone_since = time.monotonic()
        elif time.monotonic() - alone_since > ALONE:
            return
        await asyncio.wait(playing, timeout=GLANCE, return_when=asyncio.ALL_COMPLETED)
    for task in playing:
        failure = task.exception()
        if failure is not None and not isinstance(failure, Broken):
            raise failure


async def _wait_for_return(first: Player) -> None:
    while not (first.browser.gone or first.see().closed or _newcomer_is_here(first)):
        await first.browser.changed(first.browser.changes, GLANCE * 12)


def _newcomer_is_here(first: Player) -> bool:
    sight = first.browser.see()
    return any(one.here for one in real_people(first, sight))


def _set_tempo(people: list[Player], pacing: Pacing) -> None:
    """Whoever goes on after a rest does not hurry: what was quiet meanwhile does not count."""
    if not people or people[0].table.tempo is None:
        return
    tempo = people[0].table.tempo
    resumed = tempo.held and not pacing.held
    tempo.pace, tempo.held = pacing.pace, pacing.held
    people[0].table.ready = (pacing.place, pacing.ready)
    for one in people if resumed else ():
        one.browser.changed_at = one.table.clock.seconds()
    people[0].table.stir()
