"""Django's session engine over our own table: the key stays in the browser, its hash and a sealed box stay here."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from .logins import Login

VERSION = b"\x01"


def person_of(session_key: str) -> int | None:
    person = _load(session_key).get("person")
    return person if isinstance(person, int) else None


def hash_of(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()


def revoke(key_hash: str) -> None:
    Login.objects.filter(key_hash=key_hash).delete()


class SessionStore(SessionBase):
    """What is put under “person” is the id of whose login it is; it also ties the row to that person. “browser” and
    “since” stand in the row too, for the list of one's own logins."""

    def exists(self, session_key: str) -> bool:
        return Login.objects.filter(key_hash=hash_of(session_key)).exists()

    def load(self) -> dict[str, Any]:
        data = _load(self.session_key) if self.session_key else {}
        if not data:
            self._session_key = None
        return data

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = {
            "data": _seal(self.session_key, data),
            "person_id": data.get("person"),
            "browser": data.get("browser", ""),
            "since": data.get("since"),
            "expires": self.get_expiry_date(),
        }
        if must_create:
            return _insert(hash_of(self.session_key), row)
        if not Login.objects.filter(key_hash=hash_of(self.session_key)).update(**row):
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            revoke(hash_of(key))

    @classmethod
    def clear_expired(cls) -> None:
        Login.objects.filter(expires__lte=timezone.now()).delete()


def _insert(key_hash: str, row: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            Login.objects.create(key_hash=key_hash, **row)
    except IntegrityError as taken:
        raise CreateError from taken


def _load(session_key: str) -> dict[str, Any]:
    row = (
        Login.objects.filter(key_hash=hash_of(session_key), expires__gt=timezone.now())
        .values_list("data")
        .first()
    )
    return _open(session_key, bytes(row[0])) if row else {}


def _seal(session_key: str, data: dict[str, Any]) -> bytes:
    nonce = secrets.token_bytes(12)
    return VERSION + nonce + _cipher(session_key).encrypt(nonce, json.dumps(data).encode(), VERSION)


def _open(session_key: str, box: bytes) -> dict[str, Any]:
    try:
        data = json.loads(_cipher(session_key).decrypt(box[1:13], box[13:], box[:1]))
    except (InvalidTag, ValueError):
        return {}  # sealed under another secret key, or tampered with: a stranger
    return data if isinstance(data, dict) else {}


def _cipher(session_key: str) -> AESGCM:
    """The key in the cookie is part of the cipher's key, so that not even the server opens a box without its owner."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=session_key.encode(), info=b"covision login")
    return AESGCM(derivation.derive(settings.SECRET_KEY.encode()))
