"""The front door as people use it: opening a room, finding the link for the others, following it."""

import asyncio
import re
import secrets
from collections.abc import Sequence

from covision.peers import markup
from covision.peers.browser import HOPS, Browser
from covision.peers.wire import Broken

TRIES = 7
FIRST_WAIT = 0.2
LINK = re.compile(r"/join/[^/\"]+/")


async def knock(
    one: Browser, to: str, fields: Sequence[tuple[str, str]], page: str = "", hops: int = HOPS
) -> str:
    """This will send a form, after loading its `page` if one is named, and again while the server cannot answer; it
    gives the address of the room.

    :raises Broken: the way in is closed; with what the page says.
    """
    said = ""
    fields = [
        *fields,
        ("visit", secrets.token_urlsafe(16)),
    ]  # as the page does: a form sent twice is one guest
    for attempt in range(TRIES):
        if page:
            await one.get_until_answered(page)
        answer = await one.post(to, fields, hops)
        if answer.path.startswith("/rooms/"):
            return answer.path
        said = f"{answer.status} {markup.words(answer.text)[:200]}"
        if answer.status < 500:
            break
        await asyncio.sleep(FIRST_WAIT * 2**attempt)
    raise Broken(f"{to} led nowhere: {said}")


async def join_link(one: Browser, room: str) -> str:
    """This will read the link for the others from the room's invitation.

    :raises Broken: there is none.
    """
    invitation = await one.get_until_answered(f"/rooms/{room}/invite/")
    found = LINK.search(invitation.text)
    if found is None:
        raise Broken(f"the invitation to {room} holds no link")
    return found[0]
