"""A key per meeting, circle, case and kept thing, wrapped by the key-encrypting key, in their own store: without it nothing can be
read."""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from covision.models.database import KEYS, scrub
from covision.models.keys import CaseKey, CircleKey, KeptKey, MeetingKey

KEY_BYTES = 32


class KeyLost(Exception):
    """The keys are wrapped by another key file than the one there is."""


def create_key(meeting_id: int) -> bytes:
    """This will make and store the key of a new meeting."""
    key, wrapped, kek_id = _new_key()
    MeetingKey.objects.create(meeting_id=meeting_id, wrapped=wrapped, kek_id=kek_id)
    return key


def open_key(meeting_id: int) -> bytes | None:
    """This will unwrap the key of a meeting; None means that the meeting has been erased.

    :raises KeyLost: it was wrapped by another key file.
    """
    row = MeetingKey.objects.filter(meeting_id=meeting_id).first()
    return _unwrap(row, f"meeting {meeting_id}") if row else None


def open_keys(meetings: Collection[int]) -> dict[int, bytes]:
    """This will unwrap the keys of those of these meetings that have not been erased.

    :raises KeyLost: one was wrapped by another key file.
    """
    rows = MeetingKey.objects.filter(meeting_id__in=meetings)
    return {row.meeting_id: _unwrap(row, f"meeting {row.meeting_id}") for row in rows}


def erase_key(meeting_id: int) -> None:
    """This will make everything written in a meeting unreadable for ever, wherever copies of it lie."""
    MeetingKey.objects.filter(meeting_id=meeting_id).delete()
    scrub(KEYS)


def create_circle_key(circle_id: int) -> bytes:
    """This will make and store the key of a new circle."""
    key, wrapped, kek_id = _new_key()
    CircleKey.objects.create(circle_id=circle_id, wrapped=wrapped, kek_id=kek_id)
    return key


def open_circle_key(circle_id: int) -> bytes | None:
    """This will unwrap the key of a circle; None means that it has been dissolved.

    :raises KeyLost: it was wrapped by another key file.
    """
    row = CircleKey.objects.filter(circle_id=circle_id).first()
    return _unwrap(row, f"circle {circle_id}") if row else None


def erase_circle_key(circle_id: int) -> None:
    """This will make everything its members wrote for one another outside meetings unreadable for ever."""
    CircleKey.objects.filter(circle_id=circle_id).delete()
    scrub(KEYS)


def create_case_key(case_id: int) -> bytes:
    """This will make and store the key of a case; one that is left of a case that was never kept gives way."""
    key, wrapped, kek_id = _new_key()
    CaseKey.objects.update_or_create(case_id=case_id, defaults={"wrapped": wrapped, "kek_id": kek_id})
    return key


def open_case_keys(case_ids: Iterable[int]) -> dict[int, bytes]:
    """This will unwrap the keys of those cases that have not been erased.

    :raises KeyLost: one was wrapped by another key file.
    """
    rows = CaseKey.objects.filter(case_id__in=list(case_ids))
    return {row.case_id: _unwrap(row, f"case {row.case_id}") for row in rows}


def erase_case_keys(case_ids: Iterable[int]) -> None:
    """This will make these cases unreadable for ever, wherever copies of them lie."""
    CaseKey.objects.filter(case_id__in=list(case_ids)).delete()


def kept_key(name: str) -> bytes:
    """This will be the key of one kept thing, made at its first use."""
    row = KeptKey.objects.filter(name=name).first()
    if row is not None:
        return _unwrap(row, name)
    key, wrapped, kek_id = _new_key()
    KeptKey.objects.create(name=name, wrapped=wrapped, kek_id=kek_id)
    return key


def open_kept_keys(names: Iterable[str]) -> dict[str, bytes]:
    """This will unwrap the keys of kept things; what has been deleted has none.

    :raises KeyLost: they were wrapped by another key file.
    """
    return {row.name: _unwrap(row, row.name) for row in KeptKey.objects.filter(name__in=set(names))}


def erase_kept_keys(names: Iterable[str]) -> None:
    """This will make kept things unreadable for ever, wherever copies of them lie."""
    KeptKey.objects.filter(name__in=list(names)).delete()
    scrub(KEYS)


def key_file() -> str:
    """The name of the key file there is, by which each wrapped key says what it was wrapped with."""
    return _kek(settings.COVISION_KEK_FILE)[0]


def _new_key() -> tuple[bytes, bytes, str]:
    kek_id, kek = _kek(settings.COVISION_KEK_FILE)
    key = secrets.token_bytes(KEY_BYTES)
    return key, aes_key_wrap(kek, key), kek_id


def _unwrap(row: MeetingKey | CircleKey | CaseKey | KeptKey, whose: str) -> bytes:
    kek_id, kek = _kek(settings.COVISION_KEK_FILE)
    try:
        return aes_key_unwrap(kek, bytes(row.wrapped))
    except InvalidUnwrap as why:
        raise KeyLost(
            f"The key of {whose} was wrapped by key file {row.kek_id}, this one is {kek_id}. "
            "Put the right file back (COVISION_KEK_FILE)."
        ) from why


@cache
def _kek(file: Path) -> tuple[str, bytes]:
    kek = bytes.fromhex(file.read_text(encoding="ascii").strip())
    if len(kek) != KEY_BYTES:
        raise KeyLost(f"{file} does not hold {KEY_BYTES} bytes in hexadecimal digits.")
    return hashlib.sha256(b"covision kek" + kek).hexdigest()[:16], kek
