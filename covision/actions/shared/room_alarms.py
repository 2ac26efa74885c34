"""The alarms for rooms that are open: something they know of their people beforehand has changed."""

from django.db.models import QuerySet

from covision import hub
from covision.models.database import is_sqlite
from covision.models.meetings import Meeting


class Alarm:
    """What rooms have read from some tables is old as soon as their edition is another one."""

    def __init__(self) -> None:
        self._edition = object()

    def edition(self) -> object:
        return self._edition if is_sqlite() else object()  # elsewhere other processes may have written too

    def sound(self) -> None:
        self._edition = object()


PRACTICE, PREPARED, COMMITMENTS = Alarm(), Alarm(), Alarm()


def tell_rooms_of_person(person_id: int) -> None:
    """Have the open rooms in which somebody has a seat look again at what is known of them, in every process."""
    _tell(Meeting.objects.filter(ended=None, seats__person=person_id))


def tell_rooms_of_circle(circle_id: int) -> None:
    """Have the open rooms of a circle look again at what its members have prepared, in every process."""
    _tell(Meeting.objects.filter(ended=None, circle=circle_id))


def _tell(meetings: "QuerySet[Meeting]") -> None:
    for meeting in meetings.values_list("pk", flat=True):
        hub.announce(meeting)
