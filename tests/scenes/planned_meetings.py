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


def proposed(group: LastingCircle, *times: datetime, by: str = "Fay") -> Appointment:
    return appointments.propose(group.inside(by), OUTLINE, times or (TUESDAY, FRIDAY), at=AT, now=NOW)


def number_of(appointment: Appointment, when: datetime) -> int:
    return appointment.dates.get(begins=when).pk


def fixed(group: LastingCircle, when: datetime = TUESDAY, by: str = "Cas") -> Appointment:
    appointment = proposed(group, when)
    appointments.fix(group.inside(by), appointment, number_of(appointment, when), at=AT, now=NOW)
    return again(appointment)


def again(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_related("circle", "meeting").get(pk=appointment.pk)


def reachable(group: LastingCircle, **languages: str) -> None:
    """Everybody has an address; English unless another language is named."""
    for name, person in group.people.items():
        Person.objects.filter(pk=person.pk).update(
            email=f"{name.lower()}@example.org", language=languages.get(name, "en")
        )
