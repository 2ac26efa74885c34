"""What members say beforehand of a planned meeting: it is there when its room opens, and only there."""

from datetime import timedelta

import pytest

from covision.actions.appointments import appointments
from covision.actions.cases import cases, turns
from covision.actions.room import preparation, rooms
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.models.dates import Appointment
from covision.models.turns import Wish
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.planned_meetings import FRIDAY, TUESDAY, again, fixed
from tests.scenes.prepared_cases import met, prepared, shared

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def there() -> LastingCircle:
    rooms.close_rooms()
    return of_four()


def begun(there: LastingCircle, planned: Appointment, *who: str) -> Room:
    assert planned.begins is not None
    room = None
    for name in who:
        room = appointments.enter_room(there.inside(name, planned.begins), again(planned), now=planned.begins)
    assert room is not None
    rooms.catch_up(room)
    return room


def said(room: Room) -> set[tuple[str, str]]:
    return {(room.name(seat), role) for seat, role in room.prepared.wishes}


def test_the_room_of_a_planned_meeting_opens_with_what_was_prepared_for_it(there: LastingCircle) -> None:
    tuesday, friday = fixed(there, TUESDAY), fixed(there, FRIDAY)
    case = shared(there, "Cas")
    turns.answer_part(there.inside("Cas"), "client", "would", tuesday, case.public_id)
    turns.answer_part(there.inside("Ada"), "facilitator", "would", tuesday)
    turns.answer_part(there.inside("Ben"), "facilitator", "would", friday)
    room = begun(there, tuesday, "Fay", "Cas", "Ada", "Ben")
    assert said(room) == {("Cas", "client"), ("Ada", "facilitator")}
    cas = room.seats[there.people["Cas"].pk]
    assert room.text(room.prepared.meant(cas)).startswith("I promise more than I can keep.")
    assert [role for _, role in room.prepared.parts] == ["client", "facilitator"]


def test_what_was_said_of_the_next_meeting_counts_where_nothing_else_was_said(there: LastingCircle) -> None:
    tuesday = fixed(there)
    turns.answer_part(there.inside("Ada"), "facilitator", "would")
    turns.answer_part(there.inside("Ben"), "observer", "would")
    turns.answer_part(there.inside("Ben"), "observer", "rather-not", tuesday)
    assert said(begun(there, tuesday, "Fay", "Ada", "Ben")) == {("Ada", "facilitator")}


def test_a_room_opened_without_a_plan_knows_nothing_of_planned_meetings(there: LastingCircle) -> None:
    turns.answer_part(there.inside("Ada"), "facilitator", "would", fixed(there))
    room = met(there, "Fay", "Ada")
    rooms.catch_up(room)
    assert said(room) == set()


def test_whose_turn_it_is_leaves_out_who_cannot_come(there: LastingCircle) -> None:
    tuesday = fixed(there)
    turns.answer_part(there.inside("Ada"), "facilitator", "would", tuesday)
    appointments.rsvp(there.inside("Ada"), tuesday, comes=False)
    found = next(one for one in turns.prospects(there.inside("Fay"), tuesday) if one.role == "facilitator")
    assert found.would == () and found.due and found.due.who != there.member("Ada")


def test_only_a_case_of_ones_own_in_the_pool_can_be_named(there: LastingCircle) -> None:
    tuesday, cas = fixed(there), there.inside("Cas")
    for case in (shared(there, "Ada"), prepared(there, "Cas")):
        with pytest.raises(Refused):
            turns.answer_part(cas, "client", "would", tuesday, case.public_id)
    mine = shared(there, "Cas")
    turns.answer_part(cas, "client", "would", tuesday, mine.public_id)
    assert turns.planned_cases(there.inside("Fay"), tuesday) == {there.member("Cas"): mine.pk}
    cases.delete(mine)
    assert turns.planned_cases(there.inside("Fay"), tuesday) == {}
    assert preparation.wishes_of([there.member("Cas")], tuesday.pk)[0].would


def test_nothing_can_be_prepared_once_the_meeting_has_begun(there: LastingCircle) -> None:
    tuesday = fixed(there)
    begun(there, tuesday, "Fay")
    with pytest.raises(Refused):
        turns.answer_part(there.inside("Ada"), "facilitator", "would", again(tuesday))


def test_what_was_prepared_goes_with_the_plan(there: LastingCircle) -> None:
    tuesday = fixed(there)
    turns.answer_part(there.inside("Ada"), "facilitator", "would", tuesday)
    appointments.do_what_is_due(NOW + timedelta(days=60))
    assert not Wish.objects.exists()
