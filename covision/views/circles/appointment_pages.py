"""What is ahead, as one member may see it: the lines of the circle's page and of the first page, and one meeting whole."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from covision import processes
from covision.actions.appointments import details as appointment_details
from covision.actions.appointments import upcoming
from covision.actions.appointments.appointments import OPENS_BEFORE, room_is_open
from covision.actions.appointments.upcoming import DateRow, UpcomingMeeting
from covision.actions.circles.membership import Inside
from covision.actions.processes import adopted as adopted_processes
from covision.engine.agenda import agenda
from covision.engine.length import minutes
from covision.models.dates import Appointment
from covision.views.http.wording import word

from .proposal_pages import structure_lines


def coming_line(meeting: UpcomingMeeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "circle": meeting.name,
        "circle_id": meeting.circle,
        "when": appointment_details.format_when(meeting.begins) if meeting.begins else "",
        "dates": meeting.dates,
        "waits": meeting.waits,
        "comes": meeting.comes,
        "open": meeting.open,
    }


def appointment_context(inside: Inside, appointment: Appointment, now: datetime) -> dict[str, object]:
    outline = appointment_details.details_of(appointment)
    people, rows = upcoming.availability_table(inside, appointment)
    observing = getattr(appointment, "observing", None)
    return {
        "id": appointment.public_id,
        "circle_id": inside.circle.public_id,
        "state": appointment.state,
        "when": appointment_details.format_when(appointment.begins) if appointment.begins else "",
        "zone": timezone.get_current_timezone_name(),
        "minutes": outline.minutes,
        "rounds": outline.rounds,
        "spoken": outline.spoken,
        "place": outline.place,
        "link": outline.link,
        "people": [member.name for member in people],
        "rows": [_row(row, [member.name for member in people], now) for row in rows],
        "best": _best(rows, now),
        "promises": [
            {"name": member.name, "me": member.pk == inside.member.pk, "comes": comes}
            for member, comes in upcoming.rsvps(inside, appointment)
        ],
        "parts": _parts(appointment),
        "tight": _tight(appointment),
        "ways": [
            {**line, "minutes": minutes(process, max(process.least, len(people)))}
            for line, process in zip(
                structure_lines(inside), adopted_processes.processes_in_use(inside.circle.pk), strict=True
            )
        ],
        "open": room_is_open(appointment, now),
        "opens": date_format(timezone.localtime(appointment.begins - OPENS_BEFORE), "H:i")
        if appointment.begins
        else "",
        "begun": appointment.meeting is not None,
        "over": appointment.meeting is not None and appointment.meeting.ended is not None,
        "observer": observing.token if observing is not None else "",
        "may_invite": appointment.state == "fixed" and observing is None and appointment.meeting is None,
    }


def _row(row: DateRow, names: list[str], now: datetime) -> dict[str, object]:
    return {
        "number": row.number,
        "when": appointment_details.format_when(row.begins),
        "cells": [{"name": name, "how": how} for name, how in zip(names, row.leanings, strict=True)],
        "my_answer": row.mine,
        "yes": row.yes,
        "maybe": row.maybe,
        "no": row.no,
        "ahead": row.begins > now,
    }


def _best(rows: tuple[DateRow, ...], now: datetime) -> int:
    """The date that suits most members: fewest who cannot, then most who can without need; none before anybody answered."""
    ahead = [row for row in rows if row.begins > now and row.yes + row.maybe]
    best = min(ahead, key=lambda row: (row.no - row.yes - row.maybe, -row.yes, row.begins), default=None)
    return best.number if best else 0


def _parts(appointment: Appointment) -> list[dict[str, object]]:
    begins = timezone.localtime(appointment.begins) if appointment.begins else None
    lines, passed = [], 0
    for part in agenda(processes.frame(), appointment.minutes, appointment.rounds).parts:
        at = date_format(begins + timedelta(minutes=passed), "H:i") if begins else ""
        lines.append({"what": part.what, "round": part.round, "minutes": part.minutes, "at": at})
        passed += part.minutes
    return lines


def _tight(appointment: Appointment) -> list[dict[str, object]]:
    each = agenda(processes.frame(), appointment.minutes, appointment.rounds).each
    library = map(processes.process, processes.live_ids())
    first = adopted_processes.processes_in_use(appointment.circle_id) or [
        process for process in library if process.proposed
    ]
    needs = ((process, minutes(process, process.least)) for process in first)
    return [
        {"name": str(word(process.id, "title")), "minutes": needed}
        for process, needed in needs
        if needed > each
    ]
