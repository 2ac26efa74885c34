"""A circle finds a date together: any member proposes, fixes, moves, cancels; and all come into one room."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from covision.actions.appointments import appointments, observers, upcoming
from covision.actions.appointments import details as appointment_details
from covision.actions.appointments.details import MeetingDetails
from covision.actions.circles import circles, proposals
from covision.actions.meetings import circle_meetings
from covision.actions.room import rooms
from covision.actions.shared import activity
from covision.engine.refusals import Refused
from covision.models.contributions import CircleBody
from covision.models.dates import Appointment, Availability, Observing, Rsvp
from covision.models.meetings import Meeting
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, join, of_four
from tests.scenes.planned_meetings import AT, FRIDAY, OUTLINE, TUESDAY, again, fixed, number_of, proposed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def newest_deed(there: LastingCircle) -> tuple[str, str]:
    deed = activity.activities(there.circle)[0]
    assert deed.by
    return deed.what, deed.by.name


# Finding a date


def test_members_say_how_dates_suit_them() -> None:
    there = of_four()
    made = proposed(there)
    tuesday, friday = number_of(made, TUESDAY), number_of(made, FRIDAY)
    appointments.answer_dates(there.inside("Cas"), made, {tuesday: "yes", friday: "no"})
    appointments.answer_dates(there.inside("Ben"), made, {tuesday: "maybe"})
    people, rows = upcoming.availability_table(there.inside("Ada"), made)
    assert [member.name for member in people] == ["Fay", "Cas", "Ada", "Ben"]
    assert [row.leanings for row in rows] == [("", "yes", "", "maybe"), ("", "no", "", "")]


def test_an_answer_is_changed_by_answering_again() -> None:
    there = of_four()
    made = proposed(there)
    tuesday = number_of(made, TUESDAY)
    appointments.answer_dates(there.inside("Cas"), made, {tuesday: "yes"})
    appointments.answer_dates(there.inside("Cas"), made, {tuesday: "no"})
    assert list(Availability.objects.values_list("answer", flat=True)) == ["no"]


def test_a_date_of_another_meeting_is_not_answered_by_the_way() -> None:
    there = of_four()
    made, other = proposed(there), proposed(there)
    with pytest.raises(Refused, match="at least one date"):
        appointments.answer_dates(there.inside("Cas"), made, {number_of(other, TUESDAY): "yes"})


def test_another_date_is_proposed_once() -> None:
    there = of_four()
    made = proposed(there, TUESDAY)
    appointments.propose_more(there.inside("Ada"), made, [FRIDAY], now=NOW)
    assert newest_deed(there) == ("dates-proposed", "Ada")
    with pytest.raises(Refused, match="proposed already"):
        appointments.propose_more(there.inside("Ben"), made, [FRIDAY], now=NOW)


def test_any_member_fixes_a_date_and_it_is_written_down() -> None:
    there = of_four()
    made = fixed(there, by="Ben")
    assert (made.state, made.begins) == ("fixed", TUESDAY)
    assert newest_deed(there) == ("date-fixed", "Ben")


def test_of_two_who_fix_a_date_the_first_is_right() -> None:
    there = of_four()
    made = proposed(there)
    appointments.fix(there.inside("Cas"), made, number_of(made, TUESDAY), at=AT, now=NOW)
    with pytest.raises(Refused, match="decided meanwhile"):
        appointments.fix(there.inside("Ada"), made, number_of(made, FRIDAY), at=AT, now=NOW)


def test_a_date_that_is_over_cannot_be_fixed() -> None:
    there = of_four()
    made = proposed(there)
    with pytest.raises(Refused, match="ahead"):
        appointments.fix(there.inside("Cas"), made, number_of(made, TUESDAY), at=AT, now=TUESDAY)


def test_moving_asks_everybody_anew_and_counts_the_change() -> None:
    there = of_four()
    made = fixed(there)
    appointments.rsvp(there.inside("Cas"), made, comes=True)
    appointments.change(there.inside("Ada"), made, OUTLINE, FRIDAY, at=AT, now=NOW)
    assert (again(made).begins, again(made).sequence) == (FRIDAY, 1)
    assert not Rsvp.objects.exists()
    assert newest_deed(there) == ("date-moved", "Ada")


def test_another_place_leaves_promises_as_they_are() -> None:
    there = of_four()
    made = fixed(there)
    appointments.rsvp(there.inside("Cas"), made, comes=True)
    appointments.change(
        there.inside("Ada"), made, MeetingDetails(90, 1, False, "Room 8"), TUESDAY, at=AT, now=NOW
    )
    assert appointment_details.details_of(again(made)).place == "Room 8"
    assert Rsvp.objects.get().comes
    assert newest_deed(there) == ("date-changed", "Ada")


def test_a_change_of_nothing_is_refused() -> None:
    there = of_four()
    made = fixed(there)
    with pytest.raises(Refused, match="Nothing is different"):
        appointments.change(there.inside("Ada"), made, OUTLINE, TUESDAY, at=AT, now=NOW)


def test_a_cancelled_meeting_is_not_promised_any_more() -> None:
    there = of_four()
    made = fixed(there)
    appointments.cancel(there.inside("Ada"), made, at=AT, now=NOW)
    assert newest_deed(there) == ("date-cancelled", "Ada")
    with pytest.raises(Refused, match="decided meanwhile"):
        appointments.rsvp(there.inside("Cas"), made, comes=True)


def test_whoever_has_not_accepted_the_agreement_only_looks() -> None:
    there = of_four()
    made = proposed(there)
    there.inside("Ben").member.acceptances.all().delete()
    with pytest.raises(Refused, match="agreement first"):
        appointments.answer_dates(there.inside("Ben"), made, {number_of(made, TUESDAY): "yes"})


# What is typed


@pytest.mark.parametrize(
    "link",
    ["http://call.example.org", "javascript:alert(1)", "https://", "https://a b", "https://x@evil.example"],
)
def test_a_link_that_is_not_safe_is_refused(link: str) -> None:
    with pytest.raises(Refused, match="https"):
        appointment_details.check_details(MeetingDetails(90, 1, False, "", link))


def test_place_and_link_are_sealed() -> None:
    there = of_four()
    made = proposed(there)
    kept = b"".join(bytes(box) for box in CircleBody.objects.values_list("ciphertext", flat=True))
    assert b"Water Street" not in kept
    assert appointment_details.details_of(made) == OUTLINE


def test_a_time_is_meant_where_the_server_stands_summer_and_winter() -> None:
    times = appointment_details.read_times(["2026-03-28T18:00", "2026-03-29T18:00", ""], now=NOW)
    assert times == (datetime(2026, 3, 28, 17, tzinfo=UTC), datetime(2026, 3, 29, 16, tzinfo=UTC))


def test_a_time_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(Refused, match="does not exist"):
        appointment_details.read_time("2026-03-29T02:30", now=NOW)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert appointment_details.read_time("2026-10-25T02:30", now=NOW) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("raw", ["2026-03-02T18:00", "2028-01-01T10:00", "tomorrow", "2026-13-01T10:00"])
def test_times_that_cannot_be_are_refused(raw: str) -> None:
    with pytest.raises(Refused):
        appointment_details.read_time(raw, now=NOW)


# The room


def test_the_room_is_one_for_all_and_has_the_planned_length() -> None:
    there = of_four()
    made = fixed(there)
    early = TUESDAY - timedelta(minutes=15)
    first = appointments.enter_room(there.inside("Ada"), again(made), now=early)
    second = appointments.enter_room(there.inside("Ben"), again(made), now=early)
    assert first.public_id == second.public_id
    assert (first.shown.minutes, first.shown.planned_rounds) == (90, 1)
    assert second.seat_of(there.people["Ben"].pk) == 2


def test_whoever_loses_the_race_for_the_door_comes_into_the_room_of_the_other() -> None:
    there = of_four()
    made = fixed(there)
    seen_before = again(made)
    first = appointments.enter_room(there.inside("Ada"), again(made), now=TUESDAY)
    second = appointments.enter_room(there.inside("Ben"), seen_before, now=TUESDAY)
    assert first.public_id == second.public_id
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("offset", [timedelta(minutes=-16), timedelta(hours=2, minutes=31)])
def test_the_room_is_closed_before_and_afterwards(offset: timedelta) -> None:
    there = of_four()
    made = fixed(there)
    with pytest.raises(Refused, match="fifteen minutes"):
        appointments.enter_room(there.inside("Ada"), made, now=TUESDAY + offset)
    assert not Meeting.objects.exists()


def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled() -> None:
    there = of_four()
    made = fixed(there)
    appointments.enter_room(there.inside("Ada"), made, now=TUESDAY)
    with pytest.raises(Refused, match="begun already"):
        appointments.cancel(there.inside("Ben"), made, at=AT, now=TUESDAY)


# What is coming


def test_what_is_coming_says_what_waits_for_me() -> None:
    there = of_four()
    proposed(there)
    fixed(there)
    seen = upcoming.for_person(there.people["Ben"], NOW)
    assert [(one.begins, one.dates, one.waits) for one in seen] == [(None, 2, True), (TUESDAY, 0, True)]


def test_what_is_over_or_under_way_is_not_coming() -> None:
    there = of_four()
    made = fixed(there)
    appointments.enter_room(there.inside("Ada"), made, now=TUESDAY)
    proposed(there)
    assert [one.begins for one in upcoming.for_member(there.inside("Ben"), TUESDAY)] == [None]
    assert upcoming.for_member(there.inside("Ben"), FRIDAY) == ()


def test_others_do_not_hear_of_what_is_coming() -> None:
    there = of_four()
    fixed(there)
    assert upcoming.for_person(there.people["Oz"], NOW) == ()


def queries(there: LastingCircle, made: Appointment) -> int:
    with CaptureQueriesContext(connection) as asked:
        upcoming.for_person(there.people["Fay"], NOW)
        upcoming.availability_table(there.inside("Fay"), made)
        upcoming.rsvps(there.inside("Fay"), made)
    return len(asked)


def test_the_questions_to_the_database_do_not_grow_with_members_or_dates() -> None:
    there = of_four()
    made = proposed(there, TUESDAY, FRIDAY, FRIDAY + timedelta(days=1))
    few = queries(there, made)
    for number in range(9):
        appointments.propose_more(there.inside("Cas"), made, [FRIDAY + timedelta(days=2 + number)], now=NOW)
    for number in range(27):
        inside = there.inside("Fay")
        there.people[f"P{number}"] = Person.objects.create(joined=NOW.date())
        inside.circle.memberships.create(
            person=there.people[f"P{number}"], since=NOW, name=f"P{number}", name_key=f"p{number}"
        )
    for member in there.circle.memberships.all():
        Availability.objects.bulk_create(
            Availability(date=date, member=member, answer="yes") for date in made.dates.all()
        )
    assert queries(there, made) == few


# What ends


def test_whoever_leaves_takes_their_answers_along() -> None:
    there = of_four()
    made, other = proposed(there), fixed(there)
    appointments.answer_dates(there.inside("Ben"), made, {number_of(made, TUESDAY): "yes"})
    appointments.rsvp(there.inside("Ben"), other, comes=True)
    circles.leave(there.inside("Ben"), now=NOW)
    assert (Availability.objects.count(), Rsvp.objects.count()) == (0, 0)


def test_what_is_over_is_forgotten_with_its_place() -> None:
    there = of_four()
    fixed(there)
    kept = CircleBody.objects.count()
    appointments.do_what_is_due(TUESDAY + timedelta(days=13))
    assert Appointment.objects.count() == 1
    appointments.do_what_is_due(TUESDAY + timedelta(days=14))
    assert Appointment.objects.count() == 0
    assert CircleBody.objects.count() == kept - 2


# An observer from outside


def agreed(there: LastingCircle, made: Appointment) -> None:
    put = proposals.propose_observer(there.inside("Fay"), made, "Dora, from the north.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, put, "consent")


def test_an_observer_is_invited_by_consent_and_finds_the_door_when_it_is_there() -> None:
    there = of_four()
    made = fixed(there)
    agreed(there, made)
    token = Observing.objects.get(appointment=made).token
    assert observers.visit_of_link(token, now=NOW).door == ""
    room = appointments.enter_room(there.inside("Ada"), again(made), now=TUESDAY)
    door = observers.visit_of_link(token, now=TUESDAY).door
    assert door == Meeting.objects.get(public_id=room.public_id).join_token
    assert circle_meetings.circle_of_link(Meeting.objects.get(), there.people["Oz"].pk) == ""


def test_without_consent_nobody_observes() -> None:
    there = of_four()
    put = proposals.propose_observer(there.inside("Fay"), fixed(there), "Dora.", now=NOW)
    there.answer("Ben", put, "objection", "Not yet.")
    for who in ("Cas", "Ada"):
        there.answer(who, put, "consent")
    circles.settle_all(NOW + timedelta(days=7))
    assert not Observing.objects.exists()


def test_an_observer_is_decided_about_before_the_meeting_begins() -> None:
    there = of_four()
    soon = NOW + timedelta(days=2)
    put = proposals.propose_observer(there.inside("Fay"), fixed(there, soon), "Dora.", now=NOW)
    assert put.until == soon - timedelta(hours=1)
    with pytest.raises(Refused, match="an hour before"):
        proposals.propose_observer(there.inside("Fay"), fixed(there, soon), "Dora.", now=soon)


def test_the_link_for_an_observer_ends_with_the_meeting() -> None:
    there = of_four()
    made = fixed(there)
    agreed(there, made)
    appointments.cancel(there.inside("Ada"), made, at=AT, now=NOW)
    with pytest.raises(Refused, match="leads nowhere"):
        observers.visit_of_link(Observing.objects.get().token, now=NOW)


def test_a_newcomer_is_asked_too() -> None:
    there = of_four()
    fixed(there)
    join(there, "Eve")
    assert upcoming.for_person(there.people["Eve"], NOW)[0].waits
