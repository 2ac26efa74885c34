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
def group() -> LastingCircle:
    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def visits(group: LastingCircle, who: str, language: str = "en") -> Client:
    client = browser(language)
    client.cookies["s"] = log_in_simulated(group.people[who])
    return client


def page_text(answer: HttpResponse) -> str:
    return answer.content.decode()


def at(group: LastingCircle, own_id: str = "") -> str:
    return f"/circles/{group.circle.public_id}/structures/{own_id and own_id + '/'}"


def take_in(group: LastingCircle, data: bytes, who: str = "Fay") -> HttpResponse:
    file = BytesIO(data)
    file.name = "ours.toml"
    return visits(group, who).post(f"{at(group)}import/", {"file": file})


def answer_all(group: LastingCircle, proposal: str, *who: str) -> None:
    for name in who:
        visits(group, name).post(f"{proposal}answer/", {"draft": "1", "stand": "consent", "reason": ""})


def test_from_a_process_of_the_library_to_what_the_circle_works_by(group: LastingCircle) -> None:
    fay = visits(group, "Fay")
    assert "Make our own" in page_text(fay.get("/processes/five-steps/"))
    draft = fay.post(f"{at(group)}copy/", {"process": "five-steps"}).headers["location"]
    assert "A draft; nothing is agreed on yet." in page_text(fay.get(draft))
    proposal = fay.post(f"{draft}propose/", {"why": "It is short."}).headers["location"]
    page = page_text(visits(group, "Ben").get(proposal))
    assert "Work by “Five steps”" in page
    put = re.search(r'href="(/circles/[^"]+\?put=[^"]+)"', page)
    assert put is not None
    assert "As it is proposed" in page_text(visits(group, "Ben").get(put[1]))
    answer_all(group, proposal, "Cas", "Ada", "Ben")
    circle = page_text(fay.get(f"/circles/{group.circle.public_id}/"))
    assert f'href="{draft}?version=1"' in circle
    assert f'href="{draft}?version=1"' in page_text(fay.get(f"/circles/{group.circle.public_id}/agreement/"))
    assert "We work by version 1." in page_text(fay.get(at(group)))
    assert "in use" in page_text(fay.get(f"{draft}?version=1"))


def test_one_of_the_library_is_proposed_and_given_up_from_its_page(group: LastingCircle) -> None:
    fay = visits(group, "Fay")
    form = f"{at(group)}work-by/"
    assert f"{form}?process=star" in page_text(fay.get("/processes/star/"))
    assert "Propose to work by “Star of voices”" in page_text(fay.get(f"{form}?process=star"))
    answer_all(group, fay.post(form, {"process": "star"}).headers["location"], "Cas", "Ada", "Ben")
    assert "/processes/star/" in page_text(fay.get(f"/circles/{group.circle.public_id}/"))
    end = f"{at(group)}give-up/"
    assert fay.post(end, {"process": "star", "why": ""}).status_code == 422
    answer_all(
        group, fay.post(end, {"process": "star", "why": "Too long."}).headers["location"], "Cas", "Ada", "Ben"
    )
    assert "You have not agreed on a way of working yet." in page_text(fay.get(at(group)))
    assert fay.get(f"{end}?process=star").headers["location"] == at(group)


def test_what_is_missing_is_said_in_the_readers_words_and_nothing_is_proposed(group: LastingCircle) -> None:
    own_id = a_copy(group)
    without_steps(group, own_id)
    english, german = (page_text(visits(group, "Ada", code).get(at(group, own_id))) for code in LANGUAGES)
    assert "There has to be a step in the main phase that comes by itself." in english
    assert "In der Hauptphase muss es einen Schritt geben, der von selbst kommt." in german
    assert "These words belong to nothing in the process." in english
    assert "Put it to the circle" not in english
    assert visits(group, "Ada").post(f"{at(group, own_id)}propose/", {"why": ""}).status_code == 422


def test_what_one_circle_hands_on_another_takes_in(group: LastingCircle) -> None:
    elsewhere = of_four()
    own_id = a_copy(group, "six-phases")
    with_title(group, own_id, "Six for us")
    file = visits(group, "Cas").get(f"{at(group, own_id)}export/")
    assert re.fullmatch(r'attachment; filename="own-[a-z0-9]+\.toml"', file.headers["content-disposition"])
    imported = take_in(elsewhere, file.content, "Ben")
    assert imported.status_code == 302
    assert "Six for us" in page_text(visits(elsewhere, "Ada").get(imported.headers["location"]))


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
    group: LastingCircle, data: bytes, status: int, sentence: str
) -> None:
    answer = take_in(group, data)
    assert answer.status_code == status
    assert sentence in page_text(answer)
    assert "<b>x</b>" not in page_text(answer)
    assert not OwnProcess.objects.exists()


def test_what_is_wrong_in_a_file_is_said_in_german(group: LastingCircle) -> None:
    file = BytesIO(b'id = "x"\nversion = 1\n[words.en]\ntitle = 7')
    file.name = "ours.toml"
    page = page_text(visits(group, "Fay", "de").post(f"{at(group)}import/", {"file": file}))
    assert "(words.en.title: hier gehören Worte hin). Bitte bringen Sie Zeile 4 in Ordnung" in page


def test_a_form_without_a_file_says_so(group: LastingCircle) -> None:
    assert "Please choose a file first." in page_text(visits(group, "Fay").post(f"{at(group)}import/"))


def test_hostile_words_are_words_everywhere(group: LastingCircle) -> None:
    own_id = works_by_its_own(group)
    with_title(group, own_id, HOSTILE)
    decided(group, own_id)
    pages = [
        f"/circles/{group.circle.public_id}/",
        f"/circles/{group.circle.public_id}/agreement/",
        f"/circles/{group.circle.public_id}/happened/",
        at(group),
        at(group, own_id),
        f"{at(group, own_id)}?version=2",
        f"{at(group, own_id)}throw-away/",
        f"{at(group, own_id)}propose/",
        *(f"{at(group, own_id)}en/{kind}/" for kind in ("guide", "script", "roles", "worksheets", "poster")),
    ]
    for page in pages:
        answer = visits(group, "Cas").get(page)
        assert answer.status_code == 200, page
        assert "<script>alert" not in page_text(answer), page
    assert "&lt;script&gt;alert" in page_text(visits(group, "Cas").get(at(group)))


def test_the_kit_is_there_in_the_languages_of_the_process_for_members_only(group: LastingCircle) -> None:
    own_id = a_copy(group)
    written, edition = process_drafts.draft(group.inside("Ada"), own_id)
    german = texts.ProcessText(written.process, {"de": written.words["de"]})
    process_drafts.keep_draft(group.inside("Ada"), own_id, texts.write(german), edition, now=NOW)
    ada = visits(group, "Ada")
    page = page_text(ada.get(at(group, own_id)))
    assert f"{at(group, own_id)}de/guide/" in page
    assert f"{at(group, own_id)}en/guide/" not in page
    title = str(processes.word("five-steps", "de", "title"))
    assert title in page_text(ada.get(f"{at(group, own_id)}de/guide/"))
    assert ada.get(f"{at(group, own_id)}en/guide/").status_code == 404
    pdf = ada.get(f"{at(group, own_id)}de/poster-a4.pdf")
    assert pdf.content.startswith(b"%PDF")
    for path in ("", "export/", "de/guide/", "de/poster-a4.pdf", "propose/", "throw-away/"):
        assert visits(group, "Oz").get(f"{at(group, own_id)}{path}").status_code == 404
        assert browser().get(f"{at(group, own_id)}{path}").status_code == 404


def test_a_version_stays_to_be_read_and_copied_while_the_draft_goes_on(group: LastingCircle) -> None:
    own_id = works_by_its_own(group)
    with_title(group, own_id, "Changed since")
    page = page_text(visits(group, "Ben").get(f"{at(group, own_id)}?version=1"))
    assert "Five steps" in page
    assert "Changed since" not in page
    id = process_drafts.open_draft(group.inside("Ben"), own_id).versions[0].process_id
    copied = visits(group, "Ben").post(f"{at(group)}copy/", {"process": id}).headers["location"]
    assert "Five steps" in page_text(visits(group, "Ben").get(copied))
    assert visits(group, "Ben").get(f"{at(group, own_id)}?version=9").status_code == 404
    assert visits(group, "Ben").get(f"{at(group, own_id)}?put={'A' * 22}").status_code == 404


def test_a_draft_is_thrown_away_after_a_question(group: LastingCircle) -> None:
    own_id = a_copy(group)
    ben = visits(group, "Ben")
    assert "It is erased for all of you" in page_text(ben.get(f"{at(group, own_id)}throw-away/"))
    assert ben.post(f"{at(group, own_id)}throw-away/").headers["location"] == at(group)
    assert ben.get(at(group, own_id)).status_code == 404
    assert "threw the draft of a way of working away" in page_text(
        ben.get(f"/circles/{group.circle.public_id}/")
    )


def test_a_planned_meeting_says_how_long_a_round_takes_as_the_circle_works(group: LastingCircle) -> None:
    works_by_its_own(group)
    now = timezone.now()
    planned = appointments.propose(
        group.inside("Fay"), MeetingDetails(60, 1, spoken=False), [now + timedelta(days=3)], at="", now=now
    )
    page = page_text(
        visits(group, "Cas").get(f"/circles/{group.circle.public_id}/dates/{planned.public_id}/")
    )
    assert "We work by" in page
    assert "minutes for a round" in page
