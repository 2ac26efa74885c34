"""Finding a date, as browsers see it that run no scripts."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from covision.actions.room import rooms
from covision.models.circles import Circle
from covision.models.dates import Appointment, Availability, Date
from covision.models.people import Person
from tests.scenes.postbox import Postbox, code_in, text_of

from .test_circles import browser, founded, join, page_text

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
OUTLINE = {
    "minutes": "90",
    "rounds": "1",
    "spoken": "1",
    "place": "Room 7",
    "link": "https://call.example.org/quiet-fox",
}


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def in_days(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def proposed(fay: Client, address: str, *days: int) -> str:
    answer = fay.post(f"{address}dates/", {**OUTLINE, "when": [in_days(day) for day in days or (7, 8)]})
    assert answer.status_code == 302, page_text(answer)
    return answer.headers["location"]


def first_date() -> str:
    return str(Date.objects.order_by("begins").values_list("pk", flat=True)[0])


def fixed(fay: Client, address: str) -> str:
    at = proposed(fay, address)
    assert fay.post(f"{at}fix/", {"date": first_date()}).status_code == 302
    return at


def begins_now() -> None:
    Appointment.objects.update(begins=timezone.now() + timedelta(minutes=10))


def test_a_circle_finds_a_date() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    at = proposed(fay, address)
    assert "Please say when you can." in page_text(cas.get(address))
    assert "Please say when you can." in page_text(cas.get("/"))
    both = {f"date-{date}": "maybe" for date in Date.objects.values_list("pk", flat=True)}
    assert cas.post(f"{at}lean/", both).status_code == 302
    assert "You have answered." in page_text(cas.get(address))
    page = page_text(fay.get(at))
    assert page.count("0 yes, 1 if need be, 0 no") == 2
    assert cas.post(f"{at}fix/", {"date": first_date()}).status_code == 302
    assert "Please say whether you come." in page_text(fay.get(address))


def test_a_promise_is_given_and_seen_by_the_others() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    at = fixed(fay, address)
    cas.post(f"{at}promise/", {"comes": "yes"})
    fay.post(f"{at}promise/", {"comes": "no"})
    page = re.sub(r"<[^>]+>", "", page_text(fay.get(at)))
    assert "Cas: comes" in page
    assert re.search(r"Fay\s+you: cannot", page)
    assert "You have promised to come." in page_text(cas.get("/"))


def test_place_call_and_agenda_stand_on_the_page() -> None:
    fay = browser()
    at = fixed(fay, founded(fay))
    page = page_text(fay.get(at))
    assert 'href="https://call.example.org/quiet-fox" rel="noreferrer"' in page
    assert "Room 7" in page
    assert "65 minutes" in page  # what a round has of ninety


def test_what_was_typed_survives_a_refusal() -> None:
    fay = browser()
    address = founded(fay)
    for wrong in ({"link": "http://plain.example.org"}, {"minutes": "9000"}, {"when": "soon"}):
        typed = {**OUTLINE, "when": in_days(7), "place": "The red room", **wrong}
        answer = fay.post(f"{address}dates/", typed)
        assert answer.status_code == 422
        assert "The red room" in page_text(answer)
        assert 'id="errors"' in page_text(answer)
    assert not Appointment.objects.exists()


def test_a_refusal_stands_on_the_page_of_the_meeting() -> None:
    fay = browser()
    at = proposed(fay, founded(fay))
    assert fay.post(f"{at}lean/", {}).status_code == 422
    assert fay.post(f"{at}more/", {"when": "2001-01-01T10:00"}).status_code == 422
    assert fay.post(f"{at}promise/", {"comes": "yes"}).status_code == 409
    assert fay.post(f"{at}change/", {**OUTLINE, "link": "ftp://x"}).status_code == 422


def test_a_meeting_is_moved_and_cancelled_and_the_circle_sees_by_whom() -> None:
    fay = browser()
    address = founded(fay)
    at = fixed(fay, address)
    assert fay.post(f"{at}change/", {**OUTLINE, "when": in_days(9)}).status_code == 302
    assert fay.post(f"{at}cancel/").status_code == 302
    happened = page_text(fay.get(f"{address}happened/"))
    for deed in (
        "Fay proposed dates",
        "Fay fixed the date",
        "Fay moved a meeting",
        "Fay cancelled a meeting",
    ):
        assert deed in happened
    assert "This meeting is cancelled." in page_text(fay.get(at))


def test_everybody_goes_to_the_same_room_from_a_quarter_of_an_hour_before() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    at = fixed(fay, address)
    assert "Go to the room" not in page_text(fay.get(address))
    assert fay.post(f"{at}room/").status_code == 409
    begins_now()
    page = page_text(fay.get(address))
    assert "Go to the room" in page
    assert "Start a meeting of this circle now" not in page  # one room for all
    room = fay.post(f"{at}room/").headers["location"]
    assert cas.post(f"{at}room/").headers["location"] == room
    assert "You have knocked" not in page_text(cas.get(room))


def test_an_observer_follows_a_link_that_only_points() -> None:
    fay, oz = browser(), browser()
    at = fixed(fay, founded(fay))
    proposal = fay.post(f"{at}observer/", {"why": "Oz, from the north."}).headers["location"]
    assert "agreed on" in page_text(fay.get(proposal))
    link = re.search(r"http://127\.0\.0\.1(/observe/[^\"]+)", page_text(fay.get(at)))
    assert link
    assert oz.head(link[1]).status_code == 200
    assert "The room is not open yet" in page_text(oz.get(link[1]))
    begins_now()
    room = fay.post(f"{at}room/").headers["location"]
    door = re.search(r"/join/[^\"]+/", page_text(oz.get(link[1])))
    assert door
    oz.post(door[0], {"name": "Oz"})
    assert "You have knocked" in page_text(oz.get(room))
    assert not Person.objects.filter(memberships__circle=Circle.objects.get(), name="Oz").exists()


def test_looking_changes_nothing_however_often() -> None:
    fay = browser()
    address = founded(fay)
    at = fixed(fay, address)
    before = list(Appointment.objects.values())
    for path in (f"{address}dates/", at, f"{at}change/", f"{at}observer/", f"{at}meeting.ics"):
        for _ in range(20):
            assert fay.get(path).status_code == fay.head(path).status_code == 200
    for path in ("lean", "more", "fix", "cancel", "promise", "room"):
        assert fay.get(f"{at}{path}/").status_code == 405
    assert list(Appointment.objects.values()) == before


def test_what_is_planned_does_not_exist_for_others() -> None:
    fay, oz = browser(), browser()
    at = fixed(fay, founded(fay))
    other = founded(oz)
    elsewhere = f"{other}dates/{at.split('/')[4]}/"
    for path in ("", "change/", "observer/", "meeting.ics"):
        for visitor, place in ((oz, at), (oz, elsewhere), (browser(), at)):
            assert visitor.get(f"{place}{path}").status_code == 404
    for path in ("lean/", "fix/", "cancel/", "promise/", "room/"):
        assert oz.post(f"{elsewhere}{path}", {"date": "1"}).status_code == 404


def test_a_meeting_is_taken_into_another_calendar() -> None:
    fay = browser()
    answer = fay.get(f"{fixed(fay, founded(fay))}meeting.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="meeting.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == "Tuesday circle: peer coaching"


def test_a_date_that_is_not_fixed_is_in_no_calendar() -> None:
    fay = browser()
    assert fay.get(f"{proposed(fay, founded(fay))}meeting.ics").status_code == 404


def test_a_calendar_has_a_secret_address_that_is_shown_once() -> None:
    fay = browser()
    fixed(fay, founded(fay))
    feed = re.search(r"/calendar/[\w-]+\.ics", page_text(fay.post("/calendar/", {"what": "renew"})))
    assert feed
    stranger = Client(HTTP_HOST="127.0.0.1")
    assert len(Calendar.from_ical(stranger.get(feed[0]).content).walk("VEVENT")) == 1
    assert feed[0] not in page_text(fay.get("/calendar/"))
    fay.post("/calendar/", {"what": "renew"})
    assert stranger.get(feed[0]).status_code == 404


def test_letters_are_switched_off_and_on() -> None:
    fay = browser()
    founded(fay)
    assert "Letters are switched on." in page_text(fay.get("/calendar/"))
    fay.post("/calendar/", {"what": "letters-off"})
    assert "Letters are switched off." in page_text(fay.get("/calendar/"))
    fay.post("/calendar/", {"what": "letters-on"})
    assert "Letters are switched on." in page_text(fay.get("/calendar/"))
    assert browser().get("/calendar/").status_code == 404


def test_the_link_of_a_letter_leads_a_member_on_by_way_of_signing_in(postbox: Postbox) -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    Person.objects.filter(memberships__name="Cas").update(email="cas@example.org")
    at = proposed(fay, address)
    link = re.search(r"http://127\.0\.0\.1(/meet/\S+)", text_of(postbox.letter_to("cas@example.org")))
    assert link
    for _ in range(50):  # a scanner of the mail server
        assert browser().head(link[1]).status_code == browser().get(link[1]).status_code == 302
    later = browser()
    page = page_text(later.get(later.get(link[1]).headers["location"]))
    goal = re.search(r'name="goal" value="([^"]+)"', page)
    assert goal
    later.post("/sign-in/", {"address": "cas@example.org", "goal": goal[1]})
    code = code_in(postbox.letter_to("cas@example.org", 2))
    assert later.post("/sign-in/code/", {"code": code}).headers["location"] == at
    assert later.get(at).status_code == 200


def test_the_link_of_a_letter_tells_others_nothing() -> None:
    fay, oz = browser(), browser()
    at = proposed(fay, founded(fay))
    founded(oz)
    real, invented = f"/meet/{at.split('/')[2]}/{at.split('/')[4]}/", f"/meet/{'A' * 22}/{'B' * 22}/"
    for link in (real, invented):
        assert "/sign-in/" in browser().get(link).headers["location"]
        assert oz.get(link, follow=True).status_code == 404


def queries(fay: Client, *pages: str) -> list[int]:
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert fay.get(page).status_code == 200
        counts.append(len(asked))
    return counts


def test_no_page_asks_more_for_thirty_members_and_ten_dates() -> None:
    fay = browser()
    address = founded(fay)
    at = proposed(fay, address, 5, 6, 7)
    fay.get(address)  # what is asked only once is asked now
    few = queries(fay, at, "/", address)
    circle, appointment = Circle.objects.get(), Appointment.objects.get()
    for number in range(29):
        person = Person.objects.create(joined=timezone.localdate())
        circle.memberships.create(
            person=person, since=timezone.now(), name=f"P{number}", name_key=f"p{number}"
        )
    fay.post(f"{at}more/", {"when": in_days(20)})
    for date in appointment.dates.all():
        Availability.objects.bulk_create(
            Availability(date=date, member=member, answer="no") for member in circle.memberships.all()
        )
    for _ in range(5):
        proposed(fay, address, 9)
    assert queries(fay, at, "/", address) == few


def test_german_pages_are_german() -> None:
    fay = browser()
    address = founded(fay)
    at = proposed(fay, address)
    fay.post("/language/", {"language": "de", "next": "/"})
    assert "Diesen Termin festlegen" in page_text(fay.get(at))
    assert "Termine vorschlagen" in page_text(fay.get(f"{address}dates/"))
    fay.post(f"{at}fix/", {"date": first_date()})
    assert "In meinen Kalender übernehmen" in page_text(fay.get(at))
