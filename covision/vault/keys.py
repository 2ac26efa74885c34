"""A key for each meeting, circle, case and kept thing, wrapped by the key-encrypting key, in their own store: without it nothing can
be read."""

import hashlib
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from covision.engine.plain import value
from covision.models.database import KEYS, scrub
from covision.models.keys import WrappedKey

KEY_BYTES = 32
Id = TypeVar("Id", int, str)


class KeyLost(Exception):
    """The keys are wrapped by another key file than the one there is."""


@value
class KeyTable(Generic[Id]):
    """The keys of all owners of a kind, by the owner's id."""

    rows: type[WrappedKey]
    label: str  # of an owner, with the id in place of {}

    def create(self, id: Id) -> bytes:
        """Make and store a key; one left by an owner that was never stored gives way."""
        key = secrets.token_bytes(KEY_BYTES)
        kek_id, kek = _kek(settings.COVISION_KEK_FILE)
        self.rows.objects.update_or_create(
            pk=id, defaults={"wrapped": aes_key_wrap(kek, key), "kek_id": kek_id}
        )
        return key

    def open(self, id: Id) -> bytes | None:
        """None where it has been erased.

        :raises KeyLost: it was wrapped by another key file.
        """
        return self.open_many([id]).get(id)

    def open_many(self, ids: Iterable[Id]) -> dict[Id, bytes]:
        """Those that have not been erased.

        :raises KeyLost: one was wrapped by another key file.
        """
        rows = self.rows.objects.filter(pk__in=list(ids))
        return {row.pk: _unwrap(row, self.label.format(row.pk)) for row in rows}

    def erase(self, ids: Iterable[Id]) -> None:
        """Make what these owners wrote unreadable for ever, wherever copies of it lie."""
        self.rows.objects.filter(pk__in=list(ids)).delete()
        scrub(KEYS)


def key_file() -> str:
    """The name of the key file there is, by which each wrapped key says what it was wrapped with."""
    return _kek(settings.COVISION_KEK_FILE)[0]


def _unwrap(row: WrappedKey, owner: str) -> bytes:
    kek_id, kek = _kek(settings.COVISION_KEK_FILE)
    try:
        return aes_key_unwrap(kek, bytes(row.wrapped))
    except InvalidUnwrap as why:
        raise KeyLost(
            f"The key of {owner} was wrapped by key file {row.kek_id}, this one is {kek_id}. "
            "Put the right file back (COVISION_KEK_FILE)."
        ) from why


@cache
def _kek(file: Path) -> tuple[str, bytes]:
    kek = bytes.fromhex(file.read_text(encoding="ascii").strip())
    if len(kek) != KEY_BYTES:
        raise KeyLost(f"{file} does not hold {KEY_BYTES} bytes in hexadecimal digits.")
    return hashlib.sha256(b"covision kek" + kek).hexdigest()[:16], kek
