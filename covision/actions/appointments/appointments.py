"""Finding a date together: propose times, say how one leans, fix one, change or cancel it, promise to come, go in.

An appointment is rows until somebody goes in: the first to come opens a room and makes it the one of the appointment; of two
who come at once, the second gives theirs up and takes a seat in the other's. Times are typed and shown in the server's time
zone and kept in UTC.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from covision import vault
from covision.actions.circles import agreements
from covision.actions.circles.decisions import lock
from covision.actions.circles.membership import Inside
from covision.actions.meetings import circle_meetings
from covision.actions.meetings.meetings import erase_meeting, open_meeting
from covision.actions.room.room import Room
from covision.actions.shared import room_alarms
from covision.actions.shared.activity import record_activity
from covision.engine.refusals import Refused
from covision.models.dates import Appointment, Availability, Date, Rsvp

from . import mail as appointment_mail
from .details import MOST_DATES, MeetingDetails, check_details, details_of, keep_details

ANSWERS = ("yes", "maybe", "no")
MOST_OPEN = 6
OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(hours=1)
KEEP_PAST = timedelta(days=14)


def propose(
    inside: Inside, outline: MeetingDetails, times: Sequence[datetime], *, at: str, now: datetime
) -> Appointment:
    """Propose dates for a meeting of the circle; `at` is the address of this server, for letters.

    :raises Refused: there is no date, something cannot be, or much is open already.
    """
    agreements.check_accepted(inside.member)
    clean = check_details(outline)
    _check_times(times)
    with transaction.atomic():
        lock(inside.circle)
        if inside.circle.appointments.filter(state="finding").count() >= MOST_OPEN:
            raise Refused("Dates are being looked for several times already. Please find one of them first.")
        appointment = Appointment(circle=inside.circle, changed=now, forget_after=max(times) + KEEP_PAST)
        keep_details(inside.circle, appointment, clean)
        appointment.save()
        Date.objects.bulk_create([Date(appointment=appointment, begins=when) for when in times])
        record_activity(inside.circle, "dates-proposed", now=now, by=inside.member)
        appointment_mail.notify_members(inside, appointment, "date-find", at, now=now)
    return appointment


def propose_more(
    inside: Inside, appointment: Appointment, times: Sequence[datetime], *, now: datetime
) -> None:
    """Add dates to those that are proposed.

    :raises Refused: there is none, there are very many, or the date is fixed or cancelled.
    """
    agreements.check_accepted(inside.member)
    _check_times(times)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "finding")
        proposed = set(locked.dates.values_list("begins", flat=True))
        new = [when for when in times if when not in proposed]
        if not new:
            raise Refused("This date is proposed already.", "invalid", field="when")
        if len(proposed) + len(new) > MOST_DATES:
            raise Refused(
                "At most {most} dates can be proposed at a time.", "invalid", most=MOST_DATES, field="when"
            )
        Date.objects.bulk_create([Date(appointment=locked, begins=when) for when in new])
        locked.forget_after = max(*proposed, *new) + KEEP_PAST
        locked.save(update_fields=["forget_after"])
        record_activity(inside.circle, "dates-proposed", now=now, by=inside.member)


def answer_dates(inside: Inside, appointment: Appointment, leanings: Mapping[int, str]) -> None:
    """Keep how a member leans to the dates (by their numbers); it may be changed until one is fixed.

    :raises Refused: the date is fixed or cancelled, or an answer is none.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "finding")
        dates = set(locked.dates.values_list("pk", flat=True))
        answers = {date: how for date, how in leanings.items() if date in dates}
        if not answers or any(how not in ANSWERS for how in answers.values()):
            raise Refused("Please answer at least one date: yes, if need be, or no.", "invalid", field="lean")
        Availability.objects.filter(date__in=answers, member=inside.member).delete()
        Availability.objects.bulk_create(
            [Availability(date_id=date, member=inside.member, answer=how) for date, how in answers.items()]
        )


def fix(inside: Inside, appointment: Appointment, date: int, *, at: str, now: datetime) -> None:
    """Fix one of the dates. Any member may.

    :raises Refused: it is over, or something is fixed or cancelled already.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "finding")
        chosen = locked.dates.filter(pk=date).first()
        if chosen is None or chosen.begins <= now:
            raise Refused("Please choose a date that is ahead.", "invalid", field="when")
        locked.state = "fixed"
        _set_time(locked, chosen.begins, now)
        locked.save()
        record_activity(inside.circle, "date-fixed", now=now, by=inside.member)
        appointment_mail.notify_members(inside, locked, "date-fixed", at, now=now)


def change(
    inside: Inside,
    appointment: Appointment,
    outline: MeetingDetails,
    when: datetime | None,
    *,
    at: str,
    now: datetime,
) -> None:
    """Change a meeting to come, or move it to another time; then who had promised to come is asked anew.

    :raises Refused: nothing differs, something cannot be, or it is cancelled or under way.
    """
    agreements.check_accepted(inside.member)
    clean = check_details(outline)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "finding", "fixed")
        moved = locked.state == "fixed" and when is not None and when != locked.begins
        if not moved and clean == details_of(locked):
            raise Refused("Nothing is different from before.", "invalid")
        keep_details(inside.circle, locked, clean)
        locked.sequence += 1
        locked.changed = now
        if moved and when is not None:
            _set_time(locked, when, now)
        locked.save()
        record_activity(inside.circle, "date-moved" if moved else "date-changed", now=now, by=inside.member)
        if locked.state == "fixed":
            appointment_mail.notify_members(inside, locked, "date-changed", at, now=now)


def cancel(inside: Inside, appointment: Appointment, *, at: str, now: datetime) -> None:
    """Cancel a meeting to come. Any member may.

    :raises Refused: it is cancelled or under way.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "finding", "fixed")
        locked.state, locked.changed = "cancelled", now
        locked.sequence += 1
        locked.forget_after = max(now, locked.begins or now) + KEEP_PAST
        locked.save()
        locked.proposals.filter(state="open").update(state="withdrawn")
        record_activity(inside.circle, "date-cancelled", now=now, by=inside.member)
        appointment_mail.notify_members(inside, locked, "date-cancelled", at, now=now)


def rsvp(inside: Inside, appointment: Appointment, comes: bool) -> None:
    """Keep whether a member comes. Others count on it; it may be changed until the meeting begins.

    :raises Refused: no date is fixed, or it is cancelled or under way.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        locked = _lock_appointment(inside, appointment, "fixed")
        Rsvp.objects.update_or_create(appointment=locked, member=inside.member, defaults={"comes": comes})


def enter_room(inside: Inside, appointment: Appointment, *, now: datetime) -> Room:
    """Bring a member into the room of a meeting that was planned; whoever comes first opens it for all.

    :raises Refused: it is too early or too late, or the meeting is over.
    """
    agreements.check_accepted(inside.member)
    if appointment.meeting is None:
        if not room_is_open(appointment, now):
            raise Refused("The room opens fifteen minutes before the meeting begins.")
        room = _open(inside, appointment, now)
        if room is not None:
            return room
        appointment.refresh_from_db()
    assert appointment.meeting is not None
    return circle_meetings.come_in(inside, appointment.meeting.public_id, now=now)


def room_is_open(appointment: Appointment, now: datetime) -> bool:
    if appointment.state != "fixed" or appointment.begins is None:
        return False
    if appointment.meeting is not None:
        return appointment.meeting.ended is None
    return appointment.begins - OPENS_BEFORE <= now < ends(appointment) + STAYS_OPEN


def ends(appointment: Appointment) -> datetime:
    assert appointment.begins is not None
    return appointment.begins + timedelta(minutes=appointment.minutes)


def appointments(inside: Inside) -> "QuerySet[Appointment]":
    return inside.circle.appointments.select_related("circle", "meeting", "observing").order_by("pk")


def do_what_is_due(now: datetime) -> None:
    appointment_mail.remind_due(now)
    for over in list(Appointment.objects.filter(forget_after__lte=now)):
        with transaction.atomic():
            vault.CIRCLES.erase_texts(over.circle_id, [over.place, over.link])
            over.delete()


def _open(inside: Inside, appointment: Appointment, now: datetime) -> Room | None:
    """Opened first and then made the one for all: of two who press at once, the second gives theirs up."""
    meeting = circle_meetings.make_meeting(inside, now=now)
    room = open_meeting(
        meeting,
        appointment.minutes,
        appointment.rounds,
        spoken=appointment.spoken,
        rehearsal=False,
        now=now,
    )
    with transaction.atomic():
        first = Appointment.objects.filter(pk=appointment.pk, state="fixed", meeting=None).update(
            meeting=meeting
        )
        if first:
            record_activity(inside.circle, "met", now=now, by=inside.member)
            transaction.on_commit(lambda: _announce_preparation(inside))
            return room
    erase_meeting(meeting)
    return None


def _announce_preparation(inside: Inside) -> None:
    room_alarms.PREPARED.sound()
    room_alarms.tell_rooms_of_circle(inside.circle.pk)


def _set_time(appointment: Appointment, begins: datetime, now: datetime) -> None:
    appointment.begins, appointment.changed = begins, now
    appointment.forget_after = begins + KEEP_PAST
    appointment.reminded = begins - now < appointment_mail.DAY_BEFORE
    appointment.rsvps.all().delete()


def _lock_appointment(inside: Inside, appointment: Appointment, *states: str) -> Appointment:
    lock(inside.circle)
    locked = inside.circle.appointments.select_related("meeting").get(pk=appointment.pk)
    if locked.meeting is not None:
        raise Refused("This meeting has begun already.")
    if locked.state not in states:
        raise Refused("This has been decided meanwhile. Please look at how it stands now.")
    return locked


def _check_times(times: Sequence[datetime]) -> None:
    if not times:
        raise Refused("Please propose at least one day and time.", "invalid", field="when")
