"""What somebody keeps beyond a meeting: each thing sealed under a key of its own, so that it can go at once and alone."""

from collections.abc import Iterable

from django.db import transaction

from covision.models.database import DEFAULT, scrub
from covision.models.keys import KeptKey

from .keys import erase_kept_keys, kept_key, open_kept_keys
from .sealing import LARGE, open_bytes, seal_bytes

NONCE = 12


def seal_kept(name: str, kind: str, text: str) -> bytes:
    """This will seal a text of a kept thing into what its row holds; no text is nothing.

    :raises Refused: it is too long.
    """
    if not text:
        return b""
    nonce, box = seal_bytes(kept_key(name), name, "", kind, text, LARGE)
    return nonce + box


def open_kept(wanted: Iterable[tuple[str, str, bytes | memoryview]]) -> dict[tuple[str, str], str]:
    """This will open (name, kind, sealed), all with one look at the keys; what is erased or was tampered with has no entry."""
    sealed = [(name, kind, bytes(box)) for name, kind, box in wanted if box]
    keys = open_kept_keys(name for name, _, _ in sealed) if sealed else {}
    opened = {
        (name, kind): open_bytes(keys[name], name, "", kind, box[:NONCE], box[NONCE:])
        for name, kind, box in sealed
        if name in keys
    }
    return {what: text for what, text in opened.items() if text is not None}


def erase_kept(names: Iterable[str]) -> None:
    """This will erase the keys of kept things, and what the log of the database still has of them. Call it once their rows
    are gone."""
    erase_kept_keys(names)
    transaction.on_commit(lambda: scrub(DEFAULT))


def erase_kept_but(prefix: str, names: Iterable[str]) -> None:
    """This will erase the keys of those things of a sort that are not among the names any more."""
    there = set(names)
    gone = KeptKey.objects.filter(name__startswith=f"{prefix} ").values_list("name", flat=True)
    lost = [name for name in gone if name not in there]
    if lost:
        erase_kept(lost)
