"""A key per meeting, wrapped by the key-encrypting key, in a store of its own: without its key a meeting is unreadable."""

import hashlib
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from covision.models.database import KEYS, scrub
from covision.models.keys import MeetingKey

KEY_BYTES = 32


class KeyLost(Exception):
    """The keys of the meetings are wrapped by another key file than the one there is."""


def create_key(meeting_id: int) -> bytes:
    """This will make and store the key of a new meeting."""
    kek_id, kek = _kek(settings.COVISION_KEK_FILE)
    key = secrets.token_bytes(KEY_BYTES)
    MeetingKey.objects.create(meeting_id=meeting_id, wrapped=aes_key_wrap(kek, key), kek_id=kek_id)
    return key


def open_key(meeting_id: int) -> bytes | None:
    """This will unwrap the key of a meeting; None means that the meeting has been erased.

    :raises KeyLost: it was wrapped by another key file.
    """
    row = MeetingKey.objects.filter(meeting_id=meeting_id).first()
    if row is None:
        return None
    kek_id, kek = _kek(settings.COVISION_KEK_FILE)
    try:
        return aes_key_unwrap(kek, bytes(row.wrapped))
    except InvalidUnwrap as why:
        raise KeyLost(
            f"The key of meeting {meeting_id} was wrapped by key file {row.kek_id}, this one is {kek_id}. "
            "Put the right file back (COVISION_KEK_FILE)."
        ) from why


def erase_key(meeting_id: int) -> None:
    """This will make everything written in a meeting unreadable for ever, wherever copies of it lie."""
    MeetingKey.objects.filter(meeting_id=meeting_id).delete()
    scrub(KEYS)


@cache
def _kek(file: Path) -> tuple[str, bytes]:
    kek = bytes.fromhex(file.read_text(encoding="ascii").strip())
    if len(kek) != KEY_BYTES:
        raise KeyLost(f"{file} does not hold {KEY_BYTES} bytes in hexadecimal digits.")
    return hashlib.sha256(b"covision kek" + kek).hexdigest()[:16], kek
