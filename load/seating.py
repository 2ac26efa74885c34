"""Rooms for measuring, set up through the front door: people join, and one leads on to where resources are collected."""

import asyncio
from collections.abc import Sequence
from random import Random

from .browser import Browser, Unreachable
from .crowd import Seated
from .entrance import join_link, knock
from .page import RoomPage

AT_ONCE = 12
PROBLEM = "What we measure this room with: a problem that is real, current and our own."


async def seat_rooms(url: str, rooms: int, people: int) -> list[Seated]:
    """Open so many rooms and bring each to the step in which everybody can write.

    All start from one copy of the first page, so that only what makes a difference is asked of the server.

    :raises Unreachable: a room did not get there.
    """
    narrow = asyncio.Semaphore(AT_ONCE)
    visitor = Browser(url, "en", Random(0))
    await visitor.get("/")

    async def seat(index: int) -> list[Seated]:
        async with narrow:
            return await _seat_room(visitor, index, people)

    rooms_of_seats = await asyncio.gather(*(seat(index) for index in range(rooms)))
    await visitor.leave()
    return [seat for seats in rooms_of_seats for seat in seats]


async def _seat_room(visitor: Browser, index: int, people: int) -> list[Seated]:
    addresses = [f"10.{index // 200 + 1}.{index % 200 + 1}.{seat}" for seat in range(1, people + 1)]
    browsers = [_copy(visitor, address) for address in addresses]
    first, *others = browsers
    plan = {"circle": f"Room {index}", "focus": "Measuring", "minutes": "90", "rounds": "1", "spoken": "0"}
    path = await knock(first, "/meetings/", [*plan.items(), ("name", "Peer 1")], follow=False)
    first.room = path.strip("/").rpartition("/")[2]
    link = await join_link(first, first.room)
    for seat, browser in enumerate(others, 2):
        await knock(browser, link, [("name", f"Peer {seat}")], follow=False)
        browser.room = first.room
        await _send(first, [("command", "let-in"), ("seat", str(seat))])
    await _lead_on(browsers)
    for browser in browsers:
        await browser.leave()
    return [_seated(browser, seat) for seat, browser in enumerate(browsers, 1)]


def _copy(visitor: Browser, address: str) -> Browser:
    return Browser(
        visitor.url,
        visitor.language,
        visitor.rng,
        cookies=visitor.cookies,
        token=visitor.token,
        address=address,
    )


async def _lead_on(browsers: Sequence[Browser]) -> None:
    """Go on from step to step; the second person facilitates from the round on."""
    first, second = browsers[0], browsers[1]
    await _end_step(first, "arrive")
    await _write_problem(first)
    await _send(first, [("command", "reveal")])
    await _end_step(first, "collect")
    await _send(first, [("command", "reveal")])
    await _send(first, [("command", "propose-case"), ("card", await _problem_card(first))])
    await _send(first, [("command", "accept-case")])
    await _end_step(first, "choose")
    await _send(second, [("command", "take-role"), ("role", "facilitator")])
    await _end_step(first, "cast")
    await _end_step(second, "problem")
    await _end_step(second, "vision")


async def _write_problem(browser: Browser) -> None:
    checks = [("tag.check", check) for check in ("real", "own", "current", "influence", "tellable")]
    tags = [("tag.whose", "personal"), ("tag.urgency", "urgent"), ("tag.inside", "no"), *checks]
    await _send(browser, [("command", "write"), ("kind", "problem"), ("text", PROBLEM), *tags])


async def _problem_card(browser: Browser) -> str:
    page = await browser.get(f"/rooms/{browser.room}/")
    browser.page = RoomPage(page.text)
    return browser.see().of("problem")[0].id


async def _end_step(browser: Browser, step: str) -> None:
    await _send(browser, [("command", "end-step"), ("step", step), ("then", ""), ("anyway", "1")])


async def _send(browser: Browser, fields: Sequence[tuple[str, str]]) -> None:
    reply = await browser.send(fields)
    if not reply.done:
        raise Unreachable(f"{dict(fields)}: {reply.sentence}")


def _seated(browser: Browser, seat: int) -> Seated:
    kind = "summary" if seat == 2 else "resource"
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return Seated(room=browser.room, kind=kind, cookie=cookie, token=browser.token, address=browser.address)
