"""Rooms for measuring, set up through the front door: people join, and one leads on to where resources are collected."""

import asyncio
import re
from collections.abc import Sequence
from random import Random

from . import markup
from .browser import Browser
from .crowd import Seated
from .sight import look
from .wire import Broken, Door

AT_ONCE = 12
STEPS = 60
LINK = re.compile(r"/join/[^/\"]+/")
PLACE = "resources"
PROBLEM = "What we measure this room with: a problem that is real, current and our own."


async def seat_rooms(door: Door, rooms: int, people: int) -> list[Seated]:
    """This will open so many rooms and bring each to the step in which everybody can write.

    :raises Broken: a room did not get there.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(index: int) -> list[Seated]:
        async with gate:
            return await _seat_room(door, index, people)

    found = await asyncio.gather(*(one(index) for index in range(rooms)))
    return [seat for seats in found for seat in seats]


async def _seat_room(door: Door, index: int, people: int) -> list[Seated]:
    rng = Random(index)
    company = [
        Browser(door, "en", rng, address=f"10.{index // 200 + 1}.{index % 200 + 1}.{at + 1}")
        for at in range(people)
    ]
    first, *others = company
    await first.get("/")
    plan = {"circle": f"Room {index}", "focus": "Measuring", "minutes": "90", "rounds": "1", "spoken": "0"}
    page = await first.post("/meetings/", [*plan.items(), ("name", "Peer 1")])
    room = page.path.strip("/").rpartition("/")[2]
    invited = LINK.search((await first.get(f"/rooms/{room}/invite/")).text)
    if invited is None:
        raise Broken(f"room {index}: the invitation holds no link ({page.status} {page.path})")
    for at, one in enumerate(others, 2):
        await one.get(invited[0])
        await one.post(invited[0], [("name", f"Peer {at}")])
        one.room = room
    first.room = room
    for at in range(2, people + 1):
        await _send(first, [("command", "let-in"), ("seat", str(at))])
    await _lead_on(company)
    seats = [await _seated(one, room, at) for at, one in enumerate(company)]
    for one in company:
        one.wire.hang_up()
    return seats


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
    return look(first, {}).of("problem")[0].id


async def _end(who: Browser, step: str) -> None:
    await _send(who, [("command", "end-step"), ("step", step), ("then", ""), ("anyway", "1")])


async def _send(who: Browser, fields: Sequence[tuple[str, str]]) -> None:
    reply = await who.send(fields)
    if not reply.done:
        raise Broken(f"{dict(fields)}: {reply.status} {reply.sentence}")


async def _seated(one: Browser, room: str, at: int) -> Seated:
    kind = "summary" if at == 1 else "resource"
    cookie = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    return Seated(room=room, place=at, kind=kind, cookie=cookie, token=one.secret, address=one.address)
