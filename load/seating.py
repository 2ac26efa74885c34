"""Rooms for measuring, set up through the front door: people join, and one leads on to where resources are collected."""

import asyncio
from collections.abc import Sequence
from random import Random

from covision.peers import markup
from covision.peers.browser import Browser
from covision.peers.wire import Broken, Door

from .crowd import Seated
from .entrance import join_link, knock

AT_ONCE = 12
PROBLEM = "What we measure this room with: a problem that is real, current and our own."


async def seat_rooms(door: Door, rooms: int, people: int) -> list[Seated]:
    """This will open so many rooms and bring each to the step in which everybody can write.

    All start from one copy of the first page, so that only what makes a difference is asked of the server.

    :raises Broken: a room did not get there.
    """
    gate = asyncio.Semaphore(AT_ONCE)
    visitor = Browser(door, "en", Random(0))
    await visitor.get("/")

    async def one(index: int) -> list[Seated]:
        async with gate:
            return await _seat_room(visitor, index, people)

    found = await asyncio.gather(*(one(index) for index in range(rooms)))
    return [seat for seats in found for seat in seats]


async def _seat_room(visitor: Browser, index: int, people: int) -> list[Seated]:
    company = [_copy(visitor, f"10.{index // 200 + 1}.{index % 200 + 1}.{at + 1}") for at in range(people)]
    first, *others = company
    plan = {"circle": f"Room {index}", "focus": "Measuring", "minutes": "90", "rounds": "1", "spoken": "0"}
    path = await knock(first, "/meetings/", [*plan.items(), ("name", "Peer 1")], hops=0)
    first.room = path.strip("/").rpartition("/")[2]
    link = await join_link(first, first.room)
    for at, one in enumerate(others, 2):
        await knock(one, link, [("name", f"Peer {at}")], hops=0)
        one.room = first.room
        await _send(first, [("command", "let-in"), ("seat", str(at))])
    await _lead_on(company)
    for one in company:
        one.wire.hang_up()
    return [_seated(one, at) for at, one in enumerate(company)]


def _copy(visitor: Browser, address: str) -> Browser:
    one = Browser(visitor.door, visitor.language, visitor.rng, visitor.cookies, address)
    one.secret = visitor.secret
    return one


async def _lead_on(company: Sequence[Browser]) -> None:
    """This will go on from step to step; the second person facilitates from the round on."""
    first, second = company[0], company[1]
    await _end(first, "arrive")
    await _write_problem(first)
    await _send(first, [("command", "reveal")])
    await _end(first, "collect")
    await _send(first, [("command", "reveal")])
    card = await _problem(first)
    await _send(first, [("command", "propose-case"), ("card", card)])
    await _send(first, [("command", "accept-case")])
    await _end(first, "choose")
    await _send(second, [("command", "take-role"), ("role", "facilitator")])
    await _end(first, "cast")
    await _end(second, "problem")
    await _end(second, "vision")


async def _write_problem(first: Browser) -> None:
    checks = [("tag.check", check) for check in ("real", "own", "current", "influence", "tellable")]
    tags = [("tag.whose", "personal"), ("tag.urgency", "urgent"), ("tag.inside", "no"), *checks]
    await _send(first, [("command", "write"), ("kind", "problem"), ("text", PROBLEM), *tags])


async def _problem(first: Browser) -> str:
    page = await first.get(f"/rooms/{first.room}/")
    first.regions = markup.regions(page.text)
    return first.see().of("problem")[0].id


async def _end(who: Browser, step: str) -> None:
    await _send(who, [("command", "end-step"), ("step", step), ("then", ""), ("anyway", "1")])


async def _send(who: Browser, fields: Sequence[tuple[str, str]]) -> None:
    reply = await who.send(fields)
    if not reply.done:
        raise Broken(f"{dict(fields)}: {reply.sentence}")


def _seated(one: Browser, at: int) -> Seated:
    kind = "summary" if at == 1 else "resource"
    cookie = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    return Seated(room=one.room, kind=kind, cookie=cookie, token=one.secret, address=one.address)
