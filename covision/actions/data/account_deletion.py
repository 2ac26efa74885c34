"""Somebody deletes her account: circles and rooms go on without her name, and what is hers alone is erased.

After its `STEPS` every row that points to the person is deleted, but seats and memberships, which stay without a name. Sealed
texts or files kept outside such rows need a step.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Literal

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from covision import hub, vault
from covision.actions.accounts.account_merge import rows_of, tables_of_people
from covision.actions.cases import cases
from covision.actions.circles import circles, proposals
from covision.actions.circles.membership import Inside
from covision.actions.commitments import commitments
from covision.actions.learning import learning
from covision.actions.meetings import sheets
from covision.actions.meetings.meetings import erase_meeting
from covision.actions.room.people import refresh_names
from covision.actions.room.rooms import act, open_room
from covision.engine import commands as c
from covision.engine.deciding.cards import visible
from covision.engine.meeting import Card, Meeting
from covision.engine.refusals import Refused
from covision.models.circles import Application, Membership
from covision.models.database import DEFAULT, scrub
from covision.models.ids import random_id
from covision.models.meetings import Seat
from covision.models.people import Person
from covision.models.proposals import Proposal

Texts = Literal["stay", "go"]
KEPT_NAMELESS: tuple[type[models.Model], ...] = (Seat, Membership)
FORGET_AFTER = timedelta(days=2)


def delete_account(person: Person, shared: Texts, *, now: datetime) -> None:
    """What was shared stays without a name, or goes. Each step can be taken again, should the server die."""
    for step in STEPS:
        step(person, shared, now)
    with transaction.atomic():
        for row, _field in tuple(rows_of(person)):
            if not isinstance(row, KEPT_NAMELESS):
                row.delete()
        Person.objects.filter(pk=person.pk).update(name="", email=None, language="en")
        _drop_if_nothing_is_left(person)
        hub.announce(hub.LOGINS)
    scrub(DEFAULT)


def forget_the_nameless(now: datetime) -> int:
    """Drop people to whom no row points: there is no seat, no membership and no way to come back."""
    referenced = models.Q()
    for table, field in tables_of_people():
        referenced |= models.Q(Exists(table._default_manager.filter(**{field: OuterRef("pk")})))
    nameless = Person.objects.filter(email=None, joined__lt=(now - FORGET_AFTER).date()).exclude(referenced)
    return nameless.delete()[0]


def _take_requests_back(person: Person, shared: Texts, now: datetime) -> None:
    for application in Application.objects.filter(person=person).select_related("circle"):
        proposals.take_back_application(application, now=now)


def _erase_own_reasons(person: Person, shared: Texts, now: datetime) -> None:
    if shared == "stay":
        return
    # the reasons of her answers go with each membership anyhow
    with transaction.atomic():
        for proposal in Proposal.objects.filter(by__person=person).exclude(why=""):
            vault.CIRCLES.erase_texts(proposal.circle_id, [proposal.why])


def _leave_circles(person: Person, shared: Texts, now: datetime) -> None:
    for member in Membership.objects.filter(person=person, until=None).select_related("circle"):
        if member.circle.lasting:
            circles.leave(Inside(member.circle, member), now=now)
        else:
            member.delete()


def _leave_rooms(person: Person, shared: Texts, now: datetime) -> None:
    for seat in Seat.objects.filter(person=person).select_related("meeting"):
        others = seat.meeting.seats.exclude(person=person).filter(person__simulated=False)
        if others.exists():
            _leave_room(seat, shared, now)
        else:
            erase_meeting(seat.meeting)


def _leave_room(seat: Seat, shared: Texts, now: datetime) -> None:
    Seat.objects.filter(pk=seat.pk).update(name="", name_key=random_id(), own_hints=True, hints_away="")
    try:
        room = open_room(seat.meeting.public_id)
        act(room, c.LosePlace(), by=seat.number, now=now, command_id=token_urlsafe(16)).result()
    except Refused:
        return  # the meeting has been erased meanwhile
    going = [card.text.id for card in _going(room.meeting, seat.number, shared) if card.text]
    vault.MEETINGS.erase_texts(room.id, going)
    refresh_names(room)
    hub.wake(room.id)


def _going(meeting: Meeting, seat: int, shared: Texts) -> list[Card]:
    """All she wrote, or what nobody else has seen."""
    written = [card for card in meeting.cards if card.seat == seat]
    if shared == "go":
        return written
    others = [other.number for other in meeting.seats if other.number != seat]
    return [card for card in written if not any(visible(meeting, card, other) for other in others)]


def _erase_own_things(person: Person, shared: Texts, now: datetime) -> None:
    cases.erase_all_of(person)
    commitments.erase_all_of(person)
    sheets.erase_all_of(person)
    learning.forget_learning(person)


# What has to happen before her rows go. Whoever keeps something that a mere row does not hold adds a step here.
STEPS: tuple[Callable[[Person, Texts, datetime], None], ...] = (
    _take_requests_back,
    _erase_own_reasons,
    _leave_circles,
    _leave_rooms,
    _erase_own_things,
)


def _drop_if_nothing_is_left(person: Person) -> None:
    if not (person.seats.exists() or person.memberships.exists()):
        Person.objects.filter(pk=person.pk).delete()
