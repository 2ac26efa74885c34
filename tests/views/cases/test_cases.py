"""Cases and turns as pages, as browsers see them that run no scripts."""

import re

import pytest
from django.test import Client

from covision.actions.room import rooms
from tests.views.circles.test_circles import browser, founded, join, page_text

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
CASE = {
    "text": "I promise too much. It happens on Mondays.",
    "tag.whose": "personal",
    "tag.urgency": "urgent",
    "tag.check": ["real", "own", "current", "influence", "tellable"],
    "tag.inside": "no",
    "n1": "In the corridor.",
}


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def circle_of_two() -> tuple[Client, Client, str]:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    return fay, cas, address


def prepared(cas: Client, address: str, share: bool = True) -> str:
    case: str = cas.post("/cases/new/", CASE).headers["location"]
    if share:
        cas.post(f"{case}share/", {"circle": address.split("/")[2]})
    return case


def test_a_case_is_prepared_kept_and_changed() -> None:
    _, cas, address = circle_of_two()
    case = prepared(cas, address, share=False)
    page = page_text(cas.get(case))
    assert "I promise too much. It happens on Mondays." in page
    assert "In the corridor." in page
    cas.post(case, {**CASE, "text": "I promise a little too much."})
    assert "I promise a little too much." in page_text(cas.get("/cases/"))


def test_strangers_members_and_missing_cases_are_answered_alike() -> None:
    fay, cas, address = circle_of_two()
    case, oz = prepared(cas, address), browser()
    assert cas.get(case).status_code == 200
    answers = set()
    for who in (fay, oz):
        for path in (case, "/cases/nowhere/"):
            answer = who.get(path)
            answers.add((answer.status_code, "corridor" in page_text(answer)))
        answers |= {
            (who.post(f"{case}{what}/").status_code, False) for what in ("share", "take-back", "delete")
        }
    assert answers == {(404, False)}
    assert oz.get("/cases/").status_code == 302


def test_members_read_the_first_sentence_in_the_pool_and_no_more() -> None:
    fay, cas, address = circle_of_two()
    prepared(cas, address)
    page = page_text(fay.get(address))
    assert "I promise too much." in page
    assert "Mondays" not in page
    assert "corridor" not in page
    assert "take-back" not in page
    assert browser().get(address).status_code == 404


def test_a_case_is_taken_back_and_deleted_from_its_page() -> None:
    fay, cas, address = circle_of_two()
    case = prepared(cas, address)
    cas.post(f"{case}take-back/")
    assert "I promise too much." not in page_text(fay.get(address))
    cas.post(f"{case}delete/")
    assert cas.get(case).status_code == 404


def test_a_refused_case_says_why_beside_the_field_and_keeps_what_was_typed() -> None:
    cas = circle_of_two()[1]
    answer = cas.post("/cases/new/", {"text": "A long story. " * 40, "n1": "In the corridor."})
    assert answer.status_code == 422
    page = page_text(answer)
    assert page.count("A long story.") == 40
    assert "In the corridor." in page
    assert 'id="case-text-error"' in page
    assert "Please answer every question beside the text." in page


def test_a_case_that_is_not_checked_is_not_offered_for_sharing() -> None:
    _, cas, address = circle_of_two()
    case = cas.post("/cases/new/", {**CASE, "tag.check": ["real"]}).headers["location"]
    assert "The short check below is not complete." in page_text(cas.get(case))
    refused = cas.post(f"{case}share/", {"circle": address.split("/")[2]})
    assert refused.status_code == 422
    assert cas.post(f"{case}share/", {"circle": "elsewhere"}).status_code == 404


def test_looking_changes_nothing() -> None:
    _, cas, address = circle_of_two()
    case = prepared(cas, address)
    for what in ("share", "take-back", "delete"):
        assert cas.get(f"{case}{what}/").status_code == 405
    assert cas.get(f"{address}turns/say/").status_code == 405
    assert cas.get(case).status_code == 200


def test_members_say_which_part_they_would_take() -> None:
    fay, cas, address = circle_of_two()
    cas.post(f"{address}turns/say/", {"role": "facilitator", "answer": "would"})
    page = page_text(fay.get(f"{address}turns/"))
    assert re.search(r"Would take it:</strong>\s*<bdi>Cas</bdi>", page)
    cas.post(f"{address}turns/say/", {"role": "facilitator", "answer": "rather-not"})
    assert "Would take it:" not in page_text(fay.get(f"{address}turns/"))
    assert fay.post(f"{address}turns/say/", {"role": "king", "answer": "would"}).status_code == 422
    assert browser().get(f"{address}turns/").status_code == 404


def test_questions_of_a_way_of_working_are_answered_beside_a_case() -> None:
    cas = circle_of_two()[1]
    asked = cas.post("/cases/new/", {**CASE, "show": "stillness-and-mirror"})
    assert asked.status_code == 200
    assert "I promise too much." in page_text(asked)
    answered = {"process": "stillness-and-mirror", "answer.wish": "That calls end with a goodbye."}
    case = cas.post("/cases/new/", {**CASE, **answered}).headers["location"]
    assert "That calls end with a goodbye." in page_text(cas.get(case))
    assert "That calls end with a goodbye." in page_text(cas.get(f"{case}"))
    long = cas.post(case, {**CASE, **answered, "answer.wish": "x" * 401})
    assert long.status_code == 422
    assert 'id="answer-wish-error"' in page_text(long)
