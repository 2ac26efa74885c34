"""A long answer goes out piece by piece, as fast as it is taken: no more of it is in memory, and a slow line holds nothing
of the database."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.db import close_old_connections

PIECE = 32_768  # characters


async def as_taken(parts: Iterator[str]) -> AsyncIterator[str]:
    """Pieces made of the parts, each made in a thread when the one before has gone out. (Django would gather
    all of a plain iterator first.)"""
    while piece := await sync_to_async(_piece)(parts):
        yield piece


def _piece(parts: Iterator[str]) -> str:
    taken, size = [], 0
    try:
        for part in parts:
            taken.append(part)
            size += len(part)
            if size >= PIECE:
                break
    finally:
        close_old_connections()
    return "".join(taken)
