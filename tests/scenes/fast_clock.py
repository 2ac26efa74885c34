"""Time that runs faster, for tests that wait until something has come of itself."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from covision.clock import Clock, Timer


class FastClock(Clock):
    def __init__(self, times: float) -> None:
        self._times, self._began = times, timezone.now()

    def now(self) -> datetime:
        return self._began + (super().now() - self._began) * self._times

    def seconds(self) -> float:
        return super().seconds() * self._times

    def call_later(self, seconds: float, call: Callable[[], object]) -> Timer:
        return super().call_later(seconds / self._times, call)

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / self._times)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        return await super().wait(event, seconds / self._times)
