"""A telling becomes paper: accessible PDF (PDF/UA-1), with fonts inside, the same on every machine."""

import json
from collections import OrderedDict
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Literal, get_args

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from covision.engine.refusals import Refused

from .document import ProcessDocument

Document = Literal["guide", "script", "roles", "worksheets", "poster"]
Paper = Literal["a4", "a5"]
DOCUMENTS: tuple[Document, ...] = get_args(Document)
PAPERS: tuple[Paper, ...] = get_args(Paper)

HOME = Path(__file__).parent.parent / "templates" / "kit"
LARGEST = 300_000  # characters of a telling; the longest method written so far has a tenth
MOST_KEPT = 12_000_000  # bytes of finished paper in memory
UNSEEN = "could not be displayed"  # how the typesetter names a sign that no font has
PATIENCE = 10  # seconds to wait for another's paper

_presses = BoundedSemaphore(1)
_guard = Lock()
_kept: "OrderedDict[tuple[str, Document, Paper], bytes]" = OrderedDict()


def pdf(document: ProcessDocument, kind: Document, paper: Paper) -> bytes:
    """Set one document of the kit, or take it from memory where it was set before.

    :raises Refused: it is too long, has signs that the fonts lack, or too many ask at once.
    """
    data = _data(document, paper)
    key = (data, kind, paper)
    with _guard:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    paper_bytes = press(data, kind)
    with _guard:
        _kept[key] = paper_bytes
        while sum(map(len, _kept.values())) > MOST_KEPT:
            _kept.popitem(last=False)
    return paper_bytes


def fresh_pdf(document: ProcessDocument, kind: Document, paper: Paper) -> bytes:
    """As `pdf`, and remember nothing of it."""
    return press(_data(document, paper), kind)


def press(data: str, template: str) -> bytes:
    """One sheet at a time, and outside the interpreter's lock, so that everybody else's requests go on
    meanwhile.

    :raises Refused: it has signs that the fonts lack, or too many ask at once.
    """
    if not _presses.acquire(timeout=PATIENCE):
        raise Refused("Much is being printed just now. Please try again in a moment.", "fast")
    try:
        printed = typst.compile(
            HOME / f"{template}.typ",
            root=HOME,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"told": data},
            pdf_standards="ua-1",
        )
    except typst.TypstError as why:
        if UNSEEN not in str(why):
            raise
        raise Refused(
            "There are signs here that cannot be set in print. The page for printing has them all.",
            "invalid",
        ) from why
    finally:
        _presses.release()
    assert isinstance(printed, bytes)
    return printed


def _data(document: ProcessDocument, paper: Paper) -> str:
    data = json.dumps(
        asdict(document) | {"paper": paper, "labels": _labels(document.language)}, ensure_ascii=False
    )
    if len(data) > LARGEST:
        raise Refused("This process is too long to be printed.", "large")
    return data


def title_of(document: Document) -> str:
    match document:
        case "guide":
            return _("Guide for the group")
        case "script":
            return _("Script for the facilitator")
        case "roles":
            return _("Role cards")
        case "worksheets":
            return _("Worksheets")
        case "poster":
            return _("Poster of the path")


def use_of(document: Document) -> str:
    match document:
        case "guide":
            return _("For everybody: what it is for, what we promise each other, the path step by step.")
        case "script":
            return _("For whoever leads through the steps: times, words, questions to ask.")
        case "roles":
            return _("A card for each role: what I do in each step, and what I leave.")
        case "worksheets":
            return _("A sheet for each step, with room to write.")
        case "poster":
            return _("The whole path on one sheet, for the wall or the middle of the table.")


def _labels(language: str) -> dict[str, str]:
    with override(language):
        return {
            **{document: title_of(document) for document in DOCUMENTS},
            "phase_initial": _("Opening"),
            "phase_main": _("Working on the case"),
            "phase_final": _("Closing"),
            "people": _("People"),
            "round_time": _("Time for the round"),
            "whole_time": _("Time for a meeting"),
            "roles_title": _("Roles"),
            "rules": _("Rules"),
            "promises": _("What we promise each other"),
            "path": _("The path"),
            "outputs": _("At the end we have"),
            "carried": _("In sight"),
            "does": _("Do"),
            "ask": _("Questions to ask"),
            "others": _("Meanwhile"),
            "say": _("Say"),
            "by": _("Written by"),
            "until": _("By when"),
            "private": _("Only for you"),
            "notes": _("Notes"),
            "origin": _("Where it comes from"),
            "from": _("from minute"),
            "all_along": _("All along, read at the end"),
        }
