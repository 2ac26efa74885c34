"""Carries letters from the outbox to the mail server, behind the requests: whichever server process takes one in hand
sends it, and the others leave it alone meanwhile."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

from django.db import connections

from covision.models.outbox import WaitingLetter

from .boxes import unseal
from .faults import DeliveryFault
from .letters import NotSent, is_set_up, send

IN_HAND = timedelta(minutes=5)  # longer than the slowest mail server can take
PAUSES = tuple(
    timedelta(seconds=some) for some in (10, 30, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
)
AT_ONCE = 20

log = logging.getLogger(__name__)

_clerk = ThreadPoolExecutor(1, thread_name_prefix="letters")
_resting = Event()
_rounds: list["Future[None]"] = []  # the last one that was asked for


def wake(now: datetime) -> None:
    _resting.clear()
    _rounds[:] = [_clerk.submit(_carry, now)]


def look_again(now: datetime) -> None:
    if all(round.done() for round in _rounds):
        wake(now)


def rest() -> None:
    _resting.set()


def finish() -> None:
    _clerk.submit(lambda: None).result()


def carry(now: datetime) -> None:
    """Send what is due, what is soonest worth nothing first, until nothing is left or the server takes no letters."""
    began = monotonic()
    while (
        is_set_up()
        and not _resting.is_set()
        and (row := _take(at := now + timedelta(seconds=monotonic() - began)))
    ):
        letter = unseal(bytes(row.box), row.ref)
        if letter is None:
            log.error("mail: a letter was sealed under another secret key, and is dropped")
            _drop(row)
            continue
        try:
            send(letter, row.ref)
        except NotSent as why:
            _put_back(row, why.fault, at)
            if why.fault.everybody:
                return
        else:
            _drop(row)


def _carry(now: datetime) -> None:
    try:
        carry(now)
    except Exception:
        log.exception("mail: letters that are due were not sent, trying again")
    finally:
        connections.close_all()


def _take(now: datetime) -> WaitingLetter | None:
    """The next letter, in hand: nobody else gets it until it is sent or put back, or this process has died."""
    due = WaitingLetter.objects.filter(due__lte=now)
    late = due.filter(until__lte=now)
    if late.exists():
        log.warning("mail: %s letters came too late to be of use, and are dropped", late.delete()[0])
    for row in due.order_by("until", "pk")[:AT_ONCE]:
        if WaitingLetter.objects.filter(pk=row.pk, due=row.due).update(due=now + IN_HAND):
            return row
    return None


def _put_back(row: WaitingLetter, fault: DeliveryFault, now: datetime) -> None:
    if fault.lasting or row.tries >= len(PAUSES):
        log.error("mail: a letter is given up. %s", fault.sentence)
        _drop(row)
        return
    log.warning("mail: a letter has to wait. %s", fault.sentence)
    WaitingLetter.objects.filter(pk=row.pk).update(
        due=min(now + PAUSES[row.tries], row.until), tries=row.tries + 1
    )


def _drop(row: WaitingLetter) -> None:
    WaitingLetter.objects.filter(pk=row.pk).delete()
