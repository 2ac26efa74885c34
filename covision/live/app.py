"""The raw ASGI application under /live/: `<room>/stream` down and `<room>/do` up."""

import asyncio
import re

from django.db import Error

from covision import hub, rendering
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.room import people as room_people
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Room
from covision.actions.shared.background import in_thread
from covision.engine.refusals import Refused
from covision.middleware import RAW_HEADERS

from . import logins
from .lines import OpenLine, event, gone_event, lines_of
from .wire import (
    Receive,
    Request,
    Scope,
    Send,
    answer,
    answer_refused,
    check_origin,
    check_token,
    read_fields,
    read_request,
)

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
PACE = {"do": (60.0, 5.0), "stream": (30.0, 2.0)}  # for each person: so many at once, and so many a second
STREAM = [*RAW_HEADERS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    request = read_request(scope)
    try:
        match request.method, request.rest:
            case "GET", (public_id, "stream"):
                check_origin(request)
                await _stream(request, public_id, receive, send)
            case "POST", (public_id, "do"):
                check_origin(request)
                check_token(request)
                await _do(request, public_id, receive, send)
            case _, (_, "stream" | "do"):
                await answer(send, 405, "")
            case _:
                raise _nothing_here()
    except Refused as refused:
        await answer_refused(send, refused, request.language)
    except Error:
        await answer_refused(send, _not_kept(), request.language)


async def _do(request: Request, public_id: str, receive: Receive, send: Send) -> None:
    room, seat, _ = await _enter(request, public_id, "do")
    fields = await read_fields(receive)
    kept = act_on_fields(room, fields, by=seat, now=request.clock.now(), language=request.language)
    if not kept.done():
        await asyncio.shield(asyncio.wrap_future(kept))  # others may wait for the same command
    kept.result()
    await send({"type": "http.response.start", "status": 204, "headers": list(RAW_HEADERS)})
    await send({"type": "http.response.body", "body": b""})


async def _stream(request: Request, public_id: str, receive: Receive, send: Send) -> None:
    room, seat, person = await _enter(request, public_id, "stream")
    await send({"type": "http.response.start", "status": 200, "headers": STREAM})
    room_lines = lines_of(room, request.clock)
    reader = room_lines.reader(request.language)
    line = OpenLine(room_lines, request.login, person, seat, reader, request.query.get("look", ""), send)
    room_lines.add(line)
    try:
        _greet(line, room, request.headers.get("last-event-id") or request.query.get("seen", ""))
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        room_lines.remove(line)
        line.over = True


def _greet(line: OpenLine, room: Room, seen: str) -> None:
    try:
        scene = scenes.scene(room, line.seat, line.look, line.room_lines.presence())
    except Refused as refused:
        line.push(gone_event(refused, line.reader.language))
        line.end()
        return
    digest = rendering.digest(scene, line.reader)
    line.scene = scene
    if seen == digest:
        line.push(b"event: beat\ndata:\n\n")
    else:
        line.push(event("regions", rendering.changes(None, scene, line.reader), f"retry: 1500\nid: {digest}"))


async def _enter(request: Request, public_id: str, what: str) -> tuple[Room, int, int]:
    """What is not there, what belongs to others and a stranger's visit all answer alike.

    :raises Refused: there is no such room for whoever asks, or they ask too fast.
    """
    person = await logins.person(request.login)
    if person is None or not NAME.fullmatch(public_id):
        raise _nothing_here()
    burst, per_second = PACE[what]
    at = asyncio.get_running_loop().time()
    if not hub.allow(f"{what} {person}", burst=burst, per_second=per_second, at=at):
        raise Refused("You are very fast. Please wait a moment and try again.", "fast")
    room = rooms.opened(public_id)
    if room is None or room.seat_of(person) is None:
        room = await in_thread(_open, public_id, person)
    seat = room.seat_of(person)
    if seat is None:
        raise _nothing_here()
    return room, seat, person


def _open(public_id: str, person: int) -> Room:
    room = rooms.open_room(public_id)
    room_people.find_seat(room, person)
    return room


def _nothing_here() -> Refused:
    return Refused("There is no such meeting, or it has been erased.", "gone")


def _not_kept() -> Refused:
    return Refused("This could not be kept. Nothing has changed; please try again.", "stored")
