"""Sealing what people wrote, and opening it: AES-256-GCM, bound to its owner, reference, kind and seat."""

import logging
import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from covision.engine.refusals import Refused

ALG = 1  # AES-256-GCM over a padded text; also the version byte of what is bound to it
CLASSES = (256, 1024, 4096, 16384)  # bytes; the database shows only which of them a text fits
LARGE = (*CLASSES, 65536, 262144)  # for what holds many texts
NONCE = 12
LENGTH = 4

log = logging.getLogger(__name__)


class Binding(NamedTuple):
    """The one place where a text opens, and as what."""

    owner: str
    ref: str
    kind: str
    seat: int = 0

    def to_bytes(self, alg: int = ALG) -> bytes:
        """Each part with its length before it, so that no two different bindings read the same."""
        parts = (alg.to_bytes(1, "big"), *(str(part).encode() for part in self))
        return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def seal_text(
    key: bytes, binding: Binding, text: str, classes: tuple[int, ...] = CLASSES
) -> tuple[bytes, bytes]:
    """Nonce and ciphertext, padded to one of the `classes`.

    :raises Refused: the text is longer than the largest of them.
    """
    nonce = secrets.token_bytes(NONCE)
    return nonce, AESGCM(key).encrypt(nonce, _pad(text, classes), binding.to_bytes())


def open_text(key: bytes, binding: Binding, nonce: bytes, ciphertext: bytes, alg: int = ALG) -> str | None:
    """None if it is not the text that was sealed there."""
    try:
        padded = AESGCM(key).decrypt(nonce, ciphertext, binding.to_bytes(alg))
    except InvalidTag:
        log.error("vault: text %s of owner %s is not the one that was sealed", binding.ref, binding.owner)
        return None
    return padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH], "big")].decode()


def _pad(text: str, classes: tuple[int, ...]) -> bytes:
    encoded = text.encode()
    size = next((size for size in classes if size >= LENGTH + len(encoded)), None)
    if size is None:
        raise Refused("This text is too long to be kept.", "large")
    return (len(encoded).to_bytes(LENGTH, "big") + encoded).ljust(size, b"\0")
