"""The course through HTTP, as browsers do it that run no scripts: read, try, look back, and nobody else sees it."""

import re

import pytest
from django.test import Client

from covision.actions.room import rooms
from covision.languages import LANGUAGES
from covision.models.learning import UnitDone
from covision.pages import course

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
UNITS = [place.id for place in course.places()]


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def browser(language: str = "en") -> Client:
    return Client(HTTP_HOST="127.0.0.1", headers={"accept-language": language})


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def of_kind(kind: str) -> tuple[str, course.Exercise]:
    """The first unit with such an exercise."""
    return next(
        (id, exercise)
        for id in UNITS
        for exercise in course.unit(id, "en").exercises
        if getattr(exercise, kind)
    )


# Reading


@pytest.mark.parametrize("id", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_is_read_in_both_languages(id: str, language: str) -> None:
    html = text(browser(language), f"/learn/{id}/")
    assert f'<html lang="{language}"' in html
    assert course.unit(id, language).body in html
    assert re.findall(r"<h1>", html) == ["<h1>"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_page_leads_to_every_unit(language: str) -> None:
    html = text(browser(language), "/learn/")
    assert re.findall(r'<a href="/learn/([\w-]+)/">', html) == UNITS


def test_a_unit_that_is_not_there_is_not_found() -> None:
    assert browser().get("/learn/nothing/").status_code == 404
    assert browser().post("/learn/nothing/done/").status_code == 404


def test_who_only_reads_gets_no_login_and_leaves_nothing() -> None:
    fay = browser()
    text(fay, "/learn/")
    text(fay, f"/learn/{UNITS[0]}/")
    assert "s" not in fay.cookies
    assert UnitDone.objects.count() == 0


# Exercises


def test_sorting_gives_a_reason_for_every_item() -> None:
    unit, exercise = of_kind("choices")
    picked = {f"a{number}": "0" for number, _ in enumerate(exercise.choices, 1)}
    html = browser().post(f"/learn/{unit}/", {"exercise": exercise.id, **picked}).content.decode()
    right = sum(choice.right == 0 for choice in exercise.choices)
    assert [choice.why in html for choice in exercise.choices] == [True] * len(exercise.choices)
    assert html.count("We see it like that too.") == right
    assert f"You and we agree on {right} of {len(exercise.choices)}." in html


@pytest.mark.parametrize("odd", ["", "7", "-1", "²", "x"])
def test_no_reason_is_given_before_everything_is_sorted(odd: str) -> None:
    unit, exercise = of_kind("choices")
    picked = {f"a{number}": "1" for number, _ in enumerate(exercise.choices, 1)} | {"a2": odd}
    answer = browser().post(f"/learn/{unit}/", {"exercise": exercise.id, **picked})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "One answer is still missing" in html
    assert exercise.choices[0].why not in html
    assert html.count(" checked>") == len(exercise.choices) - 1


def test_the_worked_case_stops_until_fay_has_written_something() -> None:
    case = course.unit("concept-1", "en").exercises[0]
    fay = browser()
    before = text(fay, "/learn/concept-1/")
    assert case.stops[0].ask in before
    assert case.stops[0].ways[0].say not in before
    empty = fay.post("/learn/concept-1/", {"exercise": "case", "at": "1", "t1": " "})
    assert empty.status_code == 422
    assert "Please write something first" in empty.content.decode()


def test_fay_compares_what_she_wrote_and_the_case_goes_on() -> None:
    case = course.unit("concept-1", "en").exercises[0]
    html = browser().post("/learn/concept-1/", {"exercise": "case", "at": "1", "t1": "And <you>?"})
    page = html.content.decode()
    assert "And &lt;you&gt;?" in page
    assert all(way.say in page and way.why in page for way in case.stops[0].ways)
    assert case.stops[1].ask in page
    assert case.stops[1].ways[0].say not in page


def test_the_case_comes_to_its_end() -> None:
    case = course.unit("concept-1", "en").exercises[0]
    answers = {f"t{number}": f"Question {number}?" for number in range(1, 5)}
    page = browser().post("/learn/concept-1/", {"exercise": "case", "at": "4", **answers}).content.decode()
    assert case.end in page
    assert "Question 1?" in page


def test_nothing_written_in_an_exercise_is_kept() -> None:
    fay = browser()
    fay.post("/learn/concept-1/", {"exercise": "case", "at": "1", "t1": "My own words"})
    assert "My own words" not in text(fay, "/learn/concept-1/")
    assert "s" not in fay.cookies


# Progress


def test_fay_sees_what_she_has_done_and_oz_does_not() -> None:
    fay, oz = browser(), browser()
    assert fay.post("/learn/background/done/", {"done": "1"}).headers["location"] == "/learn/levels/"
    oz.post("/learn/roles/done/", {"done": "1"})
    assert re.findall(r'class="is-done">\s*<a href="/learn/([\w-]+)/"', text(fay, "/learn/")) == [
        "background"
    ]
    assert re.findall(r'class="is-done">\s*<a href="/learn/([\w-]+)/"', text(oz, "/learn/")) == ["roles"]
    assert "is-done" not in text(browser(), "/learn/")


def test_the_last_unit_leads_back_to_the_course() -> None:
    assert browser().post(f"/learn/{UNITS[-1]}/done/").headers["location"] == "/learn/"


def test_fay_takes_a_unit_back() -> None:
    fay = browser()
    fay.post("/learn/background/done/", {"done": "1"})
    fay.post("/learn/background/done/", {"done": "0"})
    assert "is-done" not in text(fay, "/learn/")


def test_one_click_deletes_it_all() -> None:
    fay = browser()
    fay.post("/learn/background/done/", {"done": "1"})
    fay.post("/learn/ready/", {"role": "observer"})
    assert "Delete all of it now" in text(fay, "/learn/")
    fay.post("/learn/forget/")
    after = text(fay, "/learn/")
    assert "Delete all of it now" not in after
    assert "checked" not in after


@pytest.mark.parametrize("path", ["/learn/ready/", "/learn/forget/", "/learn/background/done/"])
def test_looking_changes_nothing(path: str) -> None:
    assert browser().get(path).status_code == 405


def test_nobody_feels_ready_for_what_is_not_offered() -> None:
    answer = browser().post("/learn/ready/", {"role": "client"})
    assert answer.status_code == 422


# The confirmation


def test_the_confirmation_bears_the_name_typed_now_and_forgets_it() -> None:
    fay = browser()
    fay.post("/learn/levels/done/", {"done": "1"})
    page = fay.post("/learn/confirmation/", {"name": "Fay Weber"}).content.decode()
    assert '<p class="holder"><bdi>Fay Weber</bdi></p>' in page
    assert course.unit("levels", "en").title in page
    assert course.unit("roles", "en").title not in page
    assert "no professional qualification" in page
    assert "Fay Weber" not in text(fay, "/learn/confirmation/")


def test_a_name_that_cannot_be_shown_is_told_so() -> None:
    fay = browser()
    fay.post("/learn/levels/done/", {"done": "1"})
    answer = fay.post("/learn/confirmation/", {"name": "x" * 41})
    assert answer.status_code == 422
    assert "x" * 41 in answer.content.decode()


def test_without_a_unit_there_is_nothing_to_confirm() -> None:
    page = text(browser(), "/learn/confirmation/")
    assert "nothing to confirm yet" in page
    assert "sheet confirmation" not in page


# On to a rehearsal


def test_a_unit_leads_to_a_rehearsal_with_a_part_to_begin_with() -> None:
    link = re.search(r'href="(/rehearsals/\?[^"#]+)#(case-[\w-]+)"', text(browser(), "/learn/concept-1/"))
    assert link
    page = text(browser(), link[1].replace("&amp;", "&"))
    form = page.partition(f'id="{link[2]}"')[2].partition("</form>")[0]
    assert re.findall(r'name="role" value="(\w+)" required checked', form) == ["advisor"]
