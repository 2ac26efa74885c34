"""Signing in with a code by mail, and keeping a guest's place."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from covision.actions.accounts import signing_in
from covision.actions.room import rooms
from covision.models.login_store import SessionStore
from covision.models.logins import Login
from covision.models.meetings import Seat
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.postbox import Postbox, code_in, text_of
from tests.scenes.visitor import ask, browser, sign_in, words

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
PLAN = {
    "circle": "Tuesday",
    "focus": "Placement",
    "name": "Fay",
    "minutes": "90",
    "rounds": "1",
    "spoken": "0",
}


@pytest.fixture(autouse=True)
def _plain_files(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    rooms.close_rooms()


def account(address: str) -> Person:
    return Person.objects.create(email=address, joined=NOW.date())


# The code


def test_fay_who_is_new_comes_in_with_the_code_from_her_mailbox(postbox: Postbox):
    fay = browser()
    answer = sign_in(fay, "Fay@Example.org", postbox)
    assert (answer.status_code, answer.headers["location"]) == (302, "/account/")
    assert Person.objects.get().email == "fay@example.org"
    assert b"fay@example.org" in fay.get("/account/").content


def test_whoever_comes_again_is_the_same_person(postbox: Postbox):
    before = account("fay@example.org")
    sign_in(browser(), "fay@example.org", postbox)
    assert [login.person for login in Login.objects.exclude(person=None)] == [before]


def test_nothing_tells_whether_an_address_is_known(postbox: Postbox):
    account("fay@example.org")
    fay, oz = browser(), browser()
    asked = [ask(fay, "fay@example.org"), ask(oz, "oz@example.org")]
    assert len({(answer.status_code, answer.headers["location"]) for answer in asked}) == 1
    assert words(fay.get("/sign-in/code/"), "fay@") == words(oz.get("/sign-in/code/"), "oz@")
    wrong = [visitor.post("/sign-in/code/", {"code": "XXXX-XXXX"}) for visitor in (fay, oz)]
    assert words(wrong[0], "fay@") == words(wrong[1], "oz@")
    letters = [text_of(letter).replace(code_in(letter), "…") for letter in postbox.letters]
    assert letters[0] == letters[1]
    assert postbox.letters[0]["Subject"] == postbox.letters[1]["Subject"]


def test_who_asks_for_a_code_is_not_even_looked_up(postbox: Postbox):
    account("fay@example.org")
    ask(browser(), "eve@example.org")  # so that the count of this network is there already
    asked = []
    for address in ("fay@example.org", "oz@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(browser(), address)
        asked.append([query["sql"].split(" WHERE ")[0].split(" VALUES ")[0] for query in queries])
    assert len(asked[0]) == len(asked[1]) > 0
    assert not any("covision_person" in sql for sql in asked[0] + asked[1])


def test_a_code_works_only_in_the_browser_that_asked(postbox: Postbox):
    fay, oz = browser(), browser()
    ask(fay, "fay@example.org")
    ask(oz, "oz@example.org")
    answer = oz.post("/sign-in/code/", {"code": code_in(postbox.letter_to("fay@example.org"))})
    assert answer.status_code == 422
    assert b"not the code in the letter" in answer.content


def test_a_code_is_tried_three_times_and_then_even_the_right_one_is_too_late(postbox: Postbox):
    fay = browser()
    ask(fay, "fay@example.org")
    tried = [fay.post("/sign-in/code/", {"code": "WRONG"}).status_code for _ in range(3)]
    late = fay.post("/sign-in/code/", {"code": code_in(postbox.letters[0])})
    assert (tried, late.status_code) == ([422, 422, 422], 409)
    assert b"Ask for a new code" in late.content
    assert sign_in(fay, "fay@example.org", postbox).status_code == 302  # nobody is locked out


def test_a_code_lasts_three_minutes(postbox: Postbox):
    asked = signing_in.ask_for_code(
        "fay@example.org", link="http://127.0.0.1/", language="en", network="", now=NOW
    )
    code = code_in(postbox.letters[0])
    late = NOW + timedelta(minutes=3, seconds=1)
    with pytest.raises(signing_in.Refused, match="run out"):
        signing_in.check_code(asked, code, now=late)
    assert signing_in.check_code(asked, code.lower(), now=NOW) == "fay@example.org"


def test_a_code_is_used_up_by_coming_in(postbox: Postbox):
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    again = fay.post("/sign-in/code/", {"code": code_in(postbox.letters[0])})
    assert (again.status_code, again.headers["location"]) == (302, "/sign-in/")


def test_a_scanner_that_follows_the_link_uses_nothing_up(postbox: Postbox):
    fay, scanner = browser(), browser()
    ask(fay, "fay@example.org")
    letter = postbox.letters[0]
    link = re.search(r"^http://127\.0\.0\.1(/\S+)$", text_of(letter), re.MULTILINE)
    assert link
    for _ in range(5):
        assert scanner.get(link[1]).status_code == scanner.head(link[1]).status_code == 302
        assert fay.get(link[1]).status_code == fay.head(link[1]).status_code == 200
    assert fay.post("/sign-in/code/", {"code": code_in(letter)}).headers["location"] == "/account/"


def test_a_reader_of_the_database_cannot_read_the_code_he_asked_for_fay(postbox: Postbox):
    oz = browser()
    ask(oz, "fay@example.org")
    code = code_in(postbox.letter_to("fay@example.org"))
    row = Login.objects.get()
    key = oz.cookies[django_settings.SESSION_COOKIE_NAME].value
    opened = str(dict(SessionStore(key).items()))  # he has the cookie, and even the secret key would not do
    assert "fay@example.org" in opened
    for box in (bytes(row.data), opened.encode()):
        assert code.encode() not in box
        assert code.replace("-", "").lower().encode() not in box


def test_what_is_no_address_comes_back_with_a_sentence_and_what_was_typed(postbox: Postbox):
    answer = ask(browser(), "fay at home")
    assert answer.status_code == 422
    assert b"as in name@example.org" in answer.content
    assert b'value="fay at home"' in answer.content
    assert postbox.letters == []


def test_a_mailbox_is_not_flooded(postbox: Postbox):
    asked = [ask(browser(), "fay@example.org").status_code for _ in range(9)]
    assert asked == [302] * 6 + [429] * 3
    assert ask(browser(), "ada@example.org").status_code == 302


def test_without_a_mail_server_the_page_says_so_and_asks_for_no_address(settings):
    settings.COVISION_SMTP_URL = ""
    page = browser().get("/sign-in/").content.decode()
    assert "This server sends no mail yet" in page
    assert "COVISION_SMTP_URL" in page
    assert 'name="address"' not in page
    assert ask(browser(), "fay@example.org").status_code == 503


def test_after_signing_in_one_is_where_one_wanted_to_go_and_never_elsewhere(postbox: Postbox):
    for goal, address in (("/who-can-read/", "/who-can-read/"), ("https://evil.example/", "/account/")):
        fay = browser()
        fay.post("/sign-in/", {"address": "fay@example.org", "goal": goal})
        code = code_in(postbox.letters[-1])
        assert fay.post("/sign-in/code/", {"code": code}).headers["location"] == address


# A guest's place


def test_a_guest_who_is_new_keeps_the_room_and_finds_it_with_another_browser(postbox: Postbox):
    fay, phone = browser(), browser()
    room = fay.post("/meetings/", PLAN).headers["location"]
    sign_in(fay, "fay@example.org", postbox)
    sign_in(phone, "fay@example.org", postbox)
    assert fay.get(room).status_code == phone.get(room).status_code == 200
    assert Person.objects.count() == 1


def test_a_guest_who_has_an_account_takes_the_room_along_and_the_guest_is_gone(postbox: Postbox):
    owner, fay = account("fay@example.org"), browser()
    room = fay.post("/meetings/", PLAN).headers["location"]
    assert fay.get(room).status_code == 200
    sign_in(fay, "fay@example.org", postbox)
    assert list(Person.objects.all()) == [owner]
    assert (Seat.objects.get().person, owner.memberships.count()) == (owner, 1)
    assert fay.get(room).status_code == 200


def test_where_the_account_has_a_seat_already_the_guests_seat_stays_what_it_is(postbox: Postbox):
    fay, guest = browser(), browser()
    sign_in(fay, "fay@example.org", postbox)
    room = fay.post("/meetings/", PLAN).headers["location"]
    link = re.search(r"/join/[^/\"]+/", fay.get(f"{room}invite/").content.decode())
    assert link
    guest.post(link[0], {"name": "Fay on the phone"})
    sign_in(guest, "fay@example.org", postbox)
    assert [seat.name for seat in Seat.objects.order_by("number")] == ["Fay", "Fay on the phone"]
    assert len({seat.person_id for seat in Seat.objects.all()}) == 2
    assert guest.get(room).status_code == 200
