"""Coming in with a SAML identity provider: there, back, and who it says it is. What it needs is an extra of its own."""

import logging
from functools import cache
from importlib import import_module
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from .sign_in_state import Claim, PendingSignIn, address_or_empty, no_provider, provider_silent

PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
PASSING = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
SPACES = {"saml": "urn:oasis:names:tc:SAML:2.0:assertion"}
LONGEST_ISSUER, LONGEST_SUBJECT = 195, 255

log = logging.getLogger(__name__)


class UnusableProvider(Exception):
    """The provider's file cannot be used; the message is a sentence for whoever runs the server."""


class DoubtfulAnswer(Exception):
    """An answer that is not taken; the message says why, and quotes nothing of it."""


def check() -> None:
    """:raises UnusableProvider: the file that describes the provider cannot be used."""
    if settings.COVISION_SAML_PROVIDER:
        _provider_metadata(settings.COVISION_SAML_PROVIDER)


def metadata() -> bytes:
    document: bytes | str = _client().get_settings().get_sp_metadata()
    return document if isinstance(document, bytes) else document.encode()


def begin_sign_in() -> tuple[str, PendingSignIn]:
    talk, state = _client(), token_urlsafe(16)
    address = str(talk.login(return_to=state))
    return address, PendingSignIn(state, str(talk.get_last_request_id()), "", _way_back())


def finish_sign_in(errand: PendingSignIn, answer: str) -> Claim:
    """:raises Refused: it is not the answer to this errand, or nobody this server can know again."""
    talk = _client(answer)
    try:
        return _claim(talk, errand.nonce)
    except DoubtfulAnswer as why:
        log.warning("saml: an answer was not taken (%s)", why)
    except Exception as why:  # whatever an XML library makes of what a stranger sent
        log.warning("saml: an answer was not taken (%s)", type(why).__name__)
    raise provider_silent()


def _claim(talk: Any, errand: str) -> Claim:
    talk.process_response(request_id=errand)
    if not talk.is_authenticated():
        raise DoubtfulAnswer(", ".join(talk.get_errors()))
    _check_bounds(talk, errand)
    subject = str(talk.get_nameid())
    if talk.get_nameid_format() == PASSING or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise DoubtfulAnswer("its name for the person does not last, or is very long")
    addresses = talk.get_attribute(settings.COVISION_SAML_ADDRESS) if settings.COVISION_SAML_ADDRESS else None
    address = address_or_empty(str(addresses[0])) if addresses and len(addresses) == 1 else ""
    return Claim(f"saml:{_provider_metadata(settings.COVISION_SAML_PROVIDER)['entityId']}", subject, address)


def _check_bounds(talk: Any, errand: str) -> None:
    """The part that is signed has to say itself for which errand, server and time it is: where it is silent,
    the library takes the answer around it at its word, which anybody can write."""
    document = import_module("onelogin.saml2.xml_utils").OneLogin_Saml2_XML.to_etree(
        talk.get_last_response_xml()
    )
    [signed] = document.xpath("//saml:Assertion[@ID=$id]", namespaces=SPACES, id=talk.get_last_assertion_id())
    [confirmed] = signed.xpath("saml:Subject/saml:SubjectConfirmation", namespaces=SPACES)
    [bounds] = confirmed.xpath("saml:SubjectConfirmationData", namespaces=SPACES)
    audiences = signed.xpath(
        "saml:Conditions/saml:AudienceRestriction/saml:Audience/text()", namespaces=SPACES
    )
    bound_to = (confirmed.get("Method"), bounds.get("InResponseTo"), bounds.get("Recipient"), *audiences)
    if bound_to != (BEARER, errand, _answer_address(), _answer_address()) or not bounds.get("NotOnOrAfter"):
        raise DoubtfulAnswer("it was given for another errand, server or time")


def _client(answer: str = "") -> Any:
    if not settings.COVISION_SAML_PROVIDER:
        raise no_provider()
    origin = urlsplit(settings.COVISION_ORIGIN)
    request = {
        "https": "on" if origin.scheme == "https" else "off",
        "http_host": origin.netloc,
        "script_name": _way_back(),
        "get_data": {},
        "post_data": {"SAMLResponse": answer} if answer else {},
    }
    options = {
        "strict": True,
        "sp": {
            "entityId": _answer_address(),
            "assertionConsumerService": {"url": _answer_address(), "binding": POST},
            "NameIDFormat": PERSISTENT,
        },
        "idp": _provider_metadata(settings.COVISION_SAML_PROVIDER),
        "security": {
            "wantAssertionsSigned": True,
            "wantAttributeStatement": False,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
        },
    }
    return import_module("onelogin.saml2.auth").OneLogin_Saml2_Auth(request, old_settings=options)


def _answer_address() -> str:
    """It is also the name of this server at a provider, for there it tells about itself."""
    return f"{settings.COVISION_ORIGIN}{_way_back()}"


@cache
def _provider_metadata(file: str) -> dict[str, Any]:
    parser = import_module("onelogin.saml2.idp_metadata_parser").OneLogin_Saml2_IdPMetadataParser
    try:
        about: dict[str, Any] = parser.parse(Path(file).read_text(encoding="utf-8")).get("idp", {})
    except Exception as why:  # whatever an XML library makes of a file
        raise UnusableProvider(
            f"COVISION_SAML_PROVIDER names {file}, which cannot be read as metadata."
        ) from why
    certificates = about.get("x509cert") or about.get("x509certMulti", {}).get("signing")
    if not (about.get("entityId") and about.get("singleSignOnService", {}).get("url") and certificates):
        raise UnusableProvider(
            f"{file} (COVISION_SAML_PROVIDER) names no provider to sign in with by HTTP-Redirect, or no certificate."
        )
    if len(about["entityId"]) > LONGEST_ISSUER:
        raise UnusableProvider(
            f"The name of the provider in {file} is longer than {LONGEST_ISSUER} characters."
        )
    return about


def _way_back() -> str:
    return reverse("accounts:saml")
