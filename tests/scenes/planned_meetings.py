"""What the cast plans: a meeting to come, in their lasting circle."""

from datetime import datetime, timedelta

from covision.actions.appointments import appointments
from covision.actions.appointments.details import MeetingDetails
from covision.models.dates import Appointment
from covision.models.people import Person
from tests.conftest import NOW

from .lasting_circle import LastingCircle

OUTLINE = MeetingDetails(90, 1, False, "Room 7, Water Street", "https://call.example.org/quiet-fox")
TUESDAY, FRIDAY = NOW + timedelta(days=8), NOW + timedelta(days=11)
AT = "http://127.0.0.1/"


def proposed(there: LastingCircle, *times: datetime, by: str = "Fay") -> Appointment:
    return appointments.propose(there.inside(by), OUTLINE, times or (TUESDAY, FRIDAY), at=AT, now=NOW)


def number_of(appointment: Appointment, when: datetime) -> int:
    return appointment.dates.get(begins=when).pk


def fixed(there: LastingCircle, when: datetime = TUESDAY, by: str = "Cas") -> Appointment:
    made = proposed(there, when)
    appointments.fix(there.inside(by), made, number_of(made, when), at=AT, now=NOW)
    return again(made)


def again(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_related("circle", "meeting").get(pk=appointment.pk)


def reachable(there: LastingCircle, **languages: str) -> None:
    """Everybody has an address; English unless another language is named."""
    for name, person in there.people.items():
        Person.objects.filter(pk=person.pk).update(
            email=f"{name.lower()}@example.org", language=languages.get(name, "en")
        )
