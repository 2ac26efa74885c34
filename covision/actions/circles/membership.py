"""Who belongs to a circle, and what ends with a membership: the name, the voice, the seats in its rooms.

A membership that ends takes the name and the reasons with it, and then the person from every room of the circle: each room
gets the command `LosePlace`, so that the journal says it, all server processes hear it and open lines close.
"""

from datetime import datetime
from itertools import count
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import QuerySet

from covision import hub, vault
from covision.actions.processes import versions as process_versions
from covision.actions.room.people import refresh_names
from covision.actions.room.rooms import act, open_room
from covision.actions.shared.activity import record_activity
from covision.actions.shared.room_alarms import PREPARED
from covision.engine import commands as c
from covision.engine.names import LONGEST, name_key
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.cases import Case
from covision.models.circles import Circle, Membership
from covision.models.dates import Availability, Rsvp
from covision.models.meetings import Seat
from covision.models.people import Person
from covision.models.proposals import Position


@value
class Inside:
    """A circle seen by one of its members: the only way in which pages and actions get hold of a circle."""

    circle: Circle
    member: Membership


def members(circle: Circle) -> "QuerySet[Membership]":
    return circle.memberships.filter(until=None).order_by("id")


def admit(circle: Circle, person: Person, name: str, *, now: datetime) -> Membership:
    """Make somebody a member, with a number behind the name if another has one that looks like it. Call it
    inside a transaction."""
    taken = set(members(circle).values_list("name_key", flat=True))
    unique_name = free_name(name, taken)
    return Membership.objects.create(
        circle=circle, person=person, since=now, name=unique_name, name_key=name_key(unique_name)
    )


def free_name(name: str, taken: set[str]) -> str:
    """The name itself, or the first of “name 2”, “name 3” … that looks like no other."""
    if name_key(name) not in taken:
        return name
    return next(
        other for number in count(2) if name_key(other := f"{name[: LONGEST - 4]} {number}") not in taken
    )


def end(member: Membership, *, now: datetime) -> None:
    """End a membership: the name goes, and the reasons and answers the member gave, the cases lie no longer
    in the pool, and the person goes from all rooms of the circle as soon as this is kept. Call it inside
    a transaction."""
    reasons = list(Position.objects.filter(member=member).values_list("reason", flat=True))
    for table in (Position, Availability, Rsvp):
        table._default_manager.filter(member=member).delete()
    vault.CIRCLES.erase_texts(member.circle_id, reasons)
    Membership.objects.filter(pk=member.pk).update(until=now, name="", name_key="")
    circle, person = member.circle_id, member.person_id
    Case.objects.filter(circle=circle, person=person).update(circle=None)
    member.turns.all().delete()
    member.wishes.all().delete()
    transaction.on_commit(PREPARED.sound)
    transaction.on_commit(lambda: take_from_rooms(circle, person, now))


def dissolve(circle: Circle, *, now: datetime) -> None:
    """End a circle for all: what they wrote outside meetings is erased at once with its key; meetings that
    have been are kept as long as was agreed. Call it inside a transaction."""
    for member in members(circle):
        end(member, now=now)
    circle.proposals.all().delete()
    circle.appointments.all().delete()
    version_ids = tuple(circle.own_versions.values_list("process_id", flat=True))
    circle.structures.all().delete()
    circle.own_versions.all().delete()
    circle.own_processes.all().delete()
    circle.agreements.all().delete()
    circle.invitations.all().delete()
    circle.activities.all().delete()
    circle.applications.filter(declined=None).update(declined=now, motive="")
    Circle.objects.filter(pk=circle.pk).update(dissolved=now, on_board=False)
    id = circle.pk
    transaction.on_commit(lambda: vault.CIRCLES.erase([id]))
    transaction.on_commit(lambda: process_versions.forget(version_ids))


def take_from_rooms(circle_id: int, person_id: int, now: datetime) -> None:
    seats = Seat.objects.filter(meeting__circle_id=circle_id, person_id=person_id, meeting__created__lte=now)
    for public_id, number in seats.values_list("meeting__public_id", "number"):
        try:
            room = open_room(public_id)
            act(room, c.LosePlace(), by=number, now=now, command_id=token_urlsafe(16)).result()
            refresh_names(room)
            hub.wake(room.id)
        except Refused:
            continue  # this meeting has been erased meanwhile


def note_end(circle: Circle, member: Membership, what: str, now: datetime) -> None:
    record_activity(circle, what, now=now, about=member)
