"""The alarm for rooms that are open: something they know of their people beforehand has changed."""

from django.db.models import QuerySet

from covision import hub
from covision.models.meetings import Meeting


def tell_rooms_of_person(person_id: int) -> None:
    """This will have the open rooms in which somebody has a seat look again at what is known of her, in every process."""
    _tell(Meeting.objects.filter(ended=None, seats__person=person_id))


def tell_rooms_of_circle(circle_id: int) -> None:
    """This will have the open rooms of a circle look again at what its members have prepared, in every process."""
    _tell(Meeting.objects.filter(ended=None, circle=circle_id))


def _tell(meetings: "QuerySet[Meeting]") -> None:
    for meeting in meetings.values_list("pk", flat=True):
        hub.announce(meeting)
