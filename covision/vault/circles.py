"""What members of a circle write for one another outside its meetings: sealed under the circle's own key."""

import secrets
from collections.abc import Iterable

from django.db import transaction

from covision.models.contributions import CircleBody
from covision.models.database import DEFAULT, scrub

from .keys import erase_circle_key, open_circle_key
from .sealing import ALG, CLASSES, open_bytes, seal_bytes


def keep_text(circle_id: int, kind: str, text: str, classes: tuple[int, ...] = CLASSES) -> str:
    """This will keep a text sealed, padded to one of the `classes`, and give its reference; no text has none. Call it inside
    a transaction.

    :raises Refused: it is too long.
    """
    if not text:
        return ""
    key = open_circle_key(circle_id)
    assert key is not None, "a circle that lives has its key"
    ref = secrets.token_urlsafe(12)
    nonce, box = seal_bytes(key, _owner(circle_id), ref, kind, text, classes)
    CircleBody.objects.create(ref=ref, circle_id=circle_id, alg=ALG, nonce=nonce, ciphertext=box)
    return ref


def open_texts(circle_id: int, wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """This will open the texts of (reference, kind); what is erased or was tampered with has no entry."""
    kinds = {ref: kind for ref, kind in wanted if ref}
    key = open_circle_key(circle_id) if kinds else None
    if key is None:
        return {}
    rows = CircleBody.objects.filter(circle_id=circle_id, ref__in=kinds).values_list(
        "ref", "nonce", "ciphertext"
    )
    opened = {
        ref: open_bytes(key, _owner(circle_id), ref, kinds[ref], bytes(nonce), bytes(box))
        for ref, nonce, box in rows
    }
    return {ref: text for ref, text in opened.items() if text is not None}


def erase_texts(circle_id: int, refs: Iterable[str]) -> None:
    """This will erase single texts of a circle."""
    CircleBody.objects.filter(circle_id=circle_id, ref__in=[ref for ref in refs if ref]).delete()
    transaction.on_commit(lambda: scrub(DEFAULT))


def erase_circle(circle_id: int) -> None:
    """This will erase all that was written in a circle outside its meetings: first the key."""
    erase_circle_key(circle_id)
    CircleBody.objects.filter(circle_id=circle_id).delete()
    transaction.on_commit(lambda: scrub(DEFAULT))


def _owner(circle_id: int) -> str:
    return f"circle {circle_id}"
