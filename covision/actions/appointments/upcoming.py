"""What is coming: the meetings ahead of a member in one circle or in all, in as many questions for one as for many."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q

from covision.actions.circles import membership
from covision.actions.circles.membership import Inside
from covision.engine.plain import value
from covision.models.circles import Membership
from covision.models.dates import Appointment, Availability, Date, Rsvp
from covision.models.people import Person

from .appointments import STAYS_OPEN, ends, room_is_open


@value
class UpcomingMeeting:
    """A meeting ahead, for one member: `dates` still in question, whether it waits for an answer, and which was given."""

    circle: str
    name: str
    id: str
    begins: datetime | None
    minutes: int
    dates: int
    waits: bool
    comes: bool | None
    open: bool


@value
class DateRow:
    """A date in the table: how the members lean, in the table's order of people (empty: no answer), and how many."""

    number: int
    begins: datetime
    leanings: tuple[str, ...]
    mine: str
    yes: int
    maybe: int
    no: int


def for_member(inside: Inside, now: datetime) -> tuple[UpcomingMeeting, ...]:
    return _upcoming([inside.member], now)


def for_person(person: Person, now: datetime) -> tuple[UpcomingMeeting, ...]:
    memberships = Membership.objects.filter(
        person=person, until=None, circle__lasting=True, circle__dissolved=None
    )
    return _upcoming(list(memberships), now)


def availability_table(
    inside: Inside, appointment: Appointment
) -> tuple[tuple[Membership, ...], tuple[DateRow, ...]]:
    people = tuple(membership.members(inside.circle))
    leanings: dict[int, dict[int, str]] = defaultdict(dict)
    for date, member, leaning in Availability.objects.filter(date__appointment=appointment).values_list(
        "date_id", "member_id", "answer"
    ):
        leanings[date][member] = leaning
    rows = tuple(
        _row(date, people, leanings[date.pk], inside.member.pk)
        for date in appointment.dates.order_by("begins")
    )
    return people, rows


def rsvps(inside: Inside, appointment: Appointment) -> tuple[tuple[Membership, bool | None], ...]:
    """Which member comes; nothing where somebody has not said so yet."""
    given = dict(Rsvp.objects.filter(appointment=appointment).values_list("member_id", "comes"))
    return tuple((member, given.get(member.pk)) for member in membership.members(inside.circle))


def _row(date: Date, people: Sequence[Membership], leanings: dict[int, str], me: int) -> DateRow:
    given = tuple(leanings.get(member.pk, "") for member in people)
    count = Counter(given)
    return DateRow(
        date.pk, date.begins, given, leanings.get(me, ""), count["yes"], count["maybe"], count["no"]
    )


def _upcoming(memberships: Sequence[Membership], now: datetime) -> tuple[UpcomingMeeting, ...]:
    members = {member.circle_id: member.pk for member in memberships}
    ahead = (
        Appointment.objects.filter(circle__in=members, meeting=None)
        .filter(Q(state="finding", forget_after__gt=now) | Q(state="fixed"))
        .select_related("circle")
        .order_by(F("begins").asc(nulls_first=True), "pk")
    )
    coming = [
        appointment
        for appointment in ahead
        if appointment.begins is None or now < ends(appointment) + STAYS_OPEN
    ]
    dates = Date.objects.filter(appointment__in=coming, appointment__state="finding", begins__gt=now)
    asked = Counter(dates.values_list("appointment_id", flat=True))
    leanings = Availability.objects.filter(date__in=dates, member__in=members.values())
    answered = Counter(leanings.values_list("date__appointment_id", flat=True))
    promised = dict(
        Rsvp.objects.filter(appointment__in=coming, member__in=members.values()).values_list(
            "appointment_id", "comes"
        )
    )
    return tuple(
        UpcomingMeeting(
            appointment.circle.public_id,
            appointment.circle.name,
            appointment.public_id,
            appointment.begins,
            appointment.minutes,
            asked[appointment.pk],
            waits=appointment.pk not in promised
            if appointment.begins
            else answered[appointment.pk] < asked[appointment.pk],
            comes=promised.get(appointment.pk),
            open=room_is_open(appointment, now),
        )
        for appointment in coming
        if appointment.begins or asked[appointment.pk]
    )
