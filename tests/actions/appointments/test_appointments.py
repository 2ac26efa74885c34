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


def newest_deed(group: LastingCircle) -> tuple[str, str]:
    deed = activity.activities(group.circle)[0]
    assert deed.by
    return deed.what, deed.by.name


# Finding a date


def test_members_say_how_dates_suit_them() -> None:
    group = of_four()
    appointment = proposed(group)
    tuesday, friday = number_of(appointment, TUESDAY), number_of(appointment, FRIDAY)
    appointments.answer_dates(group.inside("Cas"), appointment, {tuesday: "yes", friday: "no"})
    appointments.answer_dates(group.inside("Ben"), appointment, {tuesday: "maybe"})
    people, rows = upcoming.availability_table(group.inside("Ada"), appointment)
    assert [member.name for member in people] == ["Fay", "Cas", "Ada", "Ben"]
    assert [row.leanings for row in rows] == [("", "yes", "", "maybe"), ("", "no", "", "")]


def test_an_answer_is_changed_by_answering_again() -> None:
    group = of_four()
    appointment = proposed(group)
    tuesday = number_of(appointment, TUESDAY)
    appointments.answer_dates(group.inside("Cas"), appointment, {tuesday: "yes"})
    appointments.answer_dates(group.inside("Cas"), appointment, {tuesday: "no"})
    assert list(Availability.objects.values_list("answer", flat=True)) == ["no"]


def test_a_date_of_another_meeting_is_not_answered_by_the_way() -> None:
    group = of_four()
    appointment, other = proposed(group), proposed(group)
    with pytest.raises(Refused, match="at least one date"):
        appointments.answer_dates(group.inside("Cas"), appointment, {number_of(other, TUESDAY): "yes"})


def test_another_date_is_proposed_once() -> None:
    group = of_four()
    appointment = proposed(group, TUESDAY)
    appointments.propose_more(group.inside("Ada"), appointment, [FRIDAY], now=NOW)
    assert newest_deed(group) == ("dates-proposed", "Ada")
    with pytest.raises(Refused, match="proposed already"):
        appointments.propose_more(group.inside("Ben"), appointment, [FRIDAY], now=NOW)


def test_any_member_fixes_a_date_and_it_is_written_down() -> None:
    group = of_four()
    appointment = fixed(group, by="Ben")
    assert (appointment.state, appointment.begins) == ("fixed", TUESDAY)
    assert newest_deed(group) == ("date-fixed", "Ben")


def test_of_two_who_fix_a_date_the_first_is_right() -> None:
    group = of_four()
    appointment = proposed(group)
    appointments.fix(group.inside("Cas"), appointment, number_of(appointment, TUESDAY), at=AT, now=NOW)
    with pytest.raises(Refused, match="decided meanwhile"):
        appointments.fix(group.inside("Ada"), appointment, number_of(appointment, FRIDAY), at=AT, now=NOW)


def test_a_date_that_is_over_cannot_be_fixed() -> None:
    group = of_four()
    appointment = proposed(group)
    with pytest.raises(Refused, match="ahead"):
        appointments.fix(
            group.inside("Cas"), appointment, number_of(appointment, TUESDAY), at=AT, now=TUESDAY
        )


def test_moving_asks_everybody_anew_and_counts_the_change() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.rsvp(group.inside("Cas"), appointment, comes=True)
    appointments.change(group.inside("Ada"), appointment, OUTLINE, FRIDAY, at=AT, now=NOW)
    assert (again(appointment).begins, again(appointment).sequence) == (FRIDAY, 1)
    assert not Rsvp.objects.exists()
    assert newest_deed(group) == ("date-moved", "Ada")


def test_another_place_leaves_promises_as_they_are() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.rsvp(group.inside("Cas"), appointment, comes=True)
    appointments.change(
        group.inside("Ada"), appointment, MeetingDetails(90, 1, False, "Room 8"), TUESDAY, at=AT, now=NOW
    )
    assert appointment_details.details_of(again(appointment)).place == "Room 8"
    assert Rsvp.objects.get().comes
    assert newest_deed(group) == ("date-changed", "Ada")


def test_a_change_of_nothing_is_refused() -> None:
    group = of_four()
    appointment = fixed(group)
    with pytest.raises(Refused, match="Nothing is different"):
        appointments.change(group.inside("Ada"), appointment, OUTLINE, TUESDAY, at=AT, now=NOW)


def test_a_cancelled_meeting_is_not_promised_any_more() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.cancel(group.inside("Ada"), appointment, at=AT, now=NOW)
    assert newest_deed(group) == ("date-cancelled", "Ada")
    with pytest.raises(Refused, match="decided meanwhile"):
        appointments.rsvp(group.inside("Cas"), appointment, comes=True)


def test_whoever_has_not_accepted_the_agreement_only_looks() -> None:
    group = of_four()
    appointment = proposed(group)
    group.inside("Ben").member.acceptances.all().delete()
    with pytest.raises(Refused, match="agreement first"):
        appointments.answer_dates(group.inside("Ben"), appointment, {number_of(appointment, TUESDAY): "yes"})


# What is typed


@pytest.mark.parametrize(
    "link",
    ["http://call.example.org", "javascript:alert(1)", "https://", "https://a b", "https://x@evil.example"],
)
def test_a_link_that_is_not_safe_is_refused(link: str) -> None:
    with pytest.raises(Refused, match="https"):
        appointment_details.check_details(MeetingDetails(90, 1, False, "", link))


def test_place_and_link_are_sealed() -> None:
    group = of_four()
    appointment = proposed(group)
    kept = b"".join(bytes(box) for box in CircleBody.objects.values_list("ciphertext", flat=True))
    assert b"Water Street" not in kept
    assert appointment_details.details_of(appointment) == OUTLINE


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
    group = of_four()
    appointment = fixed(group)
    early = TUESDAY - timedelta(minutes=15)
    first = appointments.enter_room(group.inside("Ada"), again(appointment), now=early)
    second = appointments.enter_room(group.inside("Ben"), again(appointment), now=early)
    assert first.public_id == second.public_id
    assert (first.meeting.minutes, first.meeting.planned_rounds) == (90, 1)
    assert second.seat_of(group.people["Ben"].pk) == 2


def test_whoever_loses_the_race_for_the_door_comes_into_the_room_of_the_other() -> None:
    group = of_four()
    appointment = fixed(group)
    seen_before = again(appointment)
    first = appointments.enter_room(group.inside("Ada"), again(appointment), now=TUESDAY)
    second = appointments.enter_room(group.inside("Ben"), seen_before, now=TUESDAY)
    assert first.public_id == second.public_id
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("offset", [timedelta(minutes=-16), timedelta(hours=2, minutes=31)])
def test_the_room_is_closed_before_and_afterwards(offset: timedelta) -> None:
    group = of_four()
    appointment = fixed(group)
    with pytest.raises(Refused, match="fifteen minutes"):
        appointments.enter_room(group.inside("Ada"), appointment, now=TUESDAY + offset)
    assert not Meeting.objects.exists()


def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.enter_room(group.inside("Ada"), appointment, now=TUESDAY)
    with pytest.raises(Refused, match="begun already"):
        appointments.cancel(group.inside("Ben"), appointment, at=AT, now=TUESDAY)


# What is coming


def test_what_is_coming_says_what_waits_for_me() -> None:
    group = of_four()
    proposed(group)
    fixed(group)
    seen = upcoming.for_person(group.people["Ben"], NOW)
    assert [(meeting.begins, meeting.dates, meeting.waits) for meeting in seen] == [
        (None, 2, True),
        (TUESDAY, 0, True),
    ]


def test_what_is_over_or_under_way_is_not_coming() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.enter_room(group.inside("Ada"), appointment, now=TUESDAY)
    proposed(group)
    assert [meeting.begins for meeting in upcoming.for_member(group.inside("Ben"), TUESDAY)] == [None]
    assert upcoming.for_member(group.inside("Ben"), FRIDAY) == ()


def test_others_do_not_hear_of_what_is_coming() -> None:
    group = of_four()
    fixed(group)
    assert upcoming.for_person(group.people["Oz"], NOW) == ()


def queries(group: LastingCircle, appointment: Appointment) -> int:
    with CaptureQueriesContext(connection) as asked:
        upcoming.for_person(group.people["Fay"], NOW)
        upcoming.availability_table(group.inside("Fay"), appointment)
        upcoming.rsvps(group.inside("Fay"), appointment)
    return len(asked)


def test_the_questions_to_the_database_do_not_grow_with_members_or_dates() -> None:
    group = of_four()
    appointment = proposed(group, TUESDAY, FRIDAY, FRIDAY + timedelta(days=1))
    few = queries(group, appointment)
    for number in range(9):
        appointments.propose_more(
            group.inside("Cas"), appointment, [FRIDAY + timedelta(days=2 + number)], now=NOW
        )
    for number in range(27):
        inside = group.inside("Fay")
        group.people[f"P{number}"] = Person.objects.create(joined=NOW.date())
        inside.circle.memberships.create(
            person=group.people[f"P{number}"], since=NOW, name=f"P{number}", name_key=f"p{number}"
        )
    for member in group.circle.memberships.all():
        Availability.objects.bulk_create(
            Availability(date=date, member=member, answer="yes") for date in appointment.dates.all()
        )
    assert queries(group, appointment) == few


# What ends


def test_whoever_leaves_takes_their_answers_along() -> None:
    group = of_four()
    appointment, other = proposed(group), fixed(group)
    appointments.answer_dates(group.inside("Ben"), appointment, {number_of(appointment, TUESDAY): "yes"})
    appointments.rsvp(group.inside("Ben"), other, comes=True)
    circles.leave(group.inside("Ben"), now=NOW)
    assert (Availability.objects.count(), Rsvp.objects.count()) == (0, 0)


def test_what_is_over_is_forgotten_with_its_place() -> None:
    group = of_four()
    fixed(group)
    kept = CircleBody.objects.count()
    appointments.do_what_is_due(TUESDAY + timedelta(days=13))
    assert Appointment.objects.count() == 1
    appointments.do_what_is_due(TUESDAY + timedelta(days=14))
    assert Appointment.objects.count() == 0
    assert CircleBody.objects.count() == kept - 2


# An observer from outside


def agreed(group: LastingCircle, appointment: Appointment) -> None:
    put = proposals.propose_observer(group.inside("Fay"), appointment, "Dora, from the north.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, put, "consent")


def test_an_observer_is_invited_by_consent_and_finds_the_door_when_it_is_there() -> None:
    group = of_four()
    appointment = fixed(group)
    agreed(group, appointment)
    token = Observing.objects.get(appointment=appointment).token
    assert observers.visit_of_link(token, now=NOW).door == ""
    room = appointments.enter_room(group.inside("Ada"), again(appointment), now=TUESDAY)
    door = observers.visit_of_link(token, now=TUESDAY).door
    assert door == Meeting.objects.get(public_id=room.public_id).join_token
    assert circle_meetings.circle_of_link(Meeting.objects.get(), group.people["Oz"].pk) == ""


def test_without_consent_nobody_observes() -> None:
    group = of_four()
    put = proposals.propose_observer(group.inside("Fay"), fixed(group), "Dora.", now=NOW)
    group.answer("Ben", put, "objection", "Not yet.")
    for who in ("Cas", "Ada"):
        group.answer(who, put, "consent")
    circles.settle_all(NOW + timedelta(days=7))
    assert not Observing.objects.exists()


def test_an_observer_is_decided_about_before_the_meeting_begins() -> None:
    group = of_four()
    soon = NOW + timedelta(days=2)
    put = proposals.propose_observer(group.inside("Fay"), fixed(group, soon), "Dora.", now=NOW)
    assert put.until == soon - timedelta(hours=1)
    with pytest.raises(Refused, match="an hour before"):
        proposals.propose_observer(group.inside("Fay"), fixed(group, soon), "Dora.", now=soon)


def test_the_link_for_an_observer_ends_with_the_meeting() -> None:
    group = of_four()
    appointment = fixed(group)
    agreed(group, appointment)
    appointments.cancel(group.inside("Ada"), appointment, at=AT, now=NOW)
    with pytest.raises(Refused, match="leads nowhere"):
        observers.visit_of_link(Observing.objects.get().token, now=NOW)


def test_a_newcomer_is_asked_too() -> None:
    group = of_four()
    fixed(group)
    join(group, "Eve")
    assert upcoming.for_person(group.people["Eve"], NOW)[0].waits
