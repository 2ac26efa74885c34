"""The outbox: what an action has to write to somebody is kept with what the action changes, and leaves once that is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from covision.models.ids import random_id
from covision.models.outbox import WaitingLetter

from .boxes import Letter, seal
from .carrier import wake
from .letters import is_set_up

GIVE_UP = timedelta(days=2)


def post(letters: Sequence[Letter], *, now: datetime) -> tuple[str, ...]:
    """Put letters into the outbox and give a name for each; without a mail server there are none. Call it in
    the transaction of what they are about."""
    if not is_set_up() or not letters:
        return ()
    rows = [_row(letter, random_id(), now) for letter in letters]
    WaitingLetter.objects.bulk_create(rows)
    transaction.on_commit(lambda: wake(now))
    return tuple(row.ref for row in rows)


def is_held_up(ref: str) -> bool:
    return WaitingLetter.objects.filter(ref=ref, tries__gt=0).exists()


def waiting(now: datetime) -> tuple[int, timedelta]:
    oldest = WaitingLetter.objects.aggregate(oldest=Min("since"))["oldest"]
    return WaitingLetter.objects.count(), max(now - oldest, timedelta()) if oldest else timedelta()


def _row(letter: Letter, ref: str, now: datetime) -> WaitingLetter:
    longest = now + GIVE_UP
    until = min(letter.until or longest, longest)
    return WaitingLetter(ref=ref, box=seal(letter, ref), since=now, due=now, until=until)
