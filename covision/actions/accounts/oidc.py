"""Coming in with an OpenID Connect provider: there, back, and who it says it is."""

import hashlib
from base64 import urlsafe_b64encode
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.utils.crypto import constant_time_compare

from .sign_in_state import Claim, PendingSignIn, address_or_empty, no_provider, provider_silent

PATIENCE = 10.0  # seconds
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


def begin_sign_in(back: str) -> tuple[str, PendingSignIn]:
    """Give the address at the provider where somebody signs in; from there they come `back`."""
    errand = PendingSignIn(token_urlsafe(16), token_urlsafe(16), token_urlsafe(96), back)
    asked = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": settings.COVISION_OIDC_CLIENT,
        "redirect_uri": back,
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": _challenge(errand.verifier),
        "code_challenge_method": "S256",
    }
    address = str(_provider_configuration()["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", errand


def finish_sign_in(errand: PendingSignIn, code: str) -> Claim:
    about = _provider_configuration()
    try:
        token = _exchange(about, errand, code)
        claims = _verified_claims(about, str(token["id_token"]), errand.nonce)
        return Claim(str(claims["iss"]), str(claims["sub"]), _address(claims))
    except (requests.RequestException, jwt.PyJWTError, KeyError, ValueError, TypeError):
        raise provider_silent() from None


def _challenge(verifier: str) -> str:
    """Make of a verifier what the provider may know of it beforehand (RFC 7636, section 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _provider_configuration() -> dict[str, Any]:
    issuer = settings.COVISION_OIDC_ISSUER
    if not issuer:
        raise no_provider()
    try:
        answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=PATIENCE)
        answer.raise_for_status()
        about: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError):
        raise provider_silent() from None
    if str(about.get("issuer", "")).rstrip("/") != issuer:
        raise provider_silent()
    return about


def _exchange(about: dict[str, Any], errand: PendingSignIn, code: str) -> dict[str, Any]:
    client, secret = settings.COVISION_OIDC_CLIENT, settings.COVISION_OIDC_SECRET
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": errand.back,
        "code_verifier": errand.verifier,
    }
    if "client_secret_post" in about.get("token_endpoint_auth_methods_supported", ()) or not secret:
        form |= {"client_id": client} | ({"client_secret": secret} if secret else {})
        answer = requests.post(about["token_endpoint"], data=form, timeout=PATIENCE)
    else:
        answer = requests.post(about["token_endpoint"], data=form, auth=(client, secret), timeout=PATIENCE)
    answer.raise_for_status()
    token: dict[str, Any] = answer.json()
    return token


def _verified_claims(about: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    key = jwt.PyJWKClient(str(about["jwks_uri"]), timeout=int(PATIENCE)).get_signing_key_from_jwt(token)
    claims: dict[str, Any] = jwt.decode(
        token,
        key.key,
        algorithms=list(SIGNED),
        audience=settings.COVISION_OIDC_CLIENT,
        issuer=about["issuer"],
        leeway=60,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise ValueError("another errand's token")
    return claims


def _address(claims: dict[str, Any]) -> str:
    return address_or_empty(str(claims.get("email", ""))) if claims.get("email_verified") is True else ""
