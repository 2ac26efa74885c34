"""What a peer has of a room: what is to be seen, and a way to act. In the server's own process, or a page at a distance."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .sight import Sight


@dataclass(frozen=True)
class Reply:
    """The answer to a command."""

    done: bool
    sentence: str = ""  # why not
    seconds: float = 0.0  # how long it took
    tries: int = 1  # how often it was sent


class Screen(Protocol):
    language: str
    changed_at: float  # when what is seen changed last, in seconds of the clock that the peer goes by
    alarm: asyncio.Event  # set with every change, cleared by the peer
    ended: str  # why there is nothing to see any more
    connected: bool

    @property
    def changes(self) -> int: ...  # how often what is seen has changed
    def see(self) -> Sight: ...

    async def send(self, fields: Iterable[tuple[str, str]]) -> Reply: ...

    async def changed(self, since: int, seconds: float) -> bool:
        """Wait until more than `since` changes have come, at most so long in the real world; say whether they came."""
