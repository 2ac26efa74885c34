"""A circle that has grown: rows in bulk, of every sort that its pages are made of."""

from datetime import timedelta

from covision.models.agreements import Agreement
from covision.models.cases import Case
from covision.models.circles import Activity, Circle, Invitation, Membership
from covision.models.commitments import Commitment
from covision.models.dates import Appointment, Date, Rsvp
from covision.models.journal import Happening
from covision.models.keys import MeetingKey
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person
from covision.models.proposals import Proposal
from covision.models.sheets import KeptSheet, SheetPerson
from covision.models.turns import Turn, Wish
from tests.conftest import NOW

from .lasting_circle import LastingCircle

AGES = timedelta(days=4000)  # from now on these tests will run
ROLES = ("client", "facilitator", "advisor")


def grow(group: LastingCircle, ended: Meeting, number: int) -> None:
    """Add so many members, circles, meetings like one that has ended, and what comes of them."""
    members = _members(group.circle, number)
    _circles_of(group.people["Fay"], number)
    meetings = _meetings(ended, number)
    _things_of(group, members, meetings)


def _members(circle: Circle, number: int) -> list[Membership]:
    people = Person.objects.bulk_create([Person(joined=NOW.date()) for _ in range(number)])
    named = [(person, f"M {person.pk}") for person in people]
    return Membership.objects.bulk_create(
        [
            Membership(circle=circle, person=person, since=NOW, name=name, name_key=name)
            for person, name in named
        ]
    )


def _circles_of(person: Person, number: int) -> None:
    circles = Circle.objects.bulk_create(
        [Circle(name=f"C {at}", created=NOW, lasting=True) for at in range(number)]
    )
    Membership.objects.bulk_create(
        [Membership(circle=circle, person=person, since=NOW) for circle in circles]
    )
    Agreement.objects.bulk_create([Agreement(circle=circle, version=1, language="en") for circle in circles])


def _meetings(ended: Meeting, number: int) -> list[Meeting]:
    """The same journal and the same key; the texts are sealed to their own meeting and do not open in another one."""
    meetings = Meeting.objects.bulk_create(
        [Meeting(circle=ended.circle, created=NOW, ended=NOW) for _ in range(number)]
    )
    key = MeetingKey.objects.get(meeting_id=ended.pk)
    MeetingKey.objects.bulk_create(
        [MeetingKey(meeting_id=meeting.pk, wrapped=key.wrapped, kek_id=key.kek_id) for meeting in meetings]
    )
    seats = list(ended.seats.values("number", "person_id", "name", "name_key"))
    Seat.objects.bulk_create([Seat(meeting=meeting, **seat) for meeting in meetings for seat in seats])
    rows = Happening.objects.filter(meeting=ended)
    events = list(rows.values("version", "name", "at", "seat", "command_id", "data"))
    Happening.objects.bulk_create(
        [Happening(meeting=meeting, **event) for meeting in meetings for event in events]
    )
    return meetings


def _things_of(group: LastingCircle, members: list[Membership], meetings: list[Meeting]) -> None:
    circle, fay = group.circle, group.people["Fay"]
    first = circle.proposals.count() + 1000
    Turn.objects.bulk_create(
        [
            Turn(member=member, meeting=meeting.pk, round=1, role="advisor", day=NOW)
            for member, meeting in zip(members, meetings, strict=True)
        ]
    )
    Wish.objects.bulk_create(
        [Wish(member=member, role=role, would=True) for member in members for role in ROLES]
    )
    Activity.objects.bulk_create(
        [Activity(circle=circle, at=NOW, what="met", by=member) for member in members]
    )
    Invitation.objects.bulk_create(
        [Invitation(circle=circle, by=member, created=NOW, expires=NOW + AGES) for member in members]
    )
    Case.objects.bulk_create([Case(person=member.person, circle=circle, touched=NOW) for member in members])
    Proposal.objects.bulk_create(
        [
            Proposal(circle=circle, number=first + at, kind="remove", about=member, put=NOW, until=NOW + AGES)
            for at, member in enumerate(members)
        ]
    )
    outline = {"minutes": 90, "rounds": 1, "spoken": False}
    later = [
        Appointment(circle=circle, changed=NOW, state=state, begins=when, forget_after=NOW + AGES, **outline)
        for _ in members
        for state, when in (("finding", None), ("fixed", NOW + AGES))
    ]
    appointments = Appointment.objects.bulk_create(later)
    Date.objects.bulk_create(
        [Date(appointment=appointment, begins=NOW + AGES) for appointment in appointments]
    )
    Rsvp.objects.bulk_create(
        [
            Rsvp(appointment=appointment, member=member, comes=True)
            for appointment, member in zip(appointments, members, strict=False)
        ]
    )
    Commitment.objects.bulk_create(
        [
            Commitment(
                person=fay,
                circle=circle,
                kind="step",
                card=f"c-{meeting.pk}",
                taken=NOW,
                due=NOW + AGES,
                erase_after=NOW + AGES,
            )
            for meeting in meetings
        ]
    )
    sheets = KeptSheet.objects.bulk_create(
        [
            KeptSheet(circle=circle, meeting=meeting, round=1, day=NOW, erase_after=NOW + AGES)
            for meeting in meetings
        ]
    )
    SheetPerson.objects.bulk_create([SheetPerson(sheet=sheet, person=fay, owner=True) for sheet in sheets])
