"""What people took on and the sheets they keep, as browsers see them that run no scripts; and the files they take home."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from covision.actions.accounts.people import log_in_simulated
from covision.actions.meetings import sheets
from covision.models.commitments import Commitment
from covision.models.sheets import KeptSheet
from tests.scenes.ended_meeting import GOAL, PLAN, SOLUTION, STEP, Met, at_work, ended

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    lay_out_static_files()


@pytest.fixture
def met() -> Met:
    return ended()


def browser(met: Met, who: str, language: str = "en") -> Client:
    visitor = Client(HTTP_HOST="127.0.0.1", headers={"accept-language": language})
    visitor.cookies[settings.SESSION_COOKIE_NAME] = log_in_simulated(met.group.people[who])
    return visitor


def page_text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def kept_sheet(met: Met, cas: Client) -> str:
    address: str = cas.post(f"/rooms/{met.room.public_id}/sheets/1/keep/").headers["location"]
    return address


def test_each_reads_what_she_took_on_and_nothing_of_others(met: Met) -> None:
    cas, ada, ben = (page_text(browser(met, who).get("/commitments/")) for who in ("Cas", "Ada", "Ben"))
    assert STEP in cas and GOAL in cas and PLAN not in cas
    assert PLAN in ada and STEP not in ada
    assert STEP not in ben and PLAN not in ben and "When a meeting ends" in ben


def test_one_click_says_what_became_of_it(met: Met) -> None:
    cas, row = browser(met, "Cas"), Commitment.objects.get(written_as="next-step")
    cas.post(f"/commitments/{row.public_id}/keep/")
    assert cas.post(f"/commitments/{row.public_id}/say/", {"said": "done"}).status_code == 302
    assert "<strong>done</strong>" in page_text(cas.get("/commitments/"))


def test_a_note_that_is_too_long_stays_typed_beside_a_sentence(met: Met) -> None:
    cas, row = browser(met, "Cas"), Commitment.objects.get(written_as="next-step")
    cas.post(f"/commitments/{row.public_id}/keep/")
    answer = cas.post(f"/commitments/{row.public_id}/change/", {"note": "long " * 300})
    assert (
        answer.status_code == 422 and "long long" in page_text(answer) and "At most 1000" in page_text(answer)
    )


def test_what_belongs_to_others_and_what_is_not_there_answer_alike(met: Met) -> None:
    cas, row = browser(met, "Cas"), Commitment.objects.get(written_as="next-step")
    sheet = kept_sheet(met, cas)
    for who in ("Ben", "Oz"):
        visitor = browser(met, who)
        for path in (f"/commitments/{row.public_id}/", sheet):
            for what in ("delete/", "edit/", "keep/", "say/", "change/", "show/", "until/"):
                foreign = visitor.post(f"{path}{what}")
                missing = visitor.post(f"/{path.split('/')[1]}/nothing/{what}")
                assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
    assert KeptSheet.objects.count() == 1 and Commitment.objects.get(pk=row.pk).outcome == ""


def test_cas_keeps_the_sheet_and_shows_it_to_ada_by_name(met: Met) -> None:
    cas, ada, ben = (browser(met, who) for who in ("Cas", "Ada", "Ben"))
    address = kept_sheet(met, cas)
    assert SOLUTION in page_text(cas.get(address)) and ada.get(address).status_code == 404
    cas.post(f"{address}show/", {"seen": "named", "named": str(met.group.member("Ada"))})
    assert SOLUTION in page_text(ada.get(address)) and SOLUTION in page_text(ada.get(f"{address}sheet.md"))
    assert ben.get(address).status_code == ben.get(f"{address}sheet.pdf").status_code == 404
    assert "Change it" in page_text(cas.get(address)) and "Change it" not in page_text(ada.get(address))


def test_a_refused_share_says_why(met: Met) -> None:
    cas = browser(met, "Cas")
    answer = cas.post(f"{kept_sheet(met, cas)}show/", {"seen": "named"})
    assert answer.status_code == 422 and "Please tick at least one person." in page_text(answer)


def test_an_edited_sheet_reads_as_its_owner_puts_it(met: Met) -> None:
    cas = browser(met, "Cas")
    address = kept_sheet(met, cas)
    form = page_text(cas.get(f"{address}edit/"))
    name = re.findall(r'name="([^"]+)"[^>]*>' + re.escape(SOLUTION), form)[0]
    cas.post(f"{address}edit/", {name: "Say it on Monday", "note": "It helped"})
    page = page_text(cas.get(address))
    assert "Say it on Monday" in page and "It helped" in page and SOLUTION not in page and GOAL in page


def test_a_deleted_sheet_is_gone_for_all_who_could_read_it(met: Met) -> None:
    cas, ada = browser(met, "Cas"), browser(met, "Ada")
    address = kept_sheet(met, cas)
    cas.post(f"{address}show/", {"seen": "circle"})
    assert ada.get(address).status_code == 200
    cas.post(f"{address}delete/")
    assert ada.get(address).status_code == cas.get(address).status_code == 404


def test_the_pdf_is_tagged_and_has_a_title_and_a_language(met: Met) -> None:
    cas = browser(met, "Cas", "de")
    answer = cas.get(f"{kept_sheet(met, cas)}sheet.pdf")
    pdf = answer.content
    assert answer["content-type"] == "application/pdf" and pdf.startswith(b"%PDF")
    assert b"/MarkInfo" in pdf and b"/StructTreeRoot" in pdf and re.search(rb"/Lang\s*\(de\)", pdf)
    assert b"pdfuaid" in pdf and b"Ergebnisblatt" in pdf


def test_the_document_has_headings_a_title_and_a_language(met: Met) -> None:
    cas = browser(met, "Cas")
    document = Document(BytesIO(cas.get(f"/rooms/{met.room.public_id}/sheets/1/sheet.docx").content))
    headings = [(line.style.name, line.text) for line in document.paragraphs if "Heading" in line.style.name]
    assert headings[0] == ("Heading 1", "For Cas") and ("Heading 2", "Solution") in headings
    assert SOLUTION in "\n".join(line.text for line in document.paragraphs)
    assert "Result sheet" in document.core_properties.title and document.core_properties.language == "en"
    tongue = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert tongue.get(qn("w:val")) == "en"


def test_a_sheet_of_all_is_kept_only_once_all_have_agreed(met: Met) -> None:
    shared = at_work_on_a_shared_problem()
    fay = browser(shared, "Fay")
    address = f"/rooms/{shared.room.public_id}/sheets/1/"
    assert "once each of us has agreed" in page_text(fay.get(address))
    assert fay.post(f"{address}keep/").status_code == 409
    for who in ("Fay", "Cas", "Ada", "Ben"):
        shared.do(who, "share-sheet", round="1")
    kept = fay.post(f"{address}keep/").headers["location"]
    assert all(browser(shared, who).get(kept).status_code == 200 for who in ("Fay", "Cas", "Ada", "Ben"))
    assert browser(shared, "Oz").get(kept).status_code == 404
    assert browser(shared, "Ben").post(f"{kept}show/", {"seen": "circle"}).status_code == 409


def at_work_on_a_shared_problem() -> Met:
    met = at_work(whose="shared")
    met.go_to("feedback")
    return met


def test_the_room_shows_a_viewer_only_her_own_steps(met: Met) -> None:
    from tests.scenes.ended_meeting import opened

    row = Commitment.objects.get(written_as="next-step")
    browser(met, "Cas").post(f"/commitments/{row.public_id}/keep/")
    following = opened(met.group)
    cas, ben = browser(met, "Cas"), browser(met, "Ben")
    address = f"/rooms/{following.room.public_id}/"
    assert STEP in page_text(cas.get(address))
    assert STEP not in page_text(ben.get(address)) and row.public_id not in page_text(ben.get(address))
    following.do("Cas", "write", kind="look-back", text="I asked her, and she said yes")
    assert "she said yes" in page_text(ben.get(address))


def test_a_word_to_the_facilitator_is_in_nobody_elses_page(met: Met) -> None:
    work = at_work()
    work.go_to("feedback")
    work.do("Ben", "write", kind="for-facilitator", text="Your pauses helped me")
    pages = {
        who: page_text(browser(work, who).get(f"/rooms/{work.room.public_id}/"))
        for who in ("Fay", "Cas", "Ada", "Ben")
    }
    assert {who for who, page in pages.items() if "Your pauses" in page} == {"Ada", "Ben"}


def test_sheets_of_a_person_are_told_apart_from_those_shown_to_her(met: Met) -> None:
    cas = browser(met, "Cas")
    kept_sheet(met, cas)
    assert [is_owner for _, is_owner in sheets.sheets_of(met.group.people["Cas"])] == [True]
    assert "yours" in page_text(cas.get("/commitments/"))
    assert "Sheet of" not in page_text(browser(met, "Ada").get("/commitments/"))
