"""Simulated peers take part in a rehearsal on the server it was begun on, however often that starts again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, ParamSpec

import pytest

from covision import hub
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import rehearsals
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.actions.shared.background import in_thread
from covision.engine.command import Command
from covision.engine.commands import VoiceRemoval
from covision.models.people import Person
from covision.peers.casebook import case
from covision.peers.stage import Stage
from tests.scenes.fast_clock import FastClock

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

P = ParamSpec("P")
CLOCK = FastClock(60)
PATIENCE = 300.0  # seconds


def story(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    @wraps(test)
    def play(*args: P.args, **more: P.kwargs) -> None:
        asyncio.run(test(*args, **more))

    return play


class Rehearsing:
    """Oz in a rehearsal of her own."""

    def __init__(self, colleagues: int = 0) -> None:
        rooms.close_rooms()
        self.person = Person.objects.create(language="en", joined=CLOCK.now().date())
        written = case("new-software", "en")
        cast = rehearsals.Cast(written.id, written.circle, written.focus, written.people(6))
        wish = rehearsals.RehearsalWish("concept-1", "advisor", 5, 8.0, colleagues)
        self.id = rehearsals.start_rehearsal(cast, wish, name="Oz", by=self.person, now=CLOCK.now()).public_id

    @property
    def room(self) -> Room:
        room = rooms.opened(self.id)
        assert room is not None
        return room

    @property
    def step(self) -> str:
        return self.room.meeting.place()[1]

    def present(self) -> set[int]:
        everybody = [seat.number for seat in self.room.meeting.people()]
        return set(everybody) - hub.away(self.room.id, everybody, CLOCK.now())

    async def does(self, command: str, **fields: str) -> None:
        seat = self.room.seats[self.person.pk]
        sent = {
            name: [value]
            for name, value in {"command": command, "id": f"{command}-{self.step}", **fields}.items()
        }
        await asyncio.wrap_future(act_on_fields(self.room, sent, by=seat, now=CLOCK.now(), language="en"))

    def acts(self, command: Command, seat: int) -> None:
        rooms.act(self.room, command, by=seat, now=CLOCK.now(), command_id=f"{command}{seat}").result()

    async def changes_tempo(self, how: str) -> None:
        seat = self.room.seats[self.person.pk]
        await in_thread(lambda: rehearsals.change_tempo(self.room, how, by=seat, now=CLOCK.now()))

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                await asyncio.sleep(0.02)

    async def goes_on_to(self, step: str) -> None:
        await self.until(lambda: self.step == step)

    def texts(self) -> list[str]:
        return sorted(self.room.text(card.text.id) for card in self.room.meeting.cards if card.text)


@pytest.fixture
def oz() -> Rehearsing:
    return Rehearsing()


@asynccontextmanager
async def served() -> AsyncIterator[Stage]:
    """A server plays the rehearsals until the end of the block."""
    stage, loop = Stage(CLOCK), asyncio.get_running_loop()
    stop = hub.listen(hub.REHEARSALS, lambda: loop.call_soon_threadsafe(stage.wake))
    task = asyncio.create_task(stage.run())
    try:
        yield stage
    finally:
        stop()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@story
async def test_peers_go_on_with_whoever_says_that_she_is_ready(oz: Rehearsing) -> None:
    async with served():
        await oz.does("confirm-agreement")
        await oz.does("say-ready")
        await oz.goes_on_to("collect")
        await oz.until(lambda: len(oz.texts()) >= 3)


@story
async def test_a_rehearsal_goes_on_after_the_server_has_started_again(oz: Rehearsing) -> None:
    async with served():
        await oz.does("confirm-agreement")
        await oz.does("say-ready")
        await oz.goes_on_to("collect")
    rooms.close_rooms()
    await in_thread(rooms.open_room, oz.id)
    async with served():
        await oz.does("say-ready")
        await oz.goes_on_to("choose")
        assert len(oz.texts()) == len(set(oz.texts())) >= 3


@story
async def test_peers_hold_on_when_they_are_asked_to_and_go_on_again(oz: Rehearsing) -> None:
    async with served() as stage:
        await oz.does("confirm-agreement")
        await oz.until(lambda: oz.id in stage._rehearsals)
        await oz.changes_tempo("hold")
        await oz.until(lambda: stage._rehearsals[oz.id].table.paused)
        await oz.does("say-ready")
        await asyncio.sleep(1)
        assert oz.step == "arrive"
        await oz.changes_tempo("go-on")
        await oz.goes_on_to("collect")


@story
async def test_a_peer_who_comes_in_for_a_colleague_sits_down_with_the_others() -> None:
    oz = await in_thread(Rehearsing, 1)
    async with served():
        await oz.does("confirm-agreement")
        await oz.until(lambda: sum(seat.agreed for seat in oz.room.meeting.people()) >= 5)
        await oz.changes_tempo("without")
        await oz.until(lambda: len(oz.present()) == 6)
        await oz.does("say-ready")
        await oz.goes_on_to("collect")


@story
async def test_a_peer_who_is_removed_acts_no_more_and_the_others_go_on(oz: Rehearsing) -> None:
    async with served():
        await oz.does("confirm-agreement")
        await oz.until(lambda: len(oz.present()) == 6)
        for seat in (1, 3):
            await in_thread(lambda seat=seat: oz.acts(VoiceRemoval(5), seat))
        assert 5 not in {seat.number for seat in oz.room.meeting.people()}
        await oz.does("say-ready")
        await oz.goes_on_to("collect")
        await oz.until(lambda: len(oz.texts()) >= 3)
        assert 5 not in {card.seat for card in oz.room.meeting.cards}


@story
async def test_nobody_plays_on_in_a_rehearsal_that_is_erased(oz: Rehearsing) -> None:
    async with served() as stage:
        await oz.until(lambda: oz.id in stage._rehearsals)
        await in_thread(lambda: rehearsals.erase_rehearsal(oz.room, oz.person))
        await oz.until(lambda: all(task.done() for task in stage._playing.values()))
        assert oz.id not in stage._rehearsals
