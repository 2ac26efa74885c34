"""The front door as people use it: opening a room, finding the link for the others, following it."""

import asyncio
import secrets
from collections.abc import Sequence

from .browser import Browser, Unreachable
from .page import field_values, text_in

TRIES = 7
FIRST_WAIT = 0.2


async def knock(
    visitor: Browser, path: str, fields: Sequence[tuple[str, str]], page: str = "", *, follow: bool = True
) -> str:
    """Send a form, after loading its `page` if one is named, and again while the server cannot answer; the path of the
    room it leads to.

    :raises Unreachable: the way in is closed; with what the page says.
    """
    answered = ""
    visit = ("visit", secrets.token_urlsafe(16))  # as the page does: a form sent twice is one guest
    for attempt in range(TRIES):
        if page:
            await visitor.get_until_answered(page)
        answer = await visitor.post(path, [*fields, visit], follow=follow)
        if answer.path.startswith("/rooms/"):
            return answer.path
        answered = f"{answer.status} {text_in(answer.text)[:200]}"
        if answer.status < 500:
            break
        await asyncio.sleep(FIRST_WAIT * 2**attempt)
    raise Unreachable(f"{path} led nowhere: {answered}")


async def join_link(visitor: Browser, room: str) -> str:
    """The path of the link for the others, as the room's invitation shows it.

    :raises Unreachable: there is none.
    """
    invitation = await visitor.get_until_answered(f"/rooms/{room}/invite/")
    for value in field_values(invitation.text):
        _, join, token = value.partition("/join/")
        if join:
            return join + token
    raise Unreachable(f"the invitation to {room} holds no link")
