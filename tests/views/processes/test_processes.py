"""The pages about the ways of working, as anybody finds them without an account and without scripts."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client, override_settings

from covision import processes
from covision.engine.fitting import Situation, fitting
from covision.engine.length import minutes
from covision.kit.printing import DOCUMENTS
from covision.languages import LANGUAGES
from tests.test_words import english_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIT = "/which-process/?case=personal&people=6&minutes=90&experience=none&helps="


@pytest.fixture(autouse=True)
def _files_need_no_collecting() -> Iterator[None]:
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=plain):
        yield


def read(address: str, language: str = "en", status: int = 200) -> str:
    answer = Client(headers={"accept-language": language}).get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize(("language", "word"), [("en", "Facilitator"), ("de", "Moderation")])
def test_every_way_of_working_is_listed_with_its_path_roles_and_rules(language: str, word: str) -> None:
    page = read("/processes/", language)
    for id in processes.live_ids():
        assert f'href="/processes/{id}/"' in page
        assert str(processes.word(id, language, "origin"))[:40] in page
    assert page.count('class="way"') == len(processes.live_ids())
    assert word in page
    assert "style=" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", processes.live_ids())
def test_a_process_has_a_page_with_its_steps_questions_and_kit(id: str, language: str) -> None:
    page = read(f"/processes/{id}/", language)
    for step in processes.process(id).of("main"):
        assert str(processes.word(id, language, "steps", step.id, "title")) in page
    for step in processes.process(id).of("main"):
        for question in step.questions:
            words = str(processes.word(id, language, "steps", step.id, "questions", question.id))
            assert words.partition("{")[0] in page
    for document in DOCUMENTS:
        assert f"/processes/{id}/{language}/{document}-a4.pdf" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_document_is_a_page_in_its_own_language(document: str, language: str) -> None:
    page = read(f"/processes/concept-1/{language}/{document}/?paper=a5", "en")
    assert f'<html lang="{language}"' in page
    assert str(processes.word("concept-1", language, "steps", "vision", "title")) in page
    assert "is-a5" in page


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_german_document_has_no_english_in_it(document: str) -> None:
    assert english_in(read(f"/processes/concept-1/en/{document}/", "de"))
    assert english_in(read(f"/processes/concept-1/de/{document}/", "en")) == []


def test_each_document_can_be_saved() -> None:
    answer = Client().get("/processes/concept-1/de/poster-a5.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-language"] == "de"
    assert answer.headers["content-disposition"] == 'attachment; filename="concept-1-poster-de-a5.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "address",
    [
        "nothing/",
        "frame/",
        "concept-1/fr/guide/",
        "concept-1/de/song/",
        "concept-1/de/guide-a3.pdf",
        "..%2fframe/",
    ],
)
def test_what_is_not_there_is_answered_plainly(address: str) -> None:
    assert Client().get(f"/processes/{address}").status_code == 404


def titles(situation: Situation, language: str) -> list[str]:
    offered = tuple(processes.process(id) for id in processes.live_ids())
    matches = fitting(situation, offered, minutes(processes.frame(), situation.people))
    return [str(processes.word(match.process.id, language, "title")) for match in matches]


def test_a_group_is_shown_what_fits_it_and_why() -> None:
    page = read(FIT)
    assert re.findall(r"<h3 [^>]*><a [^>]*>([^<]+)", page) == titles(Situation("personal", 6, 90), "en")
    assert "Suits you today" in page
    assert "It is made for one person’s case." in page
    assert "It suits the number of people you are." in page
    assert 'href="/meetings/"' in page


def test_a_german_group_is_answered_in_german() -> None:
    page = read(FIT.replace("personal", "shared").replace("people=6", "people=1"), "de")
    assert re.findall(r"<h3 [^>]*><a [^>]*>([^<]+)", page) == titles(Situation("shared", 1, 90), "de")
    assert "Es braucht mindestens" in page
    assert "Möglich, wenn sich etwas ändert" in page


def test_a_process_that_can_be_rehearsed_says_so() -> None:
    assert 'href="/rehearsals/?process=concept-1&case=calling-hour"' in read("/processes/concept-1/")
    assert 'href="/rehearsals/?process=six-phases"' in read("/processes/six-phases/")


def test_nothing_is_answered_before_anybody_asked() -> None:
    assert 'id="answers"' not in read("/which-process/")


@pytest.mark.parametrize("people", ["", "0", "-3", "six", "100", "٣", "9" * 5000])
def test_a_number_that_is_none_is_asked_for_again_and_the_answers_stay(people: str) -> None:
    page = read(FIT.replace("people=6", f"people={people}"), status=422)
    assert "as a number from 1 to 99" in page
    assert 'value="personal" checked' in page
    assert 'id="answers"' not in page


def test_answers_nobody_offers_are_refused() -> None:
    page = read("/which-process/?case=secret&people=6&minutes=99999&experience=x&helps=y", status=422)
    assert page.count("Please choose one of the answers.") >= 3
    assert "Please choose how much time you have." in page


def test_nothing_here_changes_anything() -> None:
    for address in ("/processes/", "/processes/concept-1/", "/which-process/"):
        assert Client().post(address).status_code == 405
