"""Time that runs faster, on a server of one's own: a play of an hour then takes a minute, and nobody waits for a clock."""

import time
from datetime import datetime

from django.utils import timezone


class Second:
    """How long one second of this process takes, in seconds of the clock."""

    lasts = 1.0


def hurry(times: float) -> None:
    """This will let time run so many times as fast in this process from now on; only ever in one that serves a play."""
    began, really = timezone.now(), timezone.now
    timezone.now = lambda: began + (really() - began) * times
    Second.lasts = 1.0 / times


def clock() -> float:
    """Seconds that have passed, as this process counts them."""
    return time.monotonic() / Second.lasts


def now() -> datetime:
    """The time of day, as this process has it."""
    return timezone.now()
