"""Coming in with the provider that the operator has named, by OpenID Connect or SAML: there, back, and who it says it is."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from covision.engine.refusals import Refused
from covision.models.identities import Identity
from covision.models.people import Person

from . import oidc, saml
from .account_merge import keep_places
from .sign_in_state import Claim, PendingSignIn
from .signing_in import sign_in as sign_in_by_address


def provider_name() -> str:
    if settings.COVISION_SAML_PROVIDER:
        return settings.COVISION_SAML_NAME
    return settings.COVISION_OIDC_NAME if settings.COVISION_OIDC_ISSUER else ""


def begin_sign_in(back: str) -> tuple[str, PendingSignIn]:
    """:raises Refused: there is no provider, or it does not answer."""
    return saml.begin_sign_in() if settings.COVISION_SAML_PROVIDER else oidc.begin_sign_in(back)


def finish_sign_in(errand: PendingSignIn, *, state: str, code: str) -> Claim:
    """:raises Refused: it was another browser that left, or the provider does not say who it is."""
    if not code or not constant_time_compare(state, errand.state):
        raise Refused("You have not been signed in there. Please try again.")
    return (
        saml.finish_sign_in(errand, code)
        if settings.COVISION_SAML_PROVIDER
        else oidc.finish_sign_in(errand, code)
    )


def sign_in(claim: Claim, *, guest: Person | None, language: str, now: datetime) -> Person:
    """Make an account if there was none; a guest keeps the places taken."""
    try:
        return _sign_in(claim, guest, language, now)
    except IntegrityError:  # the same person came in by another door at the same moment
        return _sign_in(claim, guest, language, now)


@transaction.atomic
def _sign_in(claim: Claim, guest: Person | None, language: str, now: datetime) -> Person:
    identity = (
        Identity.objects.filter(issuer=claim.issuer, subject=claim.subject).select_related("person").first()
    )
    if identity is not None:
        if guest is not None:
            keep_places(guest, identity.person)
        return identity.person
    if claim.address:
        person = sign_in_by_address(claim.address, guest=guest, language=language, now=now)
    else:
        person = guest or Person.objects.create(language=language, joined=now.date())
    Identity.objects.create(person=person, issuer=claim.issuer, subject=claim.subject)
    return person
