"""The time of a server: handed to whatever asks for it, so that a play and a test can move it."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone


class Timer(Protocol):
    def cancel(self) -> None: ...


class Clock:
    """Time as it is."""

    def now(self) -> datetime:
        return timezone.now()

    def seconds(self) -> float:
        """Seconds that have passed; only differences say anything."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], object]) -> Timer:
        return asyncio.get_running_loop().call_later(seconds, call)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait for something, at most so long; whether it came."""
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True


REAL_TIME = Clock()
KEY = "covision.clock"  # in the scope of every request that comes to the server


def clock_of(scope: Mapping[str, Any]) -> Clock:
    clock: Clock = scope.get(KEY, REAL_TIME)
    return clock
