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
from covision.views.http.responses import language

from .proposal_pages import structure_lines


def coming_line(one: UpcomingMeeting) -> dict[str, object]:
    return {
        "id": one.id,
        "circle": one.name,
        "circle_id": one.circle,
        "when": appointment_details.format_when(one.begins) if one.begins else "",
        "dates": one.dates,
        "waits": one.waits,
        "comes": one.comes,
        "open": one.open,
    }


def appointment_whole(inside: Inside, there: Appointment, now: datetime) -> dict[str, object]:
    """All members may see of a meeting to come, place and link among it."""
    outline = appointment_details.details_of(there)
    people, rows = upcoming.availability_table(inside, there)
    observing = getattr(there, "observing", None)
    return {
        "id": there.public_id,
        "circle_id": inside.circle.public_id,
        "state": there.state,
        "when": appointment_details.format_when(there.begins) if there.begins else "",
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
            for member, comes in upcoming.rsvps(inside, there)
        ],
        "parts": _parts(there),
        "tight": _tight(there),
        "ways": [
            {**line, "minutes": minutes(one, max(one.least, len(people)))}
            for line, one in zip(
                structure_lines(inside), adopted_processes.processes_in_use(inside.circle.pk), strict=True
            )
        ],
        "open": room_is_open(there, now),
        "opens": date_format(timezone.localtime(there.begins - OPENS_BEFORE), "H:i") if there.begins else "",
        "begun": there.meeting is not None,
        "over": there.meeting is not None and there.meeting.ended is not None,
        "observer": observing.token if observing is not None else "",
        "may_invite": there.state == "fixed" and observing is None and there.meeting is None,
    }


def _row(row: DateRow, names: list[str], now: datetime) -> dict[str, object]:
    return {
        "number": row.number,
        "when": appointment_details.format_when(row.begins),
        "cells": [{"name": name, "how": how} for name, how in zip(names, row.leanings, strict=True)],
        "mine": row.mine,
        "yes": row.yes,
        "maybe": row.maybe,
        "no": row.no,
        "ahead": row.begins > now,
    }


def _best(rows: tuple[DateRow, ...], now: datetime) -> int:
    """The date that suits most members: fewest who cannot, then most who can without need; none before anybody answered."""
    ahead = [row for row in rows if row.begins > now and row.yes + row.maybe]
    found = min(ahead, key=lambda row: (row.no - row.yes - row.maybe, -row.yes, row.begins), default=None)
    return found.number if found else 0


def _parts(there: Appointment) -> list[dict[str, object]]:
    """The agenda, with the time at which each part begins once a date is fixed."""
    begins = timezone.localtime(there.begins) if there.begins else None
    lines, passed = [], 0
    for part in agenda(processes.frame(), there.minutes, there.rounds).parts:
        at = date_format(begins + timedelta(minutes=passed), "H:i") if begins else ""
        lines.append({"what": part.what, "round": part.round, "minutes": part.minutes, "at": at})
        passed += part.minutes
    return lines


def _tight(there: Appointment) -> list[dict[str, object]]:
    """The ways of working the circle has agreed on, or else those proposed first, that need more time than a round has."""
    each = agenda(processes.frame(), there.minutes, there.rounds).each
    library = map(processes.process, processes.live_ids())
    first = adopted_processes.processes_in_use(there.circle_id) or tuple(
        one for one in library if one.proposed
    )
    needs = ((one, minutes(one, one.least)) for one in first)
    return [
        {"name": str(processes.word(one.id, language(), "title")), "minutes": needed}
        for one, needed in needs
        if needed > each
    ]
