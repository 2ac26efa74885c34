"""Passkeys: add one to an account, name it, remove it, and come in with it."""

import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from covision.engine.names import clean_name
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.passkeys import Passkey
from covision.models.people import Person

MOST = 20
SURE = UserVerificationRequirement.REQUIRED

Question = dict[str, Any]  # what the browser is asked, as JSON
State = dict[str, Any]  # what has to be known when it answers


@value
class Site:
    host: str  # a passkey works for one
    origin: str  # an answer from another counts for nothing


def ask_to_add(site: Site, *, by: Person) -> tuple[Question, State]:
    credentials = [AttestedCredentialData(bytes(passkey.credential)) for passkey in by.passkeys.all()]
    if len(credentials) >= MOST:
        raise Refused("There are {most} passkeys. Please remove one first.", "late", most=MOST)
    display_name = by.name or by.email or "Covision"
    user = PublicKeyCredentialUserEntity(
        id=by.public_id.encode(), name=by.email or display_name, display_name=display_name
    )
    asked, state = _server(site).register_begin(
        user, credentials, resident_key_requirement=ResidentKeyRequirement.REQUIRED, user_verification=SURE
    )
    return dict(asked), state


def add(answer: str, state: State | None, site: Site, *, name: str, by: Person, now: datetime) -> None:
    """:raises Refused: the answer does not belong to the question, or the name cannot be shown."""
    clean = clean_name(name)
    try:
        registered = _server(site).register_complete(
            _required(state), RegistrationResponse.from_dict(json.loads(answer))
        )
    except (ValueError, TypeError, KeyError):
        raise _not_understood() from None
    assert registered.credential_data is not None
    try:
        Passkey.objects.create(
            person=by,
            credential_id=registered.credential_data.credential_id,
            credential=bytes(registered.credential_data),
            name=clean,
            added=now.date(),
        )
    except IntegrityError:
        raise Refused("This passkey is known already.") from None


def ask_to_come_in(site: Site) -> tuple[Question, State]:
    asked, state = _server(site).authenticate_begin(user_verification=SURE)
    return dict(asked), state


def come_in(answer: str, state: State | None, site: Site) -> Person:
    """:raises Refused: the passkey is not known here, or the answer does not belong to the question."""
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer))
        passkey = Passkey.objects.select_related("person").filter(credential_id=response.raw_id).first()
        credentials = [AttestedCredentialData(bytes(passkey.credential))] if passkey else []
        _server(site).authenticate_complete(_required(state), credentials, response)
    except (ValueError, TypeError, KeyError):
        raise _not_understood() from None
    assert passkey is not None
    return passkey.person


def rename(id: int, name: str, *, by: Person) -> None:
    if not Passkey.objects.filter(pk=id, person=by).update(name=clean_name(name)):
        raise _no_such_passkey()


def remove(id: int, *, by: Person) -> None:
    if not Passkey.objects.filter(pk=id, person=by).delete()[0]:
        raise _no_such_passkey()


def _server(site: Site) -> Fido2Server:
    relying_party = PublicKeyCredentialRpEntity(id=site.host, name="Covision")
    return Fido2Server(relying_party, verify_origin=lambda origin: origin == site.origin)


def _required(state: State | None) -> State:
    if state is None:
        raise _not_understood()
    return state


def _not_understood() -> Refused:
    return Refused("This passkey did not work here. Please try again, or ask for a code by mail.", "invalid")


def _no_such_passkey() -> Refused:
    return Refused("There is no such passkey.", "gone")
