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


def grow(there: LastingCircle, ended: Meeting, number: int) -> None:
    """Add so many members, circles, meetings like one that has ended, and whatever comes of them."""
    members = _members(there.circle, number)
    _circles_of(there.people["Fay"], number)
    meetings = _meetings(ended, number)
    _things_of(there, members, meetings)


def _members(circle: Circle, number: int) -> list[Membership]:
    people = Person.objects.bulk_create([Person(joined=NOW.date()) for _ in range(number)])
    named = [(person, f"M {person.pk}") for person in people]
    return Membership.objects.bulk_create(
        [Membership(circle=circle, person=one, since=NOW, name=name, name_key=name) for one, name in named]
    )


def _circles_of(person: Person, number: int) -> None:
    made = Circle.objects.bulk_create(
        [Circle(name=f"C {one}", created=NOW, lasting=True) for one in range(number)]
    )
    Membership.objects.bulk_create([Membership(circle=one, person=person, since=NOW) for one in made])
    Agreement.objects.bulk_create([Agreement(circle=one, version=1, language="en") for one in made])


def _meetings(ended: Meeting, number: int) -> list[Meeting]:
    """The same journal and the same key; the texts are sealed to their own meeting and do not open in another one."""
    made = Meeting.objects.bulk_create(
        [Meeting(circle=ended.circle, created=NOW, ended=NOW) for _ in range(number)]
    )
    key = MeetingKey.objects.get(meeting_id=ended.pk)
    MeetingKey.objects.bulk_create(
        [MeetingKey(meeting_id=one.pk, wrapped=key.wrapped, kek_id=key.kek_id) for one in made]
    )
    seats = list(ended.seats.values("number", "person_id", "name", "name_key"))
    Seat.objects.bulk_create([Seat(meeting=one, **seat) for one in made for seat in seats])
    rows = Happening.objects.filter(meeting=ended)
    events = list(rows.values("version", "name", "at", "seat", "command_id", "data"))
    Happening.objects.bulk_create([Happening(meeting=one, **event) for one in made for event in events])
    return made


def _things_of(there: LastingCircle, members: list[Membership], meetings: list[Meeting]) -> None:
    circle, fay = there.circle, there.people["Fay"]
    first = circle.proposals.count() + 1000
    Turn.objects.bulk_create(
        [
            Turn(member=one, meeting=meeting.pk, round=1, role="advisor", day=NOW)
            for one, meeting in zip(members, meetings, strict=True)
        ]
    )
    Wish.objects.bulk_create([Wish(member=one, role=role, would=True) for one in members for role in ROLES])
    Activity.objects.bulk_create([Activity(circle=circle, at=NOW, what="met", by=one) for one in members])
    Invitation.objects.bulk_create(
        [Invitation(circle=circle, by=one, created=NOW, expires=NOW + AGES) for one in members]
    )
    Case.objects.bulk_create([Case(person=one.person, circle=circle, touched=NOW) for one in members])
    Proposal.objects.bulk_create(
        [
            Proposal(circle=circle, number=first + at, kind="remove", about=one, put=NOW, until=NOW + AGES)
            for at, one in enumerate(members)
        ]
    )
    outline = {"minutes": 90, "rounds": 1, "spoken": False}
    later = [
        Appointment(circle=circle, changed=NOW, state=state, begins=when, forget_after=NOW + AGES, **outline)
        for _ in members
        for state, when in (("finding", None), ("fixed", NOW + AGES))
    ]
    made = Appointment.objects.bulk_create(later)
    Date.objects.bulk_create([Date(appointment=one, begins=NOW + AGES) for one in made])
    Rsvp.objects.bulk_create(
        [Rsvp(appointment=one, member=member, comes=True) for one, member in zip(made, members, strict=False)]
    )
    Commitment.objects.bulk_create(
        [
            Commitment(
                person=fay,
                circle=circle,
                kind="step",
                card=f"c-{one.pk}",
                taken=NOW,
                due=NOW + AGES,
                erase_after=NOW + AGES,
            )
            for one in meetings
        ]
    )
    sheets = KeptSheet.objects.bulk_create(
        [KeptSheet(circle=circle, meeting=one, round=1, day=NOW, erase_after=NOW + AGES) for one in meetings]
    )
    SheetPerson.objects.bulk_create([SheetPerson(sheet=one, person=fay, owner=True) for one in sheets])
