"""Coaching oneself through HTTP, as browsers do it that run no scripts."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from covision import processes
from covision.actions.room import rooms
from covision.languages import LANGUAGES
from covision.models.meetings import Meeting
from tests.scenes.postbox import Postbox
from tests.scenes.visitor import browser, sign_in, words
from tests.test_words import english_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
SENTENCE = "I want to end such calls well."
BEGIN = {"process": "concept-1", "clock": "free"}


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def begin(who: Client, **more: str) -> str:
    """The address of the room."""
    answer = who.post("/alone/", {**BEGIN, **more})
    assert answer.status_code == 302
    return answer.headers["location"]


def text(who: Client, path: str) -> str:
    answer = who.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def do(who: Client, room: str, command: str, **fields: str) -> None:
    assert who.post(f"{room}do/", {"command": command, **fields}).status_code == 302


def to(who: Client, room: str, step: str) -> None:
    while (now := rooms.open_room(room.split("/")[2]).meeting.place()[1]) != step:
        do(who, room, "end-step", step=now, anyway="1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guest_comes_from_the_first_page_into_the_second_step(language: str) -> None:
    cas = browser(language)
    assert 'href="/alone/"' in text(cas, "/")
    assert not Meeting.objects.exists()
    room = begin(cas)
    page = text(cas, room)
    word = processes.word("concept-1/alone", language, "steps", "problem", "question")
    assert word in page
    for absent in ("invite/", "say-ready", 'value="leave"', "hand-over", "change-way"):
        assert absent not in page


def test_cas_reads_no_english_on_the_way_in_german() -> None:
    cas = browser("de")
    room = begin(cas, clock="process")
    for step in ("problem", "vision", "resources", "goals", "solutions", "next", "feedback"):
        to(cas, room, step)
        if step == "problem":
            do(cas, room, "send-question", question="problem.q1")
            do(cas, room, "write", kind="sentence", text="Ich möchte Wort halten.")
        assert english_in(text(cas, room)) == []
        assert english_in(text(cas, f"{room}?look=1-problem")) == []
    do(cas, room, "end-step", step="feedback", anyway="1")
    bring = f"/alone/{room.split('/')[2]}/bring/"
    for page in (
        room,
        f"{room}happened/",
        f"{room}sheets/1/",
        f"{room}sheets/1/sheet.html",
        "/alone/",
        bring,
    ):
        assert english_in(text(cas, page)) == [], page


def test_cas_ends_with_a_date_and_a_sheet_that_names_nobody_else() -> None:
    cas = browser()
    room = begin(cas)
    do(cas, room, "write", kind="sentence", text=SENTENCE)
    to(cas, room, "next")
    soon = timezone.localtime() + timedelta(hours=20)
    do(cas, room, "write", kind="next-step", text="A note on the phone.", due=soon.strftime("%Y-%m-%dT%H:%M"))
    to(cas, room, "feedback")
    for kind in ("", "sheet.html", "sheet.md"):
        sheet = text(cas, f"{room}sheets/1/{kind}")
        assert SENTENCE in sheet
        assert "A note on the phone." in sheet
        assert "With you were" not in sheet
    assert "Your next step" in text(cas, "/alone/")


def test_oz_finds_only_what_is_not_there() -> None:
    cas, oz = browser(), browser()
    room = begin(cas)
    do(cas, room, "write", kind="sentence", text=SENTENCE)
    id = room.split("/")[2]
    begin(oz)  # oz is a guest too
    to(cas, room, "feedback")
    pages = [room, f"{room}happened/", f"{room}sheets/1/", f"{room}sheets/1/sheet.md", f"/alone/{id}/bring/"]
    assert [cas.get(page).status_code for page in pages] == [200] * 5
    for page in pages:
        foreign, missing = oz.get(page), oz.get(page.replace(id, "A" * 22))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert words(foreign, id) == words(missing, "A" * 22)
    assert oz.post(f"{room}do/", {"command": "ask-to-come-in"}).status_code == 404
    assert oz.post(f"/alone/{id}/erase/").status_code == 404
    assert Client(HTTP_HOST="127.0.0.1").get(room).status_code == 404
    assert cas.get(room).status_code == 200


def test_cas_himself_has_no_link_to_give_away() -> None:
    cas = browser()
    room = begin(cas)
    assert cas.get(f"{room}invite/").status_code == 404
    assert cas.get(f"{room}agreement/").status_code == 404
    assert cas.get("/join/None/").status_code == 404


def test_cas_deletes_it_and_it_is_gone() -> None:
    cas = browser()
    room = begin(cas)
    id = room.split("/")[2]
    assert cas.get(f"/alone/{id}/erase/").status_code == 405
    assert cas.post(f"/alone/{id}/erase/").headers["location"] == "/alone/"
    assert not Meeting.objects.exists()
    assert cas.get(room).status_code == 404
    assert room not in text(cas, "/alone/")


def test_cas_takes_his_sentence_along_and_no_address_tells_it() -> None:
    cas = browser()
    room = begin(cas)
    id = room.split("/")[2]
    assert cas.get(f"/alone/{id}/bring/").status_code == 404
    assert "bring/" not in text(cas, "/alone/")
    do(cas, room, "write", kind="sentence", text=SENTENCE)
    page = text(cas, f"/alone/{id}/bring/")
    assert re.search(rf"<textarea[^>]* readonly[^>]*>{SENTENCE}</textarea>", page)
    assert f"/sign-in/?next=/alone/{id}/bring/" in page
    assert f"/alone/{id}/bring/" in text(cas, "/alone/")


def test_a_guest_is_told_how_she_can_be_reminded_of_her_next_step(postbox: Postbox) -> None:
    cas = browser()
    room, way = begin(cas), 'href="/sign-in/?next=/commitments/"'
    to(cas, room, "next")
    soon = timezone.localtime() + timedelta(hours=20)
    do(cas, room, "write", kind="next-step", text="A note on the phone.", due=soon.strftime("%Y-%m-%dT%H:%M"))
    assert way not in text(cas, "/commitments/")
    to(cas, room, "feedback")
    do(cas, room, "end-step", step="feedback", anyway="1")

    page = text(cas, "/commitments/")

    assert "A note on the phone." in page and way in page
    assert 'name="soon"' not in page


def test_a_member_makes_a_case_of_it_with_one_press(postbox: Postbox) -> None:
    ada = browser()
    sign_in(ada, "ada@example.org", postbox)
    room = begin(ada)
    id = room.split("/")[2]
    do(ada, room, "write", kind="sentence", text=SENTENCE)
    to(ada, room, "feedback")
    assert f"/alone/{id}/bring/" in text(ada, f"{room}sheets/1/")
    assert 'action="/alone/' + id in text(ada, f"/alone/{id}/bring/")

    brought = ada.post(f"/alone/{id}/bring/")

    case = brought.headers["location"]
    assert brought.status_code == 302 and case.startswith("/cases/")
    assert re.search(rf"<textarea[^>]*>{SENTENCE}</textarea>", text(ada, case))
    assert case in text(ada, "/cases/")


def test_a_member_finds_hers_again_in_another_browser(postbox: Postbox) -> None:
    ada, again = browser(), browser()
    sign_in(ada, "ada@example.org", postbox)
    room = begin(ada)
    sign_in(again, "ada@example.org", postbox)
    assert room in text(again, "/alone/")
    assert "as a guest" not in text(again, "/alone/")
    assert again.get(room).status_code == 200


def test_a_way_that_is_not_offered_is_refused_and_what_was_picked_stays() -> None:
    answer = browser().post("/alone/", {"process": "concept-2", "clock": "process"})
    assert answer.status_code == 422
    assert b"Please choose one of the ways" in answer.content
    assert re.search(rb'value="process" checked', answer.content)
    assert not Meeting.objects.exists()


def test_with_the_clock_the_whole_way_fits_and_nothing_has_to_be_shared_out() -> None:
    cas = browser()
    assert "about 45 minutes" in text(cas, "/alone/")
    room = begin(cas, clock="process")
    page = text(cas, room)
    assert 'value="pause-clock"' in page
    for absent in ('value="spread-time"', 'value="ask-more-time"'):
        assert absent not in page
    assert 'value="pause-clock"' not in text(cas, begin(cas))
