"""Meetings of a lasting circle: any member starts one, members take their seats without knocking, guests knock."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import QuerySet

from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.room.people import add_person
from covision.actions.room.room import Room
from covision.actions.room.rooms import act, open_room
from covision.actions.shared.activity import record_activity
from covision.engine import commands as c
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.meetings import Meeting, Seat

from .meetings import KEEP_UNENDED, check_length, open_meeting, take_next_seat, take_seat

MOST_SHOWN = 5


def start(inside: Inside, minutes: int, rounds: int, *, spoken: bool, now: datetime) -> Room:
    agreements.check_accepted(inside.member)
    check_length(minutes, rounds)
    with transaction.atomic():
        meeting = make_meeting(inside, now=now)
        record_activity(inside.circle, "met", now=now, by=inside.member)
    return open_meeting(meeting, minutes, rounds, spoken=spoken, rehearsal=False, now=now)


@transaction.atomic
def make_meeting(inside: Inside, *, now: datetime) -> Meeting:
    created = now.replace(second=0, microsecond=0)
    meeting = Meeting.objects.create(circle=inside.circle, created=created, erase_after=now + KEEP_UNENDED)
    take_seat(meeting, 1, inside.member.person, inside.member.name)
    return meeting


def under_way(circle: Circle) -> "QuerySet[Meeting]":
    return circle.meetings.filter(ended=None).order_by("-pk")


def past_meetings(inside: Inside) -> "QuerySet[Meeting]":
    attended = Meeting.objects.filter(seats__person=inside.member.person_id, circle=inside.circle)
    return attended.exclude(ended=None).order_by("-pk")[:MOST_SHOWN]


def come_in(inside: Inside, meeting_id: str, *, now: datetime) -> Room:
    """:raises Refused: there is no such meeting, it is over or full, or the person was sent away from it."""
    agreements.check_accepted(inside.member)
    meeting = under_way(inside.circle).filter(public_id=meeting_id).first()
    if meeting is None:
        raise Refused("There is no such meeting, or it has ended.", "gone")
    room = open_room(meeting.public_id)
    number = room.seat_of(inside.member.person_id)
    if number is None:
        number = _seat(inside, meeting)
        room = open_room(meeting.public_id)
    act(room, c.TakePlace(), by=number, now=now, command_id=token_urlsafe(16)).result()
    return room


def circle_of_link(meeting: Meeting, person: int) -> str:
    """The circle whose member follows a join link; empty for everybody else."""
    circle = meeting.circle
    if circle is None or not circle.lasting:
        return ""
    return circle.public_id if circle.memberships.filter(person_id=person, until=None).exists() else ""


def _seat(inside: Inside, meeting: Meeting) -> int:
    taken = Seat.objects.filter(meeting=meeting).values_list("name_key", flat=True)
    seat = take_next_seat(
        meeting, inside.member.person, lambda: membership.free_name(inside.member.name, set(taken.all()))
    )
    add_person(open_room(meeting.public_id), seat.number, seat.name, inside.member.person_id)
    return seat.number
