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
def group() -> LastingCircle:
    rooms.close_rooms()
    return of_four()


def begun(group: LastingCircle, planned: Appointment, *who: str) -> Room:
    assert planned.begins is not None
    room = None
    for name in who:
        room = appointments.enter_room(group.inside(name, planned.begins), again(planned), now=planned.begins)
    assert room is not None
    rooms.catch_up(room)
    return room


def wishes_of(room: Room) -> set[tuple[str, str]]:
    return {(room.name(seat), role) for seat, role in room.prepared.wishes}


def test_the_room_of_a_planned_meeting_opens_with_what_was_prepared_for_it(group: LastingCircle) -> None:
    tuesday, friday = fixed(group, TUESDAY), fixed(group, FRIDAY)
    case = shared(group, "Cas")
    turns.answer_part(group.inside("Cas"), "client", "would", tuesday, case.public_id)
    turns.answer_part(group.inside("Ada"), "facilitator", "would", tuesday)
    turns.answer_part(group.inside("Ben"), "facilitator", "would", friday)
    room = begun(group, tuesday, "Fay", "Cas", "Ada", "Ben")
    assert wishes_of(room) == {("Cas", "client"), ("Ada", "facilitator")}
    cas = room.seats[group.people["Cas"].pk]
    assert room.text(room.prepared.meant(cas)).startswith("I promise more than I can keep.")
    assert [role for _, role in room.prepared.parts] == ["client", "facilitator"]


def test_what_was_said_of_the_next_meeting_counts_where_nothing_else_was_said(group: LastingCircle) -> None:
    tuesday = fixed(group)
    turns.answer_part(group.inside("Ada"), "facilitator", "would")
    turns.answer_part(group.inside("Ben"), "observer", "would")
    turns.answer_part(group.inside("Ben"), "observer", "rather-not", tuesday)
    assert wishes_of(begun(group, tuesday, "Fay", "Ada", "Ben")) == {("Ada", "facilitator")}


def test_a_room_opened_without_a_plan_knows_nothing_of_planned_meetings(group: LastingCircle) -> None:
    turns.answer_part(group.inside("Ada"), "facilitator", "would", fixed(group))
    room = met(group, "Fay", "Ada")
    rooms.catch_up(room)
    assert wishes_of(room) == set()


def test_whose_turn_it_is_leaves_out_who_cannot_come(group: LastingCircle) -> None:
    tuesday = fixed(group)
    turns.answer_part(group.inside("Ada"), "facilitator", "would", tuesday)
    appointments.rsvp(group.inside("Ada"), tuesday, comes=False)
    prospect = next(
        prospect
        for prospect in turns.prospects(group.inside("Fay"), tuesday)
        if prospect.role == "facilitator"
    )
    assert prospect.would == () and prospect.due and prospect.due.who != group.member("Ada")


def test_only_a_case_of_ones_own_in_the_pool_can_be_named(group: LastingCircle) -> None:
    tuesday, cas = fixed(group), group.inside("Cas")
    for case in (shared(group, "Ada"), prepared(group, "Cas")):
        with pytest.raises(Refused):
            turns.answer_part(cas, "client", "would", tuesday, case.public_id)
    case = shared(group, "Cas")
    turns.answer_part(cas, "client", "would", tuesday, case.public_id)
    assert turns.planned_cases(group.inside("Fay"), tuesday) == {group.member("Cas"): case.pk}
    cases.delete(case)
    assert turns.planned_cases(group.inside("Fay"), tuesday) == {}
    assert preparation.wishes_of([group.member("Cas")], tuesday.pk)[0].would


def test_nothing_can_be_prepared_once_the_meeting_has_begun(group: LastingCircle) -> None:
    tuesday = fixed(group)
    begun(group, tuesday, "Fay")
    with pytest.raises(Refused):
        turns.answer_part(group.inside("Ada"), "facilitator", "would", again(tuesday))


def test_what_was_prepared_goes_with_the_plan(group: LastingCircle) -> None:
    tuesday = fixed(group)
    turns.answer_part(group.inside("Ada"), "facilitator", "would", tuesday)
    appointments.do_what_is_due(NOW + timedelta(days=60))
    assert not Wish.objects.exists()
