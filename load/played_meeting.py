"""One meeting of simulated peers through the front door: from the first form to the closed room, and what became of it."""

import asyncio
import time
import traceback
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qs, urlsplit

from covision.languages import LANGUAGES
from covision.peers import script
from covision.peers.habits import next_action
from covision.peers.peer import Table
from covision.peers.temperament import temperament_of

from .auto_led_habits import AutoLedHabits
from .browser import Browser, Unreachable
from .entrance import join_link, knock
from .lost_texts import Board, Witness, lost_texts, read_board
from .page import RoomPage, attribute
from .player import Arrivals, Player, PlayTime

ROOMS_AT_ONCE = 5
ENTERING = 1800.0  # seconds
GLANCE = 2.0
NOT_YET = 1_000_000  # nobody goes on from arriving before the party is known


@dataclass(frozen=True)
class Plan:
    case: str
    process: str
    index: int  # tells the meetings of one play apart
    seed: int
    people: int
    pace: float
    language: str  # or “mixed”
    minutes: float  # how long it may take at most
    led: bool = False  # Covision leads
    takes_over: str = ""  # the step in which somebody takes the bar for a while

    def language_of(self, place: int) -> str:
        return LANGUAGES[(self.index + place) % len(LANGUAGES)] if self.language == "mixed" else self.language


@dataclass
class Outcome:
    index: int
    ended: bool = False
    seconds: float = 0.0
    commands: int = 0
    tries: int = 0
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # acknowledged, and not there, or there twice
    differs: list[str] = field(default_factory=list)  # who sees something else than a fresh load shows
    answered: list[float] = field(default_factory=list)
    eyes: list[float] = field(
        default_factory=list
    )  # seconds from sending to arrival on the others' last line
    stuck: str = ""
    played: str = ""  # which process, with how many people, in which language
    led: dict[str, object] = field(default_factory=dict)


class Gate:
    """The front door for a play of many rooms: so many come in at once, and the work begins when all are in, so that
    all rooms are busy at the same time."""

    def __init__(self, rooms: int, rounds: int) -> None:
        self.rounds = rounds
        self.narrow = asyncio.Semaphore(ROOMS_AT_ONCE)
        self.all_in = asyncio.Event()
        self._outside = rooms

    def pass_room(self) -> None:
        self._outside -= 1
        if self._outside <= 0:
            self.all_in.set()


async def meet(url: str, plan: Plan, gate: Gate, time: PlayTime) -> Outcome:
    """Hold one meeting, and look afterwards whether everything is there."""
    outcome = Outcome(plan.index, played=f"{plan.process}, {plan.people} people, {plan.language}")
    led = AutoLedHabits(f"{plan.seed}/{plan.index}", plan.takes_over) if plan.led else None
    players = _players(url, plan, led, time)
    arrivals = Arrivals(players)
    try:
        outcome.seconds = await _come_in_and_play(players, plan, gate)
        outcome.ended = all(player.see().closed for player in players)
        await _check(players, outcome)
    except (TimeoutError, Unreachable, OSError, RuntimeError, ExceptionGroup) as why:
        places = " | ".join(_whereabouts(player) for player in players)
        outcome.stuck = "".join(traceback.format_exception(why)) + places
    time.asking.difference_update(players)
    for player in players:
        await player.browser.leave()
        outcome.commands += player.diary.commands
        outcome.tries += player.diary.tries
        outcome.refused += [f"{player.name}: {reason}" for reason in player.diary.refused]
        outcome.answered += player.diary.seconds
    outcome.eyes = arrivals.seconds
    outcome.led = led.figures() if led else {}
    return outcome


def _players(url: str, plan: Plan, led: AutoLedHabits | None, time: PlayTime) -> list[Player]:
    case = script.case(plan.case, "en")
    members = case.people(plan.people)
    table = Table(tuple(member.name for member in members), NOT_YET, pace=plan.pace, clock=time.clock)
    table.process = "" if plan.process == case.process else plan.process
    table.group_habits = led
    players = []
    for place, member in enumerate(members):
        rng = Random(f"{plan.seed}/{plan.index}/{member.name}")
        address = f"10.{plan.index // 200 + 1}.{plan.index % 200 + 1}.{place + 1}"
        language = plan.language_of(place)
        player = Player(
            member.name,
            Browser(url, language, rng, address=address, clock=time.clock),
            time.asking,
            case=script.case(plan.case, language),
            temperament=temperament_of(member.manner),
            table=table,
            rng=rng,
        )
        players.append(player)
    return players


async def _come_in_and_play(players: list[Player], plan: Plan, gate: Gate) -> float:
    """All come in and play; those who wait at the door are let in by those inside. How many seconds the play took."""
    async with asyncio.TaskGroup() as group:
        try:
            async with gate.narrow, asyncio.timeout(ENTERING):
                await _come_in(players, gate, group)
        finally:
            gate.pass_room()
        await gate.all_in.wait()
        began = time.monotonic()
        table = players[0].table
        table.party = plan.people
        table.stir()
        await _until_closed(players, plan.minutes * 60)
    return time.monotonic() - began


async def _come_in(players: list[Player], gate: Gate, group: asyncio.TaskGroup) -> None:
    link = await _open_room(players[0], gate.rounds)
    group.create_task(players[0].play(next_action))
    for player in players[1:]:
        await _enter(player, await knock(player.browser, link, [("name", player.name)], page=link))
        group.create_task(player.play(next_action))


async def _until_closed(players: list[Player], seconds: float) -> None:
    """Wait until the meeting is closed on everybody's page.

    :raises TimeoutError: it takes too long.
    """
    async with asyncio.timeout(seconds):
        for player in players:
            while not (player.browser.ended or player.see().closed):
                await player.browser.changed(player.browser.changes, GLANCE)


async def _open_room(first: Player, rounds: int) -> str:
    """Open the room as the home page offers it; the path of the link for the others."""
    plan = {"circle": first.case.circle, "focus": first.case.focus, "name": first.name, "minutes": "90"}
    fields = [*plan.items(), ("rounds", str(rounds)), ("spoken", "0")]
    await _enter(first, await knock(first.browser, "/meetings/", fields, page="/meetings/"))
    return await join_link(first.browser, first.browser.room)


async def _enter(player: Player, path: str) -> None:
    page = await player.browser.enter(path)
    if player.browser.ended:
        raise RuntimeError(f"{player.name} came to {page.path}: {page.status} {player.browser.ended}")


def _whereabouts(player: Player) -> str:
    sight = player.see()
    offered = sorted({offer.command for offers in sight.by_region.values() for offer in offers})
    return f"{player.name} at {sight.place} {player.browser.ended or ' '.join(offered)}"


# -- afterwards ------------------------------------------------------------------------------------------------------


async def _check(players: list[Player], outcome: Outcome) -> None:
    witnesses = []
    for player in players:
        regions = await player.browser.differing_from_fresh_load()
        outcome.differs += [f"{player.name}: {region}" for region in regions]
        boards = await _boards(player.browser, player.see().place)
        witnesses.append(Witness(player.name, player.browser.language, boards, frozenset(player.away)))
    outcome.lost += lost_texts(witnesses, {player.name: player.diary.written for player in players})


async def _boards(browser: Browser, place_now: str) -> dict[str, Board]:
    """What is said on the board in every step of the meeting, as a fresh page shows it."""
    boards = {}
    for place in sorted({*_places_behind(browser.page), place_now}):
        page = await browser.get_until_answered(f"/rooms/{browser.room}/?look={place}")
        boards[place] = read_board(RoomPage(page.text))
    return boards


def _places_behind(page: RoomPage) -> list[str]:
    """The steps that can be looked back at."""
    links = page.tree("path").css("a[href*='look=']")
    return [parse_qs(urlsplit(attribute(link, "href")).query)["look"][0] for link in links]
