"""Meetings to come for other calendars: a single one to take along, and a private feed of all of a person's.

Times are in UTC: a single meeting needs no rules of a time zone, and every calendar shows it in its reader's own. Nothing
stands in it but the circle's name, that it is peer coaching, and the place.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override
from icalendar import Calendar, Event, vCalAddress

from covision import vault
from covision.engine.refusals import Refused
from covision.models.circles import Membership
from covision.models.dates import Appointment, Feed, Rsvp
from covision.models.people import Person

LOOK_AGAIN = timedelta(hours=6)


def calendar_entry(appointment: Appointment) -> bytes:
    """Write one meeting for another calendar, or that it is cancelled.

    :raises Refused: no date is fixed yet.
    """
    if appointment.begins is None:
        raise Refused("No date is fixed yet.", "gone")
    calendar = _calendar("CANCEL" if appointment.state == "cancelled" else "PUBLISH")
    calendar.add_component(_event(appointment, _places([appointment]).get(appointment.place, ""), away=False))
    return bytes(calendar.to_ical())


def feed(token: str) -> bytes:
    """Write all meetings ahead of the person who has this secret.

    :raises Refused: it is nobody's.
    """
    feed = Feed.objects.filter(proof=_proof(token)).select_related("person").first()
    if feed is None:
        raise Refused("This calendar is not there, or its address was renewed.", "gone")
    with override(feed.person.language):
        return bytes(_feed_of(feed.person).to_ical())


def has_feed(person: Person) -> bool:
    return Feed.objects.filter(person=person).exists()


def renew_feed(*, by: Person) -> str:
    """Give somebody's calendar a new secret, which is shown this once; the one before leads nowhere any
    more."""
    token = token_urlsafe(24)
    try:
        with transaction.atomic():
            Feed.objects.update_or_create(person=by, defaults={"proof": _proof(token)})
    except IntegrityError:
        raise Refused("This was done twice at once. Please try again.") from None
    return token


def end_feed(*, by: Person) -> None:
    Feed.objects.filter(person=by).delete()


def _feed_of(person: Person) -> Calendar:
    members = dict(
        Membership.objects.filter(
            person=person, until=None, circle__lasting=True, circle__dissolved=None
        ).values_list("circle_id", "pk")
    )
    ahead = list(
        Appointment.objects.filter(circle__in=members, begins__isnull=False)
        .exclude(state="finding")
        .select_related("circle")
        .order_by("begins", "pk")
    )
    away = set(
        Rsvp.objects.filter(appointment__in=ahead, member__in=members.values(), comes=False).values_list(
            "appointment_id", flat=True
        )
    )
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", gettext("Peer coaching"))
    calendar.add("name", gettext("Peer coaching"))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    places = _places(ahead)
    for appointment in ahead:
        calendar.add_component(
            _event(appointment, places.get(appointment.place, ""), away=appointment.pk in away)
        )
    return calendar


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Covision//Covision//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(appointment: Appointment, place: str, *, away: bool) -> Event:
    begins = appointment.begins
    assert begins is not None
    event = Event()
    event.add("uid", f"{appointment.public_id}@covision")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", _whole_second(appointment.changed))
    event.add("last-modified", _whole_second(appointment.changed))
    event.add("organizer", _organizer())
    event.add("dtstart", _whole_second(begins))
    event.add("dtend", _whole_second(begins + timedelta(minutes=appointment.minutes)))
    event.add("summary", gettext("%(circle)s: peer coaching") % {"circle": appointment.circle.name})
    event.add("status", "CANCELLED" if appointment.state == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if away or appointment.state == "cancelled" else "OPAQUE")
    event.add("class", "PRIVATE")
    if place:
        event.add("location", place)
    return event


def _organizer() -> vCalAddress:
    """RFC 5546 wants one, and it is nobody: the server itself."""
    return vCalAddress(f"mailto:{settings.COVISION_MAIL_FROM or 'nobody@covision.invalid'}")


def _places(appointments: Iterable[Appointment]) -> dict[str, str]:
    wanted: dict[int, list[tuple[str, str]]] = {}
    for appointment in appointments:
        wanted.setdefault(appointment.circle_id, []).append((appointment.place, "place"))
    opened: dict[str, str] = {}
    for circle, refs in wanted.items():
        opened.update(vault.CIRCLES.open(circle, refs))
    return opened


def _whole_second(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)


def _proof(token: str) -> str:
    return sha256(token.encode()).hexdigest()
