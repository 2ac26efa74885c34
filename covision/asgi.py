"""The whole server: the room's line beside Django, and what runs while it runs."""

import asyncio
import gc
import logging
import os
import warnings
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connections

# WhiteNoise answers with a plain iterator; Django reads it in a thread and says so each time
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "covision.settings")
django_application = get_asgi_application()

from covision import hub, live, mail  # noqa: E402 (models can only be imported once Django is set up)
from covision.actions.commands.facilitator import lead_rooms  # noqa: E402
from covision.actions.due import do_what_cannot_wait, do_what_is_due  # noqa: E402
from covision.actions.shared.background import in_thread  # noqa: E402
from covision.clock import KEY, REAL_TIME, Clock  # noqa: E402
from covision.live import lines  # noqa: E402
from covision.live.wire import Receive, Scope, Send  # noqa: E402
from covision.peers.stage import Stage  # noqa: E402

EVERY_HOUR = 3600.0
EVERY_FIVE_SECONDS = 5.0

log = logging.getLogger(__name__)


class Server:
    """The whole of it; `clock` is the time it goes by."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_on(receive, send)
            return
        scope[KEY] = self.clock
        if scope["type"] == "http" and scope["path"].startswith("/live/"):
            await live.application(scope, receive, send)
        else:
            await django_application(dict(scope), receive, send)  # type: ignore[arg-type]

    async def _live_on(self, receive: Receive, send: Send) -> None:
        """What the server starts when it starts, it stops when it stops."""
        tasks: list[asyncio.Task[Any]] = []
        loop = asyncio.get_running_loop()
        stops = (
            hub.listen(hub.STOPPING, lambda: _call(loop, lines.end_all)),
            hub.listen(hub.LOGINS, lambda: _call(loop, lines.logins_ended)),
        )
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                work = (_do_what_is_due, _do_what_cannot_wait, _play_rehearsals, _hold_the_bar)
                tasks = [asyncio.create_task(forever(self.clock)) for forever in work]
                await send({"type": "lifespan.startup.complete"})
            else:
                for stop in stops:
                    stop()
                mail.rest()
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                await send({"type": "lifespan.shutdown.complete"})
                return


def _call(loop: asyncio.AbstractEventLoop, what: Callable[[], None]) -> None:
    loop.call_soon_threadsafe(what)


async def _play_rehearsals(clock: Clock) -> None:
    if not settings.COVISION_REHEARSALS:
        return
    peers = Stage(clock)
    loop = asyncio.get_running_loop()
    stop = hub.listen(hub.REHEARSALS, lambda: _call(loop, peers.wake))
    try:
        await peers.run()
    finally:
        stop()


async def _hold_the_bar(clock: Clock) -> None:
    """Where a group wants it, Covision leads through the steps; a second is as exact as that needs to be."""
    while True:
        await clock.sleep(1)
        lead_rooms(clock.now())


async def _do_what_cannot_wait(clock: Clock) -> None:
    """What people look at or wait for by the clock: letters that wait, proposals whose time to answer is over."""
    while True:
        try:
            await in_thread(do_what_cannot_wait, clock.now())
        except Exception:
            log.exception("due: what cannot wait was not done, trying again")
        await asyncio.sleep(EVERY_FIVE_SECONDS)


async def _do_what_is_due(clock: Clock) -> None:
    while True:
        try:
            erased = await in_thread(do_what_is_due, clock.now())
            if erased:
                log.info("due: %s meetings erased", erased)
        except Exception:
            log.exception("due: not done, trying again in an hour")
        finally:
            connections.close_all()
        gc.collect()
        await asyncio.sleep(EVERY_HOUR)


application = Server(REAL_TIME)
