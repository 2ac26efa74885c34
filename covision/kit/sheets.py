"""A result sheet on paper and as a document: accessible PDF (PDF/UA-1), and DOCX with real headings, language and title."""

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from covision.engine.letter import Entry, SheetLetter, SheetPart, Topic
from covision.engine.process import Field
from covision.engine.refusals import Refused

from .describe import field_word
from .printing import LARGEST, press

LIGHT: dict[Field, str] = {"problem": "4A479C", "change": "96480A", "solution": "1A6843", "none": "3C5166"}
LINES: dict[Field, str] = {"problem": "single", "change": "dashed", "solution": "dotted", "none": "single"}
SOFT = RGBColor(0x4D, 0x55, 0x63)
SERIF = "Georgia"


def pdf(letter: SheetLetter) -> bytes:
    """Nothing of it stays in memory.

    :raises Refused: it is too long, has signs that the fonts lack, or too many ask at once.
    """
    fields = {part.field: _field(part.field) for part in letter.parts}
    content = {
        "paper": "a4",
        "steps": [],
        "title": title(letter),
        "language": letter.language,
        "labels": {**_words(letter), "fields": fields},
        "letter": asdict(letter),
    }
    data = json.dumps(content, ensure_ascii=False)
    if len(data) > LARGEST:
        raise Refused("This sheet is too long to be printed.", "large")
    return press(data, "sheet")


def docx(letter: SheetLetter) -> bytes:
    document = Document()
    _set_up(document, letter)
    words = _words(letter)
    _quiet(document, words["eyebrow"])
    document.add_heading(words["for"], 1)
    if letter.problem:
        _spoken(document.add_paragraph(), letter.problem, letter.language)
    for part in letter.parts:
        _lit(document.add_heading(_field(part.field), 2), part.field)
        for topic in part.chapters:
            _write_topic(document, part, topic, letter.language)
    if letter.note:
        document.add_heading(words["note"], 2)
        _spoken(document.add_paragraph(), Entry(letter.note, letter.language), letter.language)
    last = [line for line in (_quiet(document, words["beside"]), _quiet(document, words["whose"])) if line]
    last[0].paragraph_format.space_before, last[0].paragraph_format.keep_with_next = Pt(18), True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def title(letter: SheetLetter) -> str:
    return f"{_('Result sheet')} – {letter.circle}, {letter.date}"


def _words(letter: SheetLetter) -> dict[str, str]:
    companions = () if letter.alone else letter.people
    people = ", ".join(f"{companion.name} ({companion.role})" for companion in companions)
    belongs = "" if letter.alone else f" {_('This sheet belongs to those whose case it was.')}"
    return {
        "eyebrow": f"{_('Result sheet')} · {letter.circle} · {letter.date}",
        "for": _whose(letter),
        "note": _("Added later"),
        "beside": f"{_('With you were')} {people}." if people else "",
        "whose": f"{letter.process}.{belongs}",
    }


def _whose(letter: SheetLetter) -> str:
    if letter.alone:
        return _("For me")
    return _("For %(name)s") % {"name": letter.client} if letter.client else _("For all of us")


def _field(field: Field) -> str:
    return field_word(field) or field_word("solution")


def _set_up(document: Any, letter: SheetLetter) -> None:
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title(letter), letter.language, "Covision", ""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    page.top_margin = page.bottom_margin = Cm(2)
    tongue = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    tongue.set(qn("w:val"), letter.language)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = SERIF, Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    for level, size, before in ((1, 22, 0), (2, 13, 14), (3, 11, 8)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = SERIF, Pt(size), RGBColor(0x1F, 0x24, 0x30)
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)


def _write_topic(document: Any, part: SheetPart, topic: Topic, language: str) -> None:
    _bordered(document.add_heading(topic.title, 3), part.field)
    style = None if len(topic.entries) == 1 else "List Number" if topic.ranked else "List Bullet"
    first = None
    for entry in topic.entries:
        line = document.add_paragraph(style=style)
        if style == "List Number":
            first = first or _counted_anew(document)
            _numbered(line, first)
        _spoken(line, entry, language)
        _bordered(line, part.field)


def _spoken(line: Any, entry: Entry, language: str) -> None:
    words = line.add_run(entry.text)
    words.bold = bool(entry.marked) or None
    if entry.language and entry.language != language:
        tongue = OxmlElement("w:lang")
        tongue.set(qn("w:val"), entry.language)
        words._r.get_or_add_rPr().append(tongue)
    about = " · ".join(word for word in (entry.due, entry.by, entry.marked) if word)
    if about:
        more = line.add_run(f"  {about}")
        more.font.size, more.font.color.rgb = Pt(9.5), SOFT


def _quiet(document: Any, words: str) -> Any:
    if not words:
        return None
    line = document.add_paragraph()
    run = line.add_run(words)
    run.font.size, run.font.color.rgb = Pt(9.5), SOFT
    return line


def _lit(heading: Any, field: Field) -> None:
    for run in heading.runs:
        run.font.color.rgb = RGBColor.from_string(LIGHT[field])
    _bordered(heading, field)


def _bordered(line: Any, field: Field) -> None:
    """The light of the field in the margin, told apart by the manner of its line too."""
    border = OxmlElement("w:left")
    for name, what in (("val", LINES[field]), ("sz", "24"), ("space", "10"), ("color", LIGHT[field])):
        border.set(qn(f"w:{name}"), what)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _counted_anew(document: Any) -> int:
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    old = next(num for num in numbering.num_lst if num.numId == style)
    new = numbering.add_num(old.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _numbered(line: Any, number: int) -> None:
    numbering = line._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_numId().val = number
    numbering.get_or_add_ilvl().val = 0
