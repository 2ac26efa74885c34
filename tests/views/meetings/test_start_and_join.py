"""Coming in by the front door, as browsers do it that run no scripts."""

import re

import pytest
from django.test import Client

from covision.actions.room import rooms
from covision.models.meetings import Seat

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
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def browser() -> Client:
    return Client(HTTP_HOST="127.0.0.1")


def link_of(fay: Client) -> str:
    room = fay.post("/meetings/", PLAN).headers["location"]
    match = re.search(r"/join/[^/\"]+/", fay.get(f"{room}invite/").content.decode())
    assert match
    return match[0]


def test_a_button_pressed_twice_is_one_guest() -> None:
    link = link_of(browser())
    visit = re.search(r'name="visit" value="([^"]+)"', browser().get(link).content.decode())
    assert visit
    answers = [browser().post(link, {"name": "Cas", "visit": visit[1]}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Seat.objects.filter(name="Cas").count() == 1


def test_a_link_only_points_and_looking_at_it_uses_nothing_up() -> None:
    link = link_of(browser())
    for _ in range(5):
        assert browser().get(link).status_code == 200
        assert browser().head(link).status_code == 200
    assert Seat.objects.count() == 1


def test_what_was_typed_into_the_first_page_survives_a_refusal() -> None:
    answer = browser().post("/meetings/", {**PLAN, "name": "x" * 41})
    assert answer.status_code == 422
    assert b"Tuesday" in answer.content
    assert b"at most 40 characters" in answer.content


def test_guessed_links_and_rooms_say_nothing() -> None:
    assert browser().get("/join/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    fay = browser()
    room = fay.post("/meetings/", PLAN).headers["location"]
    foreign, missing = browser().get(room), browser().get("/rooms/AAAAAAAAAAAAAAAAAAAAAA/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content.replace(room.encode(), b"") == missing.content.replace(
        b"/rooms/AAAAAAAAAAAAAAAAAAAAAA/", b""
    )


def test_ten_megabytes_are_too_much_without_scripts_too() -> None:
    fay = browser()
    room = fay.post("/meetings/", PLAN).headers["location"]
    body = "command=write&kind=problem&text=" + "x" * 10_000_000
    answer = fay.post(f"{room}do/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert b"shorten" in answer.content
