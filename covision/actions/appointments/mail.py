"""Letters about meetings to come: they say that there is something to look at and when, never with whom or what about."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from covision import mail
from covision.actions.circles import membership
from covision.actions.circles.membership import Inside
from covision.models.circles import Membership
from covision.models.dates import Appointment, NoMail
from covision.models.people import Person

from .details import format_when

DAY_BEFORE = timedelta(days=1)


def notify_members(inside: Inside, appointment: Appointment, what: str, at: str, *, now: datetime) -> None:
    """Write to all other members who may be written to; `at` is the address of this server. Call it inside a
    transaction."""
    others = membership.members(inside.circle).exclude(pk=inside.member.pk)
    _post(what, appointment, others, at, now)


def remind_due(now: datetime) -> None:
    """Remind, once, of every meeting that begins within a day; not those who have said they cannot come."""
    at = f"{settings.COVISION_ORIGIN}/" if settings.COVISION_ORIGIN else ""  # nobody asks here by an address
    soon = Appointment.objects.filter(
        state="fixed", reminded=False, meeting=None, begins__gt=now, begins__lte=now + DAY_BEFORE
    )
    for appointment in list(soon.select_related("circle")):
        with transaction.atomic():
            if not Appointment.objects.filter(pk=appointment.pk, reminded=False).update(reminded=True):
                continue  # another process was quicker
            away = appointment.rsvps.filter(comes=False).values("member")
            expected = membership.members(appointment.circle).exclude(pk__in=away)
            _post("date-reminder", appointment, expected, at, now)


def wants_letters(person: Person) -> bool:
    return not NoMail.objects.filter(person=person).exists()


def want_letters(wanted: bool, *, by: Person) -> None:
    if wanted:
        NoMail.objects.filter(person=by).delete()
    else:
        NoMail.objects.get_or_create(person=by)


def _post(what: str, appointment: Appointment, members: Iterable[Membership], at: str, now: datetime) -> None:
    """A letter about a meeting is worth nothing once the meeting has begun."""
    reached = (
        Membership.objects.filter(pk__in=[member.pk for member in members], person__no_mail=None)
        .exclude(person__email=None)
        .values_list("person__email", "person__language")
    )
    ids = [appointment.circle.public_id, appointment.public_id]
    link = urljoin(at, reverse("appointments:arrive", args=ids)) if at else ""
    until = appointment.begins if appointment.begins and appointment.begins > now else None
    letters = tuple(
        mail.Letter(
            what,
            address or "",
            language,
            (("link", link), ("when", _when(appointment, language)), ("zone", settings.TIME_ZONE)),
            until,
        )
        for address, language in reached.order_by("pk")
    )
    mail.post(letters, now=now)


def _when(appointment: Appointment, language: str) -> str:
    with override(language):
        return format_when(appointment.begins) if appointment.begins else ""
