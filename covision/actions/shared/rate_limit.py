"""How fast somebody may try: one count for all server processes. It slows down and locks nobody out."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from covision.engine.refusals import Refused
from covision.models.pace import Bucket

FULL_AGAIN = timedelta(days=1)  # every bucket is, whatever it is for


def slow_down(what: str, *, burst: float, per_second: float, now: datetime) -> None:
    """Let somebody try once more.

    :raises Refused: they are too fast.
    """
    if not take_token(what, burst=burst, per_second=per_second, now=now):
        raise Refused("You are very fast. Please wait a moment and try again.", "fast")


def take_token(what: str, *, burst: float, per_second: float, now: datetime) -> bool:
    key = salted_hmac("covision.pace", what, algorithm="sha256").hexdigest()
    at = now.timestamp()
    with transaction.atomic():
        bucket = _bucket(key, burst, at)
        tokens = min(burst, bucket.tokens + max(0.0, at - bucket.at) * per_second)
        enough = tokens >= 1
        Bucket.objects.filter(pk=key).update(tokens=tokens - 1 if enough else tokens, at=max(at, bucket.at))
    return enough


def forget_full(now: datetime) -> None:
    Bucket.objects.filter(at__lt=(now - FULL_AGAIN).timestamp()).delete()


def _bucket(key: str, burst: float, at: float) -> Bucket:
    """The row, held until the transaction is over."""
    locked = Bucket.objects.select_for_update()
    bucket = locked.filter(pk=key).first()
    if bucket is not None:
        return bucket
    try:
        with transaction.atomic():
            return Bucket.objects.create(key=key, tokens=burst, at=at)
    except IntegrityError:
        return locked.get(pk=key)
