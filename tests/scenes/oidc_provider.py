"""A small OpenID Connect provider on loopback: it asks nothing and says that everybody is the person it was told."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "covision", "a shared secret"


@cache
def _own_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OidcProvider:
    """`claims` is what it says of whoever comes; `asked` is what they were sent there with."""

    def __init__(self) -> None:
        self.issuer = ""
        self.claims: dict[str, Any] = {"sub": "4711", "email": "fay@example.org", "email_verified": True}
        self.asked: dict[str, str] = {}
        self.key = self.signs_with = _own_key()

    def about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def keys(self) -> dict[str, Any]:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def visit(self, address: str) -> dict[str, str]:
        """Somebody signs in here: what they are sent back with."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        assert self.asked["client_id"] == CLIENT
        return {"state": self.asked["state"], "code": "a code"}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if proof.decode() != self.asked["code_challenge"] or authorization != expected:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": self.asked["nonce"],
        }
        signed = jwt.encode({**claims, **self.claims}, self.signs_with, "RS256", headers={"kid": "1"})
        return {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


@contextmanager
def open_provider() -> Iterator[OidcProvider]:
    provider = OidcProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize?"):
                back = provider.visit(self.path)
                self.send_response(302)
                self.send_header("location", f"{provider.asked['redirect_uri']}?{urlencode(back)}")
                self.end_headers()
                return
            answer = {"/.well-known/openid-configuration": provider.about, "/keys": provider.keys}.get(
                self.path
            )
            self._say(answer() if answer else None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._say(provider.token(dict(parse_qsl(body)), self.headers.get("authorization", "")))

        def _say(self, what: dict[str, Any] | None) -> None:
            data = json.dumps(what or {}).encode()
            self.send_response(200 if what else 400)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_request(self, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
