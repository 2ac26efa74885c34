"""Coming in with the OpenID Connect provider that the operator has named: there, back, and who it says it is."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.identities import Identity
from covision.models.people import Person

from .accounts import clean_address
from .accounts import sign_in as sign_in_by_address
from .keeping import keep_places

PATIENCE = 10.0  # seconds
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


@value
class Errand:
    """What has to be known when somebody comes back from the provider, kept in their browser's sealed box."""

    state: str
    nonce: str
    verifier: str
    back: str


@value
class Claim:
    """Who the provider says somebody is; `address` is empty unless it vouches for it."""

    issuer: str
    subject: str
    address: str


def name() -> str:
    """This will be what people call the provider, or nothing where there is none."""
    return settings.COVISION_OIDC_NAME if settings.COVISION_OIDC_ISSUER else ""


def set_out(back: str) -> tuple[str, Errand]:
    """This will be the address at the provider where somebody signs in; from there they come `back`.

    :raises Refused: there is no provider, or it does not answer.
    """
    challenge = generate_code_challenge()
    errand = Errand(token_urlsafe(16), token_urlsafe(16), challenge["code_verifier"], back)
    asked = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": settings.COVISION_OIDC_CLIENT,
        "redirect_uri": back,
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": challenge["code_challenge"].decode(),
        "code_challenge_method": "S256",
    }
    address = str(_about()["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", errand


def come_back(errand: Errand, *, state: str, code: str) -> Claim:
    """This will ask the provider who came back with this code.

    :raises Refused: it was another browser that left, or the provider does not say who it is.
    """
    if not code or not constant_time_compare(state, errand.state):
        raise Refused("You have not been signed in there. Please try again.")
    about = _about()
    try:
        token = _exchange(about, errand, code)
        claims = _checked(about, str(token["id_token"]), errand.nonce)
        return Claim(str(claims["iss"]), str(claims["sub"]), _vouched_for(claims))
    except (requests.RequestException, jwt.PyJWTError, KeyError, ValueError, TypeError):
        raise _silent() from None


def sign_in(claim: Claim, *, guest: Person | None, language: str, now: datetime) -> Person:
    """This will be the person a provider speaks of, with an account made if there was none. Who was here as a guest keeps
    the places taken."""
    try:
        return _sign_in(claim, guest, language, now)
    except IntegrityError:  # the same person came in by another door at the same moment
        return _sign_in(claim, guest, language, now)


@transaction.atomic
def _sign_in(claim: Claim, guest: Person | None, language: str, now: datetime) -> Person:
    known = (
        Identity.objects.filter(issuer=claim.issuer, subject=claim.subject).select_related("person").first()
    )
    if known is not None:
        if guest is not None:
            keep_places(guest, known.person)
        return known.person
    if claim.address:
        person = sign_in_by_address(claim.address, guest=guest, language=language, now=now)
    else:
        person = guest or Person.objects.create(language=language, joined=now.date())
    Identity.objects.create(person=person, issuer=claim.issuer, subject=claim.subject)
    return person


def _about() -> dict[str, Any]:
    """What the provider says about itself."""
    issuer = settings.COVISION_OIDC_ISSUER
    if not issuer:
        raise Refused("There is no such way in here.", "gone")
    try:
        answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=PATIENCE)
        answer.raise_for_status()
        about: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError):
        raise _silent() from None
    if str(about.get("issuer", "")).rstrip("/") != issuer:
        raise _silent()
    return about


def _exchange(about: dict[str, Any], errand: Errand, code: str) -> dict[str, Any]:
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


def _checked(about: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """The token's signature, whom it is from and for, its time, and that it answers this errand and no other."""
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


def _vouched_for(claims: dict[str, Any]) -> str:
    if claims.get("email_verified") is not True:
        return ""
    try:
        return clean_address(str(claims.get("email", "")))
    except Refused:
        return ""


def _silent() -> Refused:
    return Refused(
        "The provider did not say who you are. Please try again, or ask for a code by mail.", "stored"
    )
