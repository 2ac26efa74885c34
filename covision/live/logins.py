"""Who is at the other end of a line: a login, looked up once and looked at again every few seconds."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connections

from covision.models.login_store import person_of

T = TypeVar("T")

LOOK_AGAIN = 20.0
MOST_KNOWN = 50_000
THREADS = 4

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
_known: "OrderedDict[str, tuple[int, float]]" = OrderedDict()


async def in_thread(work: Callable[..., T], *args: object) -> T:
    """This will do blocking work in one of a few threads; no connection is kept across it."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _closing, work, args)


def _closing(work: Callable[..., T], args: tuple[object, ...]) -> T:
    close_old_connections()
    try:
        return work(*args)
    finally:
        connections.close_all()


async def person(login: str) -> int | None:
    """This will say whose login it is, as far as is known since LOOK_AGAIN seconds ago at the most."""
    if not login:
        return None
    now = asyncio.get_running_loop().time()
    known = _known.get(login)
    if known is not None and now - known[1] < LOOK_AGAIN:
        return known[0]
    found = await in_thread(person_of, login)
    remember(login, found, now)
    return found


def look_up(logins: list[str]) -> dict[str, int | None]:
    """Several at once, in the thread that calls."""
    return {login: person_of(login) for login in logins}


def remember(login: str, found: int | None, now: float) -> None:
    if found is None:
        _known.pop(login, None)
        return
    _known[login] = (found, now)
    while len(_known) > MOST_KNOWN:
        _known.popitem(last=False)


def revoke(login: str) -> None:
    """This will forget a login at once, because it was ended."""
    _known.pop(login, None)
