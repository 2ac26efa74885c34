"""The stage of a server: its simulated peers take part in every rehearsal that a newcomer has begun."""

import asyncio
import contextlib
import logging
from collections.abc import Collection
from random import Random

from covision.actions.meetings import rehearsals
from covision.actions.meetings.rehearsals import Playing, Tempo
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.actions.shared.background import in_thread
from covision.clock import Clock
from covision.engine.refusals import Refused

from . import script
from .guests import real_people
from .habits import next_action
from .peer import Peer, Table
from .room_screen import OutOfReach, PeersRoom, RoomScreen
from .temperament import Temperament, temperament_of

LOOK_AGAIN = 15.0  # seconds of the real world, as are those below but ENTRANCE
ALONE = 600.0
GLANCE = 5.0
SELDOM = 60.0
ENTRANCE = 1.5  # between two who come in

log = logging.getLogger(__name__)


class Stage:
    """After a restart of the server all running rehearsals are found again, so they go on."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._rehearsals: dict[str, RehearsalPeers] = {}
        self._playing: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look for new rehearsals at once; to be called on the event loop of the stage."""
        self._woken.set()

    async def run(self) -> None:
        try:
            while True:
                self._woken.clear()
                await self._begin_new()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._woken.wait()
        finally:
            await _cancel(self._playing.values())

    async def _begin_new(self) -> None:
        for room in [room for room, task in self._playing.items() if task.done()]:
            del self._playing[room]
        try:
            tempos = await in_thread(rehearsals.tempos, tuple(self._playing))
            await self._break_off([room for room, tempo in tempos.items() if self._has_grown(room, tempo)])
            waiting = await in_thread(_waiting, tuple(self._playing), self.clock)
        except Exception:
            log.exception("The rehearsals that wait could not be read.")
            return
        for room, tempo in tempos.items():
            if room in self._rehearsals:
                self._rehearsals[room].go_by(tempo)
        for rehearsal in waiting:
            self._playing[rehearsal.room] = asyncio.create_task(self._guarded(rehearsal))

    def _has_grown(self, room: str, tempo: Tempo) -> bool:
        return room in self._rehearsals and len(self._rehearsals[room].people) < tempo.peers

    async def _break_off(self, rooms: list[str]) -> None:
        """These rehearsals begin again with everybody at one table; nobody has written anything yet."""
        await _cancel([self._playing.pop(room) for room in rooms])

    async def _guarded(self, rehearsal: Playing) -> None:
        """One rehearsal that fails must not end the others; it begins again when the stage looks next."""
        try:
            room = await in_thread(rooms.open_room, rehearsal.room)
            cast = self._rehearsals[rehearsal.room] = RehearsalPeers(rehearsal, room, self.clock)
            await cast.play()
        except Refused:
            log.info("A rehearsal was erased before it began.")
        except Exception:
            log.exception("A rehearsal broke off.")
            await asyncio.sleep(LOOK_AGAIN)
        finally:
            self._rehearsals.pop(rehearsal.room, None)


class RehearsalPeers:
    """The simulated peers of one rehearsal."""

    def __init__(self, rehearsal: Playing, room: Room, clock: Clock) -> None:
        self.rehearsal, self.clock = rehearsal, clock
        self.table = Table(
            tuple(name for _, name in rehearsal.peers),
            rehearsal.party,
            rehearsal.person,
            rehearsal.role,
            rehearsal.process,
            pace=rehearsal.pace,
            paused=rehearsal.paused,
            clock=clock,
        )
        self.room = PeersRoom(room, rehearsal.language, clock)
        self.people = [self._person(seat, name) for seat, name in rehearsal.peers]

    def _person(self, seat: int, name: str) -> Peer:
        case = script.case(self.rehearsal.case, self.rehearsal.language)
        temperaments = {member.name: temperament_of(member.manner) for member in case.cast}
        return Peer(
            name,
            RoomScreen(self.room, seat),
            case=case,
            temperament=temperaments.get(name, Temperament()),
            table=self.table,
            rng=Random(f"{self.rehearsal.seed}/{seat}"),
        )

    def go_by(self, tempo: Tempo) -> None:
        """Whoever goes on after a rest does not hurry: what was quiet meanwhile does not count."""
        if self.table.paused and not tempo.paused:
            for screen in self.room.screens:
                screen.changed_at = self.clock.seconds()
        self.table.pace, self.table.paused = tempo.pace, tempo.paused
        self.table.ready = (tempo.place, tempo.ready)
        self.table.stir()

    async def play(self) -> None:
        """Play until the meeting ends. While the real person has been away for long, everybody rests; one peer keeps
        looking for their return."""
        try:
            while self.people and not self._is_over():
                await self._play_while_somebody_is_there()
                for screen in self.room.screens[1:]:
                    screen.leave()
                while not (self._is_over() or self._newcomer_is_here()):
                    first = self.room.screens[0]
                    await first.changed(first.changes, SELDOM)
        finally:
            for screen in self.room.screens:
                screen.leave()
            self.room.close()

    def _is_over(self) -> bool:
        return bool(self.room.screens[0].ended) or self.people[0].see().closed

    async def _play_while_somebody_is_there(self) -> None:
        playing = [asyncio.create_task(self._come_and_play(place)) for place in range(len(self.people))]
        try:
            await self._until_nobody_is_there(playing)
        finally:
            await _cancel(playing)

    async def _come_and_play(self, place: int) -> None:
        """They come in one after the other. Who is still there from before comes at once."""
        if self.table.pace:
            await self.clock.sleep(place * ENTRANCE / self.table.pace)
        self.room.screens[place].enter()
        await self.people[place].play(next_action)

    async def _until_nobody_is_there(self, playing: list[asyncio.Task[None]]) -> None:
        loop = asyncio.get_running_loop()
        alone_since = loop.time()
        while not all(task.done() for task in playing):
            if self._newcomer_is_here():
                alone_since = loop.time()
            elif loop.time() - alone_since > ALONE:
                return
            await asyncio.wait(playing, timeout=GLANCE, return_when=asyncio.ALL_COMPLETED)
        for task in playing:
            failure = task.exception()
            if failure is not None and not isinstance(failure, OutOfReach):
                raise failure

    def _newcomer_is_here(self) -> bool:
        sight = self.room.screens[0].see()
        return any(person.is_here for person in real_people(self.people[0], sight))


def _waiting(playing: tuple[str, ...], clock: Clock) -> list[Playing]:
    now = clock.now()
    rehearsals.fill_places_due(now)
    return rehearsals.rehearsals_to_play(playing, now)


async def _cancel(tasks: Collection[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
