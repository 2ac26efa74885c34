"""A circle's own ways of working, as browsers see them that run no scripts: read, take in, hand on, put to all, use."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from covision import processes
from covision.actions.accounts.people import log_in_simulated
from covision.actions.appointments import appointments
from covision.actions.appointments.details import MeetingDetails
from covision.actions.circles import process_drafts
from covision.actions.room import rooms
from covision.languages import LANGUAGES
from covision.models.own_processes import OwnProcess
from covision.processes import process_text as texts
from tests.conftest import NOW
from tests.scenes.circle_processes import a_copy, decided, with_title, without_steps, works_by_its_own
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.static_files import lay_out_static_files
from tests.scenes.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

HOSTILE = '</h1><script>alert("x")</script>'


@pytest.fixture
def there() -> LastingCircle:
    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def visits(there: LastingCircle, who: str, language: str = "en") -> Client:
    client = browser(language)
    client.cookies["s"] = log_in_simulated(there.people[who])
    return client


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def at(there: LastingCircle, own: str = "") -> str:
    return f"/circles/{there.circle.public_id}/structures/{own and own + '/'}"


def take_in(there: LastingCircle, data: bytes, who: str = "Fay") -> HttpResponse:
    file = BytesIO(data)
    file.name = "ours.toml"
    return visits(there, who).post(f"{at(there)}import/", {"file": file})


def answer_all(there: LastingCircle, proposal: str, *who: str) -> None:
    for one in who:
        visits(there, one).post(f"{proposal}answer/", {"draft": "1", "stand": "consent", "reason": ""})


def test_from_a_process_of_the_library_to_what_the_circle_works_by(there: LastingCircle) -> None:
    fay = visits(there, "Fay")
    assert "Make our own" in said(fay.get("/processes/five-steps/"))
    own = fay.post(f"{at(there)}copy/", {"process": "five-steps"}).headers["location"]
    assert "A draft; nothing is agreed on yet." in said(fay.get(own))
    proposal = fay.post(f"{own}propose/", {"why": "It is short."}).headers["location"]
    page = said(visits(there, "Ben").get(proposal))
    assert "Work by “Five steps”" in page
    put = re.search(r'href="(/circles/[^"]+\?put=[^"]+)"', page)
    assert put is not None
    assert "As it is proposed" in said(visits(there, "Ben").get(put[1]))
    answer_all(there, proposal, "Cas", "Ada", "Ben")
    circle = said(fay.get(f"/circles/{there.circle.public_id}/"))
    assert f'href="{own}?version=1"' in circle
    assert f'href="{own}?version=1"' in said(fay.get(f"/circles/{there.circle.public_id}/agreement/"))
    assert "We work by version 1." in said(fay.get(at(there)))
    assert "in use" in said(fay.get(f"{own}?version=1"))


def test_one_of_the_library_is_proposed_and_given_up_from_its_page(there: LastingCircle) -> None:
    fay = visits(there, "Fay")
    form = f"{at(there)}work-by/"
    assert f"{form}?process=star" in said(fay.get("/processes/star/"))
    assert "Propose to work by “Star of voices”" in said(fay.get(f"{form}?process=star"))
    answer_all(there, fay.post(form, {"process": "star"}).headers["location"], "Cas", "Ada", "Ben")
    assert "/processes/star/" in said(fay.get(f"/circles/{there.circle.public_id}/"))
    end = f"{at(there)}give-up/"
    assert fay.post(end, {"process": "star", "why": ""}).status_code == 422
    answer_all(
        there, fay.post(end, {"process": "star", "why": "Too long."}).headers["location"], "Cas", "Ada", "Ben"
    )
    assert "You have not agreed on a way of working yet." in said(fay.get(at(there)))
    assert fay.get(f"{end}?process=star").headers["location"] == at(there)


def test_what_is_missing_is_said_in_the_readers_words_and_nothing_is_proposed(there: LastingCircle) -> None:
    own = a_copy(there)
    without_steps(there, own)
    english, german = (said(visits(there, "Ada", code).get(at(there, own))) for code in LANGUAGES)
    assert "There has to be a step in the main phase that comes by itself." in english
    assert "In der Hauptphase muss es einen Schritt geben, der von selbst kommt." in german
    assert "These words belong to nothing in the process." in english
    assert "Put it to the circle" not in english
    assert visits(there, "Ada").post(f"{at(there, own)}propose/", {"why": ""}).status_code == 422


def test_what_one_circle_hands_on_another_takes_in(there: LastingCircle) -> None:
    elsewhere = of_four()
    own = a_copy(there, "six-phases")
    with_title(there, own, "Six for us")
    file = visits(there, "Cas").get(f"{at(there, own)}export/")
    assert re.fullmatch(r'attachment; filename="own-[a-z0-9]+\.toml"', file.headers["content-disposition"])
    made = take_in(elsewhere, file.content, "Ben")
    assert made.status_code == 302
    assert "Six for us" in said(visits(elsewhere, "Ada").get(made.headers["location"]))


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"#" * 1_000_000, 413, "This file is larger than a process can be."),
        (b"#" * 3_000_000, 413, "This file is larger than a process can be."),
        (b"x = " + b"[\n" * 1000 + b"]" * 1000, 422, "nested too deeply"),
        (b"id = " + b"[" * 300 + b"]" * 300, 422, "no process that Covision can read"),
        (b'id = "x"\nversion = 1\n[words.en]\nx' + b".x" * 900 + b" = 1", 422, "this is no place for words"),
        (b"x" + b".x" * 900 + b" = 1", 422, "unknown key"),
        (b"title = \xff\xfe", 422, "This file is no text in UTF-8."),
        (b"\x00\x01\x02", 422, "no process that Covision can read"),
        (b"", 422, "no process that Covision can read"),
        (b'id = "x"\nversion = 1\nsteps = 3', 422, "(x.steps: expected a list). Please mend line 3"),
        (b'id = "x"\nversion = 1\nroles = [{ id = "<b>x</b>" }]', 422, "is no id"),
        (b'id = "x"\nversion = 1\n[words.fr]\ntitle = "x"', 422, "is none of en, de"),
        (b'id = "x"\nversion = 1\n[words.en]\ntitle = "a\\u202Eb"', 422, "a character that cannot be seen"),
        (b'id = "x"\nversion = 1\n[words.en]\ntitle = 7', 422, "(words.en.title: expected words). Please mend line 4"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_process_is_refused_with_its_place(
    there: LastingCircle, data: bytes, status: int, sentence: str
) -> None:
    answer = take_in(there, data)
    assert answer.status_code == status
    assert sentence in said(answer)
    assert "<b>x</b>" not in said(answer)
    assert not OwnProcess.objects.exists()


def test_what_is_wrong_in_a_file_is_said_in_german(there: LastingCircle) -> None:
    file = BytesIO(b'id = "x"\nversion = 1\n[words.en]\ntitle = 7')
    file.name = "ours.toml"
    page = said(visits(there, "Fay", "de").post(f"{at(there)}import/", {"file": file}))
    assert "(words.en.title: hier gehören Worte hin). Bitte bringen Sie Zeile 4 in Ordnung" in page


def test_a_form_without_a_file_says_so(there: LastingCircle) -> None:
    assert "Please choose a file first." in said(visits(there, "Fay").post(f"{at(there)}import/"))


def test_hostile_words_are_words_everywhere(there: LastingCircle) -> None:
    own = works_by_its_own(there)
    with_title(there, own, HOSTILE)
    decided(there, own)
    pages = [
        f"/circles/{there.circle.public_id}/",
        f"/circles/{there.circle.public_id}/agreement/",
        f"/circles/{there.circle.public_id}/happened/",
        at(there),
        at(there, own),
        f"{at(there, own)}?version=2",
        f"{at(there, own)}throw-away/",
        f"{at(there, own)}propose/",
        *(f"{at(there, own)}en/{kind}/" for kind in ("guide", "script", "roles", "worksheets", "poster")),
    ]
    for page in pages:
        answer = visits(there, "Cas").get(page)
        assert answer.status_code == 200, page
        assert "<script>alert" not in said(answer), page
    assert "&lt;script&gt;alert" in said(visits(there, "Cas").get(at(there)))


def test_the_kit_is_there_in_the_languages_of_the_process_for_members_only(there: LastingCircle) -> None:
    own = a_copy(there)
    found, edition = process_drafts.draft(there.inside("Ada"), own)
    german = texts.ProcessText(found.process, {"de": found.words["de"]})
    process_drafts.keep_draft(there.inside("Ada"), own, texts.write(german), edition, now=NOW)
    ada = visits(there, "Ada")
    page = said(ada.get(at(there, own)))
    assert f"{at(there, own)}de/guide/" in page
    assert f"{at(there, own)}en/guide/" not in page
    title = str(processes.word("five-steps", "de", "title"))
    assert title in said(ada.get(f"{at(there, own)}de/guide/"))
    assert ada.get(f"{at(there, own)}en/guide/").status_code == 404
    pdf = ada.get(f"{at(there, own)}de/poster-a4.pdf")
    assert pdf.content.startswith(b"%PDF")
    for path in ("", "export/", "de/guide/", "de/poster-a4.pdf", "propose/", "throw-away/"):
        assert visits(there, "Oz").get(f"{at(there, own)}{path}").status_code == 404
        assert browser().get(f"{at(there, own)}{path}").status_code == 404


def test_a_version_stays_to_be_read_and_copied_while_the_draft_goes_on(there: LastingCircle) -> None:
    own = works_by_its_own(there)
    with_title(there, own, "Changed since")
    page = said(visits(there, "Ben").get(f"{at(there, own)}?version=1"))
    assert "Five steps" in page
    assert "Changed since" not in page
    id = process_drafts.open_draft(there.inside("Ben"), own).versions[0].process_id
    copied = visits(there, "Ben").post(f"{at(there)}copy/", {"process": id}).headers["location"]
    assert "Five steps" in said(visits(there, "Ben").get(copied))
    assert visits(there, "Ben").get(f"{at(there, own)}?version=9").status_code == 404
    assert visits(there, "Ben").get(f"{at(there, own)}?put={'A' * 22}").status_code == 404


def test_a_draft_is_thrown_away_after_a_question(there: LastingCircle) -> None:
    own = a_copy(there)
    ben = visits(there, "Ben")
    assert "It is erased for all of you" in said(ben.get(f"{at(there, own)}throw-away/"))
    assert ben.post(f"{at(there, own)}throw-away/").headers["location"] == at(there)
    assert ben.get(at(there, own)).status_code == 404
    assert "threw the draft of a way of working away" in said(ben.get(f"/circles/{there.circle.public_id}/"))


def test_a_planned_meeting_says_how_long_a_round_takes_as_the_circle_works(there: LastingCircle) -> None:
    works_by_its_own(there)
    now = timezone.now()
    planned = appointments.propose(
        there.inside("Fay"), MeetingDetails(60, 1, spoken=False), [now + timedelta(days=3)], at="", now=now
    )
    page = said(visits(there, "Cas").get(f"/circles/{there.circle.public_id}/dates/{planned.public_id}/"))
    assert "We work by" in page
    assert "minutes for a round" in page
