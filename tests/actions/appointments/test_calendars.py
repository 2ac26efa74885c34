"""Meetings in other calendars: what the standard asks for, the right time, and no word too many."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override
from icalendar import Calendar
from icalendar.cal import Component

from covision.actions.appointments import appointments, calendars
from covision.actions.appointments.details import MeetingDetails
from covision.actions.circles import circles
from covision.actions.room import rooms
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.dates import Feed
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.lasting_circle import of_four
from tests.scenes.planned_meetings import AT, FRIDAY, OUTLINE, TUESDAY, again, fixed, proposed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "SEQUENCE", "STATUS"}


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    rooms.close_rooms()
    with override("en"):  # as a request from somebody who reads English
        yield


def only_event(raw: bytes) -> Component:
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert event.errors == []
    return event


def test_a_fixed_meeting_is_written_as_the_standard_wants_it() -> None:
    raw = calendars.calendar_entry(fixed(of_four()))
    calendar, event = Calendar.from_ical(raw), only_event(raw)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert set(event) >= NEEDED
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert event.decoded("DTSTART") == TUESDAY
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=90)


def test_lines_end_and_fold_as_the_standard_wants_it() -> None:
    group = of_four()
    appointment = fixed(group)
    Circle.objects.update(name="Übergänge, gut begleitet; " + "ä" * 50)
    raw = calendars.calendar_entry(again(appointment))
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert only_event(raw)["SUMMARY"].startswith("Übergänge, gut begleitet; ä")


def test_nobody_and_nothing_but_circle_and_place_is_named() -> None:
    raw = calendars.calendar_entry(fixed(of_four())).replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Tuesday circle: peer coaching" in raw
    assert "LOCATION:Room 7\\, Water Street" in raw
    for hidden in ("Fay", "Cas", "quiet-fox", "ATTENDEE", "DESCRIPTION"):
        assert hidden not in raw


def test_a_moved_meeting_is_the_same_one_with_a_higher_number() -> None:
    group = of_four()
    appointment = fixed(group)
    before = only_event(calendars.calendar_entry(appointment))
    appointments.change(
        group.inside("Ada"), appointment, OUTLINE, FRIDAY, at=AT, now=NOW + timedelta(hours=1)
    )
    after = only_event(calendars.calendar_entry(again(appointment)))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTART") == FRIDAY
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_a_cancelled_meeting_takes_itself_out_of_calendars() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.cancel(group.inside("Ada"), appointment, at=AT, now=NOW)
    raw = calendars.calendar_entry(again(appointment))
    assert Calendar.from_ical(raw)["METHOD"] == "CANCEL"
    assert (only_event(raw)["STATUS"], only_event(raw)["SEQUENCE"]) == ("CANCELLED", 1)


def test_before_and_after_the_clocks_change_the_hour_is_the_same_on_the_wall() -> None:
    group = of_four()
    for day, hour in ((28, 17), (29, 16)):  # 18 o'clock in Berlin
        appointment = fixed(group, datetime(2026, 3, day, hour, tzinfo=UTC))
        assert f"DTSTART:202603{day}T{hour}0000Z".encode() in calendars.calendar_entry(appointment)


def test_a_feed_has_what_is_fixed_in_all_of_ones_circles() -> None:
    group = of_four()
    proposed(group)
    appointment = fixed(group)
    appointments.rsvp(group.inside("Ben"), appointment, comes=False)
    token = calendars.renew_feed(by=group.people["Ben"])
    event = only_event(calendars.feed(token))
    assert (event["STATUS"], event["TRANSP"], event["LOCATION"]) == (
        "CONFIRMED",
        "TRANSPARENT",
        "Room 7, Water Street",
    )


def test_a_feed_speaks_its_readers_language() -> None:
    group = of_four()
    fixed(group)
    Person.objects.filter(pk=group.people["Ben"].pk).update(language="de")
    token = calendars.renew_feed(by=group.people["Ben"])
    assert only_event(calendars.feed(token))["SUMMARY"] == "Tuesday circle: Kollegiale Beratung"


def test_only_a_proof_of_the_secret_is_kept_and_a_new_one_ends_the_old() -> None:
    ben = of_four().people["Ben"]
    old = calendars.renew_feed(by=ben)
    assert old not in Feed.objects.get().proof
    new = calendars.renew_feed(by=ben)
    assert Calendar.from_ical(calendars.feed(new))["METHOD"] == "PUBLISH"
    with pytest.raises(Refused, match="renewed"):
        calendars.feed(old)
    calendars.end_feed(by=ben)
    with pytest.raises(Refused, match="renewed"):
        calendars.feed(new)


def test_whoever_left_the_circle_sees_nothing_of_it_in_their_calendar() -> None:
    group = of_four()
    fixed(group)
    token = calendars.renew_feed(by=group.people["Ben"])
    assert Calendar.from_ical(calendars.feed(token)).walk("VEVENT")
    circles.leave(group.inside("Ben"), now=NOW)
    assert not Calendar.from_ical(calendars.feed(token)).walk("VEVENT")


def test_without_a_place_there_is_no_empty_line_for_it() -> None:
    group = of_four()
    appointment = fixed(group)
    appointments.change(
        group.inside("Ada"), appointment, MeetingDetails(60, 1, False), TUESDAY, at=AT, now=NOW
    )
    assert "LOCATION" not in only_event(calendars.calendar_entry(again(appointment)))
