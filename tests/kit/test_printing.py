"""The kit on paper: every document of every process, tagged and in its language, whatever words it is given."""

import re
from dataclasses import replace
from threading import Thread

import pytest

from covision import processes
from covision.engine.refusals import Refused
from covision.kit import printing
from covision.kit.describe import describe
from covision.kit.document import ProcessDocument
from covision.kit.printing import DOCUMENTS, PAPERS, Document, Paper, pdf
from covision.languages import LANGUAGES
from covision.management import kit

WAYS = [(language, paper) for language in LANGUAGES for paper in PAPERS]
EVERY = [  # the two everybody meets first in all ways, of the others one
    (id, language, document, paper)
    for id in processes.live_ids()
    for document in DOCUMENTS
    for language, paper in (WAYS if processes.process(id).proposed else WAYS[-1:])
]
WIDTHS: dict[Paper, bytes] = {"a4": b"595.", "a5": b"419."}


def pages(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def most_pages(document: ProcessDocument, kind: Document) -> int:
    """More than this nobody wants to carry to a meeting."""
    match kind:
        case "guide" | "script":
            return len(document.steps) + 2
        case "roles":
            return len(document.roles) * (1 + len(document.steps) // 6)
        case "worksheets":
            return len(document.steps) + len(document.last_notes) + 1
        case "poster":
            return 1


@pytest.fixture(autouse=True)
def _nothing_set_before() -> None:
    printing._kept.clear()


@pytest.mark.parametrize(("id", "language", "document", "paper"), EVERY)
def test_everybody_can_read_it(id: str, language: str, document: Document, paper: Paper) -> None:
    """The typesetter itself refuses what breaks PDF/UA-1; the marks of it are looked for all the same."""
    data = pdf(describe(id, language), document, paper)
    assert data.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part>1<" in data
    assert b"/StructTreeRoot" in data
    assert b"/Marked true" in data
    assert b"/DisplayDocTitle true" in data
    assert re.search(rb"/Lang\s*\(%s\)" % language.encode(), data)
    assert b"/FontFile3" in data
    assert WIDTHS[paper] in data
    assert 1 <= pages(data) <= most_pages(describe(id, language), document)


def test_a_poster_is_one_sheet_however_long_the_path() -> None:
    concept = describe("concept-1", "de")
    longer = replace(concept, steps=(*concept.steps[:4], *(step for step in concept.round for _ in range(4))))
    assert pages(pdf(longer, "poster", "a5")) == 1


def test_words_are_never_read_as_markup() -> None:
    sly = replace(describe("concept-1", "en"), title='#read("/etc/passwd") *b* $x$ <a> @b \\ //')
    plain = replace(sly, title="word")
    for document in DOCUMENTS:
        assert pages(pdf(sly, document, "a4")) == pages(pdf(plain, document, "a4"))


def test_signs_that_no_font_has_are_refused_with_a_way_out() -> None:
    with pytest.raises(Refused, match="page for printing"):
        pdf(replace(describe("concept-1", "en"), title="漢字"), "poster", "a4")


def test_what_would_fill_a_book_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="too long"):
        pdf(replace(describe("concept-1", "en"), summary="x" * 400_000), "guide", "a4")


def test_the_same_sheet_is_set_once() -> None:
    first = pdf(describe("concept-1", "en"), "poster", "a4")
    assert pdf(describe("concept-1", "en"), "poster", "a4") is first


def test_memory_for_finished_sheets_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MOST_KEPT", 150_000)
    for paper in PAPERS:
        for document in DOCUMENTS:
            pdf(describe("concept-1", "en"), document, paper)
    assert 0 < sum(map(len, printing._kept.values())) <= 150_000


def test_many_who_print_at_once_wait_for_one_another() -> None:
    papers: list[bytes] = []
    people = [
        Thread(
            target=lambda step=step: papers.append(
                pdf(replace(describe("concept-1", "en"), title=step), "guide", "a4")
            )
        )
        for step in ("One", "Two", "Three", "Four")
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len({bytes(paper) for paper in papers}) == 4


def test_whoever_asks_while_the_press_is_busy_for_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "PATIENCE", 0.01)
    with printing._presses, pytest.raises(Refused, match="try again"):
        pdf(describe("concept-1", "en"), "poster", "a4")


def test_a_kit_is_written_into_a_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("paper") / "kit"
    assert kit.main(["concept-2", "--language", "de", "--format", "a5", "--out", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"concept-2-{document}-de-a5.pdf" for document in DOCUMENTS
    )
