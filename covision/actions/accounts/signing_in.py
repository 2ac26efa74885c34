"""Accounts: coming in with a code by mail, keeping a guest's places, one's name, language and address."""

import string
from datetime import datetime, timedelta
from secrets import choice, token_urlsafe

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from covision import mail
from covision.actions.shared import rate_limit
from covision.engine.names import clean_name
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.models.people import Person

from .account_merge import keep_places

CODE_LASTS = timedelta(minutes=3)
TRIES = 3
LONGEST_ADDRESS = 254
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words (RFC 8628, section 6.1)
ADDED_TO_CODES = string.punctuation + string.whitespace  # for reading, and by those who type


@value
class RequestedCode:
    """A code somebody asked for, as the browser that asked keeps it in its sealed box."""

    address: str
    salt: str
    proof: str  # tells the code from others, and is not the code
    until: float  # seconds since 1970
    letter: str = ""  # the name of the letter while it waits


def ask_for_code(raw: str, *, link: str, language: str, network: str, now: datetime) -> RequestedCode:
    """:raises Refused: it is no address, letters are asked for too fast, or this server sends none."""
    address = clean_address(raw)
    rate_limit.slow_down(f"letters from {network}", burst=60, per_second=0.5, now=now)
    rate_limit.slow_down(f"letters to {address}", burst=6, per_second=1 / 60, now=now)
    if not mail.is_set_up():
        raise Refused("This server sends no letters yet, so nobody can come in with a code.", "stored")
    # the letter goes out alike, whether anybody is known by the address or not
    code, salt, until = _make_code(), token_urlsafe(16), now + CODE_LASTS
    with transaction.atomic():
        letter = mail.Letter("code", address, language, (("code", code), ("link", link)), until)
        [name] = mail.post((letter,), now=now)
    return RequestedCode(address, salt, _proof(address, salt, code), until.timestamp(), name)


def check_code(asked: RequestedCode, typed: str, *, now: datetime) -> str:
    """:raises Refused: it is another code, it is too late, or it was tried too often."""
    if now.timestamp() > asked.until:
        raise Refused("This code has run out. Please ask for a new one.")
    if not rate_limit.take_token(f"code {asked.salt}", burst=TRIES, per_second=0, now=now):
        raise Refused("This was tried three times. Please ask for a new code.")
    if not constant_time_compare(_proof(asked.address, asked.salt, typed), asked.proof):
        raise Refused(
            "This is not the code in the letter. Please compare and try again.", "invalid", field="code"
        )
    return asked.address


def sign_in(address: str, *, guest: Person | None, language: str, now: datetime) -> Person:
    """Make an account if there was none; a guest keeps the places taken."""
    try:
        return _sign_in(address, guest, language, now)
    except IntegrityError:  # the same address came in by another door at the same moment
        return _sign_in(address, guest, language, now)


@transaction.atomic
def take_over_guest(person: Person, *, guest: Person | None) -> Person:
    if guest is not None:
        keep_places(guest, person)
    return person


def change_address(address: str, *, link: str, by: Person, now: datetime) -> None:
    """Give a person another address, known to be theirs, and tell the one they had."""
    try:
        with transaction.atomic():
            Person.objects.filter(pk=by.pk).update(email=address)
            if by.email and by.email != address:
                mail.post((mail.Letter("moved", by.email, by.language, (("link", link),)),), now=now)
    except IntegrityError:
        raise Refused(
            "There is another account with this address. Please sign in with it instead.",
            "late",
            field="address",
        ) from None


def change_name_and_language(name: str, language: str, *, by: Person) -> None:
    clean = clean_name(name)
    keep_language(language, by=by)
    Person.objects.filter(pk=by.pk).update(name=clean)


def keep_language(language: str, *, by: Person) -> None:
    if language not in LANGUAGES:
        raise Refused("Please choose one of the languages.", "invalid", field="language")
    Person.objects.filter(pk=by.pk).update(language=language)


def has_account(person: Person) -> bool:
    return person.email is not None or person.identities.exists()


def clean_address(raw: str) -> str:
    local, _, domain = raw.strip().lower().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode('ascii')}"
        validate_email(address)
    except (UnicodeError, ValidationError):
        address = ""
    if not address.isascii() or not 0 < len(address) <= LONGEST_ADDRESS:
        raise Refused("Please write a mail address, as in name@example.org.", "invalid", field="address")
    return address


@transaction.atomic
def _sign_in(address: str, guest: Person | None, language: str, now: datetime) -> Person:
    account = Person.objects.filter(email=address).first()
    if account is None and guest is None:
        return Person.objects.create(email=address, language=language, joined=now.date())
    if account is None:
        assert guest is not None
        guest.email, guest.language = address, language
        guest.save(update_fields=["email", "language"])
        return guest
    if guest is not None:
        keep_places(guest, account)
    return account


def _make_code() -> str:
    return "-".join("".join(choice(CODE_LETTERS) for _ in range(4)) for _ in range(2))


def _proof(address: str, salt: str, code: str) -> str:
    typed = code.translate(str.maketrans("", "", ADDED_TO_CODES)).lower()
    return salted_hmac("covision.code", f"{salt} {address} {typed}", algorithm="sha256").hexdigest()
