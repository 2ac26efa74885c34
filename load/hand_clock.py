"""Time that stands still until somebody moves it, and the server whose time a play or a test moves so."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from importlib import import_module
from itertools import count

import django
from django.utils import timezone

from covision.clock import Clock

MOVED = "moved"  # what the server answers when its time has been moved
LET_ALL_ACT = 3  # turns of the loop before it answers: those who were woken have begun by then


@dataclass(order=True)
class HandTimer:
    at: float
    number: int  # of two that are due at once, the one set earlier goes first
    call: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class HandClock(Clock):
    def __init__(self) -> None:
        self._began = timezone.now()
        self._passed = 0.0
        self._timers: list[HandTimer] = []
        self._numbers = count()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self._passed)

    def seconds(self) -> float:
        return self._passed

    def call_later(self, seconds: float, call: Callable[[], object]) -> HandTimer:
        timer = HandTimer(self._passed + seconds, next(self._numbers), call)
        heappush(self._timers, timer)
        return timer

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        timer = self.call_later(seconds, over.set)
        try:
            await over.wait()
        finally:
            timer.cancel()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        waiting = asyncio.ensure_future(event.wait())
        timer = self.call_later(seconds, waiting.cancel)
        try:
            await asyncio.wait([waiting])
        finally:
            timer.cancel()
            waiting.cancel()
        return not waiting.cancelled()

    def forward(self, seconds: float) -> None:
        """Move time, and do all that is due by then; on the loop of those who wait."""
        until = self._passed + seconds
        while self._timers and self._timers[0].at <= until:
            timer = heappop(self._timers)
            self._passed = max(self._passed, timer.at)
            if not timer.cancelled:
                timer.call()
        self._passed = until


class ServerClock(HandClock):
    """Moved by the lines on standard input: each is so many seconds, and is answered when they have passed."""

    def __init__(self) -> None:
        super().__init__()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._answers: set[asyncio.Task[None]] = set()

    def call_later(self, seconds: float, call: Callable[[], object]) -> HandTimer:
        if self._loop is None:  # as soon as anybody on the server waits for anything
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(sys.stdin.fileno(), self._read, self._loop)
        return super().call_later(seconds, call)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        lines = os.read(sys.stdin.fileno(), 4096)
        if not lines:  # whoever moved the time is gone
            loop.remove_reader(sys.stdin.fileno())
        for seconds in lines.split():
            self.forward(float(seconds))
            answer = loop.create_task(_answer())
            self._answers.add(answer)
            answer.add_done_callback(self._answers.discard)


async def _answer() -> None:
    for _ in range(LET_ALL_ACT):
        await asyncio.sleep(0)
    print(MOVED, flush=True)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "covision.settings")
    django.setup()
    serve = import_module("covision.management.serve")  # late, as its models need Django set up
    status: int = serve.main(sys.argv[1:], ServerClock())
    return status


if __name__ == "__main__":
    sys.exit(main())
