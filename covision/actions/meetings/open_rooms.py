"""What is next for a person outside her circles' own pages: the rooms that are open to her."""

from datetime import datetime

from covision.actions.room import rooms
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.meetings import Meeting, Seat
from covision.models.people import Person

MOST_ROOMS = 8


@value
class OpenRoom:
    """A meeting that has not ended, in which a person has a place or waits at the door."""

    room: str
    circle: str
    circle_id: str
    rehearsal: bool
    asking: bool
    began: datetime


def open_rooms(person: Person) -> tuple[OpenRoom, ...]:
    seats = (
        Seat.objects.filter(person=person, meeting__ended=None)
        .select_related("meeting__circle")
        .order_by("-meeting")[:MOST_ROOMS]
    )
    seats_and_standings = ((seat, _standing(seat)) for seat in seats)
    return tuple(
        OpenRoom(
            seat.meeting.public_id,
            seat.meeting.circle.name if seat.meeting.circle else "",
            seat.meeting.circle.public_id if seat.meeting.circle else "",
            rehearsal=seat.meeting.kind == Meeting.Kind.REHEARSAL,
            asking=standing == "asking",
            began=seat.meeting.created,
        )
        for seat, standing in seats_and_standings
        if standing in {"in", "asking"}
    )


def _standing(seat: Seat) -> str:
    public_id = seat.meeting.public_id
    try:
        room = rooms.opened(public_id) or rooms.open_room(public_id)
    except Refused:
        return ""  # erased a moment ago
    return "" if room.meeting.closed else room.meeting.standing(seat.number) or ""
