"""An observer from another circle comes to one planned meeting as a guest, and takes the observer's part there."""

import pytest
from django.utils import timezone

from covision.actions.appointments import appointments, observers
from covision.actions.circles import proposals
from covision.actions.meetings import meetings
from covision.actions.room import rooms
from covision.models.dates import Observing
from covision.models.meetings import Meeting
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.planned_meetings import TUESDAY, again, fixed
from tests.scenes.room_cast import PROBLEM, Guest, RealTable

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def gone_in(group: LastingCircle) -> RealTable:
    """All four have gone into the room of a meeting to which the circle has invited an observer."""
    appointment = fixed(group)
    put = proposals.propose_observer(
        group.inside("Fay"), appointment, "Oz, from the north.", now=appointment.changed
    )
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, put, "consent")
    for who in ("Fay", "Cas", "Ada", "Ben"):
        room = appointments.enter_room(group.inside(who), again(appointment), now=TUESDAY)
    people = {name: Guest(person, "", room.seat_of(person.pk) or 0) for name, person in group.people.items()}
    return RealTable(room, people)


def test_the_observer_knocks_is_let_in_and_takes_the_part() -> None:
    group = of_four()
    table = gone_in(group)
    door = observers.visit_of_link(Observing.objects.get().token, now=TUESDAY).door
    meeting = Meeting.objects.get(join_token=door)
    meetings.ask_to_come_in(meeting, name="Oz", by=group.people["Oz"], now=timezone.now())
    table.people["Oz"].seat = table.room.seat_of(group.people["Oz"].pk) or 0
    table.do("Ada", "let-in", seat=str(table.people["Oz"].seat))
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="The long list.", **PROBLEM)
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")
    table.do("Oz", "take-role", role="observer")
    assert table.room.meeting.parts(table.people["Oz"].seat, 1) == ("observer",)
