"""A letter on paper, and sealed in a box: the table of those that wait tells nobody's address and no code."""

import json
import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from covision.engine.plain import value

VERSION = b"\x01"
CLASS = 512  # bytes; the database shows only how many of them a letter fills


@value
class Letter:
    what: str  # the name of its template
    to: str  # address
    language: str
    words: tuple[tuple[str, str], ...] = ()  # name and value for the template
    until: datetime | None = None  # after which it is worth nothing


def seal(letter: Letter, ref: str) -> bytes:
    """Seal a letter; without the key of this server, which is in no database, nobody opens it."""
    text = json.dumps([letter.what, letter.to, letter.language, letter.words]).encode()
    nonce = secrets.token_bytes(12)
    padded = text.ljust(-(-len(text) // CLASS) * CLASS)
    return VERSION + nonce + _cipher(ref).encrypt(nonce, padded, VERSION)


def unseal(box: bytes, ref: str) -> Letter | None:
    """Open a box; None if it was sealed under another key, or is not the one that was."""
    try:
        what, to, language, words = json.loads(_cipher(ref).decrypt(box[1:13], box[13:], box[:1]))
    except (InvalidTag, ValueError):
        return None
    return Letter(what, to, language, tuple((name, word) for name, word in words))


def _cipher(ref: str) -> AESGCM:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=ref.encode(), info=b"covision letter")
    return AESGCM(derivation.derive(settings.SECRET_KEY.encode()))
