"""One meeting of simulated peers through the front door: from the first form to the closed room, and what became of it."""

import asyncio
import re
import time
import traceback
from dataclasses import dataclass, field
from random import Random
from typing import Any

from covision.languages import LANGUAGES
from covision.peers import markup, script
from covision.peers.browser import Browser
from covision.peers.habits import next_deed
from covision.peers.led import Led
from covision.peers.manner import manner
from covision.peers.person import Deed, Person, Table
from covision.peers.wire import Broken, Door

from .entrance import join_link, knock
from .lost_texts import Board, Witness, lost_texts, read_board

ROOMS_AT_ONCE = 5
ENTERING = 300.0
GLANCE = 2.0
NOT_YET = 1_000_000  # nobody goes on from arriving before the party is known
LOOK = re.compile(r'\?look=([0-9]+-[a-z0-9-]+)"')


@dataclass(frozen=True)
class Plan:
    """`index` tells meetings of one play apart; `language` may be “mixed”; `minutes` is how long one may take at most.
    `led`: Covision leads, and in the step `takes_over` somebody takes the bar for a while."""

    case: str
    process: str
    index: int
    seed: int
    people: int
    pace: float
    language: str
    minutes: float
    led: bool = False
    takes_over: str = ""

    def language_of(self, place: int) -> str:
        return LANGUAGES[(self.index + place) % len(LANGUAGES)] if self.language == "mixed" else self.language


@dataclass
class Outcome:
    """What became of a meeting. `eyes` are seconds from sending a contribution to its arrival on the last line of the
    others; `lost` says what was acknowledged and is not there, or there twice; `differs` who sees something else than
    a fresh load shows."""

    index: int
    ended: bool = False
    seconds: float = 0.0
    commands: int = 0
    tries: int = 0
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    eyes: list[float] = field(default_factory=list)
    stuck: str = ""
    told: str = ""
    led: dict[str, object] = field(default_factory=dict)


class Player(Person):
    """A peer at a page of the server."""

    def __init__(self, name: str, browser: Browser, **more: Any) -> None:
        super().__init__(name, browser, **more)
        self.browser = browser


class Watch:
    """Notes when a contribution was sent, and when it has come down the lines of all others."""

    def __init__(self, names: list[str]) -> None:
        self.names = set(names)
        self.eyes: list[float] = []
        self.waiting: dict[str, tuple[float, set[str]]] = {}

    def sent(self, by: str, deed: Deed) -> None:
        text = deed.text if deed.offer.command == "write" else ""
        if text and not deed.offer.private and deed.kind != "observation":
            self.waiting[markup.escaped(text)] = (time.monotonic(), self.names - {by})

    def seen(self, by: str, html: str) -> None:
        for text in [text for text in self.waiting if text in html]:
            at, missing = self.waiting[text]
            missing.discard(by)
            if not missing:
                self.eyes.append(time.monotonic() - at)
                del self.waiting[text]


class Gate:
    """The front door for a play of many rooms: so many come in at once, and the work begins when all are in, so that
    all rooms are busy at the same time."""

    def __init__(self, rooms: int, rounds: int) -> None:
        self.rounds = rounds
        self.narrow = asyncio.Semaphore(ROOMS_AT_ONCE)
        self.all_in = asyncio.Event()
        self._outside = rooms

    def passed(self) -> None:
        self._outside -= 1
        if self._outside <= 0:
            self.all_in.set()


async def meet(door: Door, plan: Plan, gate: Gate) -> Outcome:
    """This will hold one meeting, and look afterwards whether everything is there."""
    outcome = Outcome(plan.index, told=f"{plan.process}, {plan.people} people, {plan.language}")
    people = _company(door, plan)
    watch = Watch([one.name for one in people])
    for one in people:
        _watch(watch, one)
    try:
        outcome.seconds = await _come_in_and_play(people, plan, gate)
        outcome.ended = all(one.see().closed for one in people)
        await _check(people, outcome)
    except (TimeoutError, Broken, OSError, RuntimeError, ExceptionGroup) as why:
        outcome.stuck = "".join(traceback.format_exception(why)) + " | ".join(_where(one) for one in people)
    for one in people:
        await one.browser.leave()
        outcome.commands += one.diary.commands
        outcome.tries += one.diary.tries
        outcome.refused += [f"{one.name}: {why}" for why in one.diary.refused]
        outcome.answered += one.diary.seconds
    outcome.eyes = watch.eyes
    led = people[0].table.led
    outcome.led = led.told() if led else {}
    return outcome


def _company(door: Door, plan: Plan) -> list[Player]:
    members = script.case(plan.case, "en").people(plan.people)
    written = script.case(plan.case, "en").process
    table = Table(tuple(member.name for member in members), NOT_YET, pace=plan.pace)
    table.process = "" if plan.process == written else plan.process
    table.led = Led(f"{plan.seed}/{plan.index}", plan.takes_over) if plan.led else None
    people = []
    for at, member in enumerate(members):
        rng = Random(f"{plan.seed}/{plan.index}/{member.name}")
        address = f"10.{plan.index // 200 + 1}.{plan.index % 200 + 1}.{at + 1}"
        browser = Browser(door, plan.language_of(at), rng, address=address)
        case = script.case(plan.case, plan.language_of(at))
        people.append(
            Player(
                member.name,
                browser,
                case=case,
                manner=manner(member.manner),
                table=table,
                rng=rng,
            )
        )
    return people


def _watch(watch: Watch, one: Player) -> None:
    one.sent = lambda deed: watch.sent(one.name, deed)
    one.browser.seen = lambda html: watch.seen(one.name, html)


async def _come_in_and_play(people: list[Player], plan: Plan, gate: Gate) -> float:
    """All come in and play; who waits at the door is let in by who is there. It says how many seconds the play took."""
    async with asyncio.TaskGroup() as group:
        try:
            async with gate.narrow, asyncio.timeout(ENTERING):
                await _come_in(people, gate, group)
        finally:
            gate.passed()
        await gate.all_in.wait()
        began = time.monotonic()
        table = people[0].table
        table.party = plan.people
        table.stir()
        await _until_closed(people, plan.minutes * 60)
    return time.monotonic() - began


async def _come_in(people: list[Player], gate: Gate, group: asyncio.TaskGroup) -> None:
    link = await _open_room(people[0], gate)
    group.create_task(people[0].play(next_deed))
    for one in people[1:]:
        await _enter(one, await knock(one.browser, link, [("name", one.name)], page=link))
        group.create_task(one.play(next_deed))


async def _until_closed(people: list[Player], seconds: float) -> None:
    """Until the meeting is closed on everybody's page.

    :raises TimeoutError: it takes too long.
    """
    async with asyncio.timeout(seconds):
        for one in people:
            while not (one.browser.gone or one.see().closed):
                await one.browser.changed(one.browser.changes, GLANCE)


async def _open_room(first: Player, door: Gate) -> str:
    """This will open the room as the home page offers it, and give the link for the others."""
    plan = {"circle": first.case.circle, "focus": first.case.focus, "name": first.name, "minutes": "90"}
    fields = [*plan.items(), ("rounds", str(door.rounds)), ("spoken", "0")]
    await _enter(first, await knock(first.browser, "/meetings/", fields, page="/meetings/"))
    return await join_link(first.browser, first.browser.room)


async def _enter(one: Player, path: str) -> None:
    page = await one.browser.enter(path)
    if one.browser.gone:
        raise RuntimeError(f"{one.name} came to {page.path}: {page.status} {one.browser.gone}")


def _where(one: Player) -> str:
    sight = one.see()
    offered = sorted({form.command for form in one.browser.forms()})
    return f"{one.name} at {sight.place} {one.browser.gone or ' '.join(offered)}"


# -- afterwards ------------------------------------------------------------------------------------------------------


async def _check(people: list[Player], outcome: Outcome) -> None:
    witnesses = []
    for person in people:
        outcome.differs += [
            f"{person.name}: {region}" for region in await person.browser.differs_from_fresh_load()
        ]
        boards = await _boards(person)
        witnesses.append(Witness(person.name, person.browser.language, boards, frozenset(person.away)))
    outcome.lost += lost_texts(witnesses, {person.name: person.diary.written for person in people})


async def _boards(person: Player) -> dict[str, Board]:
    """What is said on the board in every step of the meeting, as a fresh page shows it."""
    path = person.browser.regions.get("path", "")
    boards = {}
    for place in sorted({*LOOK.findall(path), person.see().place}):
        page = await person.browser.get_until_answered(f"/rooms/{person.browser.room}/?look={place}")
        regions = markup.regions(page.text)
        boards[place] = read_board(regions.get("board", ""), regions.get("carried", ""))
    return boards
