"""Erasing what people wrote: single texts, or all of a meeting together with its key."""

from collections.abc import Iterable

from django.db import transaction

from covision.models.contributions import Body
from covision.models.database import DEFAULT, scrub

from .keys import erase_key


def erase(meeting_id: int) -> None:
    """This will erase all that was written in a meeting: first the key, so that old copies are unreadable too."""
    erase_key(meeting_id)
    Body.objects.filter(meeting_id=meeting_id).delete()
    _scrub_when_done()


def erase_bodies(meeting_id: int, refs: Iterable[str]) -> None:
    """This will erase single texts of a meeting."""
    Body.objects.filter(meeting_id=meeting_id, ref__in=list(refs)).delete()
    _scrub_when_done()


def _scrub_when_done() -> None:
    transaction.on_commit(lambda: scrub(DEFAULT))
