"""Invitations by mail: a letter to each address, which points and says nothing; no address is kept, and none is looked up."""

import re
from datetime import datetime
from urllib.parse import urljoin

from django.db import transaction
from django.urls import reverse

from covision import mail
from covision.actions.accounts.signing_in import clean_address, has_account
from covision.actions.circles import joining
from covision.actions.circles.membership import Inside, members
from covision.actions.room.room import Room
from covision.actions.shared import rate_limit
from covision.actions.shared.activity import record_activity
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.models.circles import Circle, Membership
from covision.models.people import Person

MOST_AT_ONCE = 10
A_DAY = 24 * 3600
FROM_ONE, FROM_ALL, TO_ONE = 12, 30, 3  # letters a day: of a person, of a circle or meeting, to an address


def invite_by_mail(inside: Inside, raw: str, language: str, *, at: str, now: datetime) -> int:
    """Count the letters; `at` is the address of this server.

    :raises Refused: something is no address, the member may not invite, or much has been sent today.
    """
    addresses = _addresses(raw, language)
    with transaction.atomic():
        _count(f"circle {inside.circle.pk}", inside.member.person_id, len(addresses), now)
        invitation = joining.make_invitation(inside, letters=len(addresses), now=now)
        record_activity(inside.circle, "invited-by-mail", now=now, by=inside.member, number=len(addresses))
        _post(
            "invited",
            addresses,
            language,
            urljoin(at, reverse("circles:invited", args=[invitation.token])),
            now,
        )
    return len(addresses)


def invite_guests(room: Room, raw: str, language: str, *, at: str, by: Person, now: datetime) -> int:
    circle, member = _circle(room), _member(room, by)
    if not may_invite_guests(room, by=by):
        raise Refused("Only members with an account can invite by mail.", "forbidden")
    addresses = _addresses(raw, language)
    with transaction.atomic():
        _count(f"meeting {room.id}", by.pk, len(addresses), now)
        if circle is not None and member is not None:
            record_activity(circle, "guests-invited", now=now, by=member, number=len(addresses))
        _post(
            "knock", addresses, language, urljoin(at, reverse("meetings:join", args=[room.join_token])), now
        )
    return len(addresses)


def may_invite_guests(room: Room, *, by: Person | None) -> bool:
    # somebody who can be asked about it afterwards
    return by is not None and has_account(by) and (_circle(room) is None or _member(room, by) is not None)


def _circle(room: Room) -> Circle | None:
    return Circle.objects.filter(lasting=True, meetings=room.id).first()


def _member(room: Room, person: Person) -> Membership | None:
    circle = _circle(room)
    return members(circle).filter(person=person).first() if circle is not None else None


def _addresses(raw: str, language: str) -> tuple[str, ...]:
    if not mail.is_set_up():
        raise Refused("This server sends no letters yet.", "stored")
    if language not in LANGUAGES:
        raise Refused("Please choose one of the languages.", "invalid", field="language")
    addresses = tuple(dict.fromkeys(_address(part) for part in re.split(r"[\s,;]+", raw) if part))
    if not 0 < len(addresses) <= MOST_AT_ONCE:
        raise Refused(
            "Please write one mail address or several, {most} at most.",
            "invalid",
            most=MOST_AT_ONCE,
            field="addresses",
        )
    return addresses


def _address(typed: str) -> str:
    try:
        return clean_address(typed)
    except Refused:
        raise Refused(
            "“{address}” is no mail address.", "invalid", address=typed[:80], field="addresses"
        ) from None


def _count(where: str, person: int, letters: int, now: datetime) -> None:
    for what, most in ((f"{where} {person}", FROM_ONE), (where, FROM_ALL), (f"person {person}", FROM_ALL)):
        for _ in range(letters):
            if not rate_limit.take_token(
                f"invitations of {what}", burst=most, per_second=most / A_DAY, now=now
            ):
                raise Refused(
                    "So many invitations cannot go by mail today: {one} a day from you, {all} from all here.",
                    "fast",
                    one=FROM_ONE,
                    all=FROM_ALL,
                    field="addresses",
                )


def _post(what: str, addresses: tuple[str, ...], language: str, link: str, now: datetime) -> None:
    letters = [
        mail.Letter(what, address, language, (("link", link),))
        for address in sorted(addresses)  # in one order, for two may write to the same people at once
        if rate_limit.take_token(
            f"invitations to {address}", burst=TO_ONE, per_second=TO_ONE / A_DAY, now=now
        )
    ]
    mail.post(letters, now=now)  # the sender is answered alike if some get no more today
