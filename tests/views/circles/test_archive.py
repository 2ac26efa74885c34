"""Home, the archive and one's own data, as browsers see them that run no scripts."""

import json

import pytest
from asgiref.sync import async_to_sync
from django.http import HttpResponse
from django.test import Client

from covision.actions.accounts.people import log_in_simulated
from covision.actions.room import rooms
from tests.scenes.kept_meetings import PROBLEM_TEXT, at_work, begun, ended
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def visits(group: LastingCircle, who: str, language: str = "en") -> Client:
    client = browser(language)
    client.cookies["s"] = log_in_simulated(group.people[who])
    return client


def page_text(answer: HttpResponse) -> str:
    return async_to_sync(content_of)(answer) if answer.streaming else answer.content.decode()


async def content_of(answer: HttpResponse) -> str:
    return b"".join([piece async for piece in answer.streaming_content]).decode()


def test_a_newcomer_sees_what_this_is_and_whoever_is_known_what_is_next(group):
    begun(group, "Cas")
    assert "What is next for me?" not in page_text(browser().get("/"))
    home = page_text(visits(group, "Cas").get("/"))
    assert home.index("What is next for me?") < home.index("Open rooms") < home.index("My circles")
    assert "A meeting is under way" in page_text(visits(group, "Ben").get("/"))


def test_words_are_looked_for_by_a_form_and_stand_in_no_address(group):
    ended(at_work(group, "Cas", "Ada"))
    archive = f"/circles/{group.circle.public_id}/archive/"
    page = page_text(visits(group, "Cas").post(archive, {"words": "night"}))
    assert "<mark>night</mark>" in page
    assert "words=night" not in page
    assert visits(group, "Oz").post(archive, {"words": "night"}).status_code == 404


def test_a_word_that_is_too_short_stays_typed(group):
    answer = visits(group, "Cas").post(f"/circles/{group.circle.public_id}/archive/", {"words": "x"})
    assert answer.status_code == 422
    assert 'value="x"' in page_text(answer)


def test_everything_of_ones_own_comes_as_a_page_and_as_json(group):
    at_work(group, "Cas", "Ada")
    cas = visits(group, "Cas", "de")
    page = cas.get("/account/data/page/")
    assert page.headers["content-disposition"] == 'attachment; filename="covision-my-data.html"'
    text = page_text(page)
    assert PROBLEM_TEXT in text and '<html lang="de"' in text
    chapters = json.loads(page_text(cas.get("/account/data/json/")))
    assert [entry["text"] for entry in chapters["contributions"]] == [PROBLEM_TEXT]


def test_an_account_is_deleted_by_saying_what_happens_to_what_was_shared(group):
    cas = visits(group, "Cas")
    assert "cannot be taken back" in page_text(cas.get("/account/delete/"))
    assert cas.post("/account/delete/", {}).status_code == 422
    answer = cas.post("/account/delete/", {"shared": "stay"})
    assert "Everything of yours is deleted" in page_text(answer)
    assert "storage" in answer.headers["clear-site-data"]
    assert cas.get(f"/circles/{group.circle.public_id}/").status_code == 404


def test_the_server_is_counted_only_if_that_is_wanted_and_nobody_is_named(group, settings):
    assert browser().get("/metrics").status_code == 404
    settings.COVISION_METRICS = True
    counts = page_text(browser().get("/metrics"))
    assert "\ncovision_circles 1\n" in counts
    assert "Tuesday" not in counts
