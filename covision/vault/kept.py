"""What somebody keeps beyond a meeting: each commitment and each sheet sealed into its own row under a key of its own, so that it can
go at once and alone."""

from collections.abc import Iterable

from django.db import transaction

from covision.models.database import DEFAULT, scrub
from covision.models.keys import KeptKey

from .keys import KeyTable
from .sealing import LARGE, NONCE, Binding, open_text, seal_text

KEYS: KeyTable[str] = KeyTable(KeptKey, "{}")


def seal_kept(name: str, kind: str, text: str) -> bytes:
    """Seal a text of what is kept under `name` into bytes for its row; no text is nothing.

    :raises Refused: it is too long.
    """
    if not text:
        return b""
    key = KEYS.open(name) or KEYS.create(name)
    return b"".join(seal_text(key, Binding(name, "", kind), text, LARGE))


def open_kept(wanted: Iterable[tuple[str, str, bytes | memoryview]]) -> dict[tuple[str, str], str]:
    """Open (name, kind, sealed), all with one look at the keys; what is erased or was tampered with has no entry."""
    sealed = [(name, kind, bytes(box)) for name, kind, box in wanted if box]
    keys = KEYS.open_many({name for name, _, _ in sealed}) if sealed else {}
    opened = {
        (name, kind): open_text(keys[name], Binding(name, "", kind), box[:NONCE], box[NONCE:])
        for name, kind, box in sealed
        if name in keys
    }
    return {place: text for place, text in opened.items() if text is not None}


def erase_kept(names: Iterable[str]) -> None:
    """Erase the keys, and what the log of the database still has of the rows. Call it once those are gone."""
    KEYS.erase(names)
    transaction.on_commit(lambda: scrub(DEFAULT))


def erase_kept_but(prefix: str, names: Iterable[str]) -> None:
    lost = KeptKey.objects.filter(name__startswith=f"{prefix} ").values_list("name", flat=True)
    if stale := set(lost) - set(names):
        erase_kept(stale)
