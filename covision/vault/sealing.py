"""Sealing what people wrote, and opening it: AES-256-GCM, bound to its meeting or circle, reference, kind and seat."""

import logging
import secrets
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from covision.engine.refusals import Refused
from covision.models.contributions import Body
from covision.models.rows import Insert

ALG = 1  # AES-256-GCM over a padded text; also the version byte of what is bound to it
CLASSES = (256, 1024, 4096, 16384)  # bytes; the database shows only which of them a text fits
LARGE = (*CLASSES, 65536, 262144)  # for what holds many texts
LENGTH = 4
_INSERT = "INSERT INTO covision_body (ref, meeting_id, alg, nonce, ciphertext) VALUES (%s, %s, %s, %s, %s)"

log = logging.getLogger(__name__)


def seal(key: bytes, meeting_id: int, ref: str, kind: str, seat: int, text: str) -> Insert:  # noqa: PLR0917
    """This will seal a text into the row that keeps it.

    :raises Refused: it is longer than the largest class.
    """
    nonce = secrets.token_bytes(12)
    box = AESGCM(key).encrypt(nonce, _pad(text), _bound(ALG, str(meeting_id), ref, kind, seat))
    return Insert(_INSERT, (ref, meeting_id, ALG, nonce, box))


def open_all(meeting_id: int, key: bytes, wanted: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """This will open the texts of (reference, kind, seat); what is erased or was tampered with has no entry."""
    return open_many({meeting_id: key}, {meeting_id: wanted})


def open_many(
    keys: Mapping[int, bytes], wanted: Mapping[int, Iterable[tuple[str, str, int]]]
) -> dict[str, str]:
    """This will open texts of several meetings as `open_all` does, in one question to the database. A meeting without a
    key has been erased."""
    wished = {ref: (meeting, kind, seat) for meeting in keys for ref, kind, seat in wanted.get(meeting, ())}
    if not wished:
        return {}
    rows = Body.objects.filter(meeting_id__in=keys, ref__in=wished).values_list(
        "ref", "meeting_id", "alg", "nonce", "ciphertext"
    )
    ciphers = {meeting: AESGCM(key) for meeting, key in keys.items()}
    texts: dict[str, str] = {}
    for ref, meeting, alg, nonce, box in rows:
        owner, kind, seat = wished[ref]
        bound = _bound(alg, str(owner), ref, kind, seat)
        try:
            padded = ciphers[meeting].decrypt(bytes(nonce), bytes(box), bound)
        except InvalidTag:
            log.error("vault: text %s of meeting %s is not the one that was sealed", ref, meeting)
        else:
            texts[ref] = _unpad(padded)
    return texts


def seal_bytes(  # noqa: PLR0917
    key: bytes, owner: str, ref: str, kind: str, text: str, classes: tuple[int, ...] = CLASSES
) -> tuple[bytes, bytes]:
    """This will seal a text that is not a meeting's, bound to its owner, and give nonce and ciphertext.

    :raises Refused: it is longer than the largest class.
    """
    nonce = secrets.token_bytes(12)
    return nonce, AESGCM(key).encrypt(nonce, _pad(text, classes), _bound(ALG, owner, ref, kind, 0))


def open_bytes(key: bytes, owner: str, ref: str, kind: str, nonce: bytes, box: bytes) -> str | None:  # noqa: PLR0917
    """This will open what `seal_bytes` sealed; None if it is not the text that was sealed there."""
    try:
        return _unpad(AESGCM(key).decrypt(nonce, box, _bound(ALG, owner, ref, kind, 0)))
    except InvalidTag:
        log.error("vault: text %s of %s is not the one that was sealed", ref, owner)
        return None


def _bound(alg: int, owner: str, ref: str, kind: str, seat: int) -> bytes:
    """Each part with its length before it, so that no two different bindings read the same."""
    parts = (
        alg.to_bytes(1, "big"),
        owner.encode(),
        ref.encode(),
        kind.encode(),
        str(seat).encode(),
    )
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def _pad(text: str, classes: tuple[int, ...] = CLASSES) -> bytes:
    data = text.encode()
    size = next((size for size in classes if size >= LENGTH + len(data)), None)
    if size is None:
        raise Refused("This text is too long to be kept.", "large")
    return (len(data).to_bytes(LENGTH, "big") + data).ljust(size, b"\0")


def _unpad(padded: bytes) -> str:
    return padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH], "big")].decode()
