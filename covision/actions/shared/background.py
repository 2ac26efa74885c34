"""Blocking work beside the event loop: what a command asks of the tables beside the journal, and reading from the disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connections

T = TypeVar("T")

_pool = ThreadPoolExecutor(1, thread_name_prefix="aside")
_few = ThreadPoolExecutor(4, thread_name_prefix="live")


def in_background(work: Callable[[], None]) -> "Future[None]":
    """Do one thing after the other in a thread of its own; this does not wait itself."""
    return _pool.submit(_closing, work, ())


async def in_thread(work: Callable[..., T], *args: object) -> T:
    """Do blocking work in one of a few threads; no connection is kept across it."""
    return await asyncio.get_running_loop().run_in_executor(_few, _closing, work, args)


def _closing(work: Callable[..., T], args: tuple[object, ...]) -> T:
    close_old_connections()
    try:
        return work(*args)
    finally:
        connections.close_all()
