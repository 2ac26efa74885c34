"""A process and the frame around it become a telling in one language."""

from functools import cache
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from covision import processes
from covision.engine import length
from covision.engine.plain import value
from covision.engine.process import Field, Process, Step
from covision.processes.process_text import ProcessText

from .boxes import boxes, last_notes
from .cards import card_of
from .document import DocumentRole, DocumentStep, ProcessDocument, RoleInStep
from .picture import picture
from .rules import about_role, count_of, rules_of_process, rules_of_step
from .words import ProcessWords, words_of


@cache
def describe(id: str, language: str) -> ProcessDocument:
    """:raises KeyError: there is none of this name."""
    frame = processes.frame()
    words, frame_words = words_of(id, language), words_of(frame.id, language)
    return describe_parts(processes.process(id), words, frame, frame_words, language)


def describe_text(written: ProcessText, language: str) -> ProcessDocument:
    frame = processes.frame()
    first = written.words.get(language, {})
    words = ProcessWords(first, *(table for table in written.words.values() if table is not first))
    return describe_parts(written.process, words, frame, words_of(frame.id, language), language)


def describe_parts(
    process: Process, words: ProcessWords, frame: Process, frame_words: ProcessWords, language: str
) -> ProcessDocument:
    with override(language):
        return _document(process, words, frame, frame_words, language)


def minutes(number: int) -> str:
    if not number:
        return _("as long as it takes")
    return ngettext("%(num)s min", "%(num)s min", number) % {"num": number}


def field_word(field: Field) -> str:
    words = {"problem": _("Problem"), "change": _("Change of state"), "solution": _("Solution")}
    return words.get(field, "")


def _document(
    process: Process, words: ProcessWords, frame: Process, frame_words: ProcessWords, language: str
) -> ProcessDocument:
    round_minutes = length.minutes(process, process.least)
    steps = _steps(process, words, frame, frame_words)
    meeting_minutes = round_minutes + length.minutes(frame, process.least)
    return ProcessDocument(
        id=process.id,
        language=language,
        title=words.text("title"),
        summary=words.text("summary"),
        origin=words.text("origin"),
        people=_people(process),
        minutes=round_minutes,
        meeting_minutes=meeting_minutes,
        time=minutes(round_minutes),
        whole_time=minutes(meeting_minutes),
        rules=tuple(rules_of_process(process, words)),
        roles=tuple(
            DocumentRole(
                role.id,
                words.text("roles", role.id, "name"),
                count_of(role),
                about_role(role, words),
                role.steers,
                card_of(role.id, role.steers, steps),
            )
            for role in process.roles
        ),
        steps=steps,
        picture=picture(tuple((step.field, step.minutes) for step in steps if step.number)),
        promises_intro=frame_words.text("agreement", "intro"),
        promises=frame_words.texts("agreement", "items"),
        last_notes=last_notes(process, words),
    )


def _people(process: Process) -> str:
    if process.fit.most == process.least:
        return ngettext("%(num)s person", "%(num)s people", process.least) % {"num": process.least}
    if process.fit.most:
        return _("%(least)s to %(most)s people") % {"least": process.least, "most": process.fit.most}
    return ngettext("%(num)s person or more", "%(num)s people or more", process.least) % {
        "num": process.least
    }


@value
class _Place:
    """A step, the process or frame it belongs to, and the words for it."""

    step: Step
    home: Process
    words: ProcessWords


def _steps(
    process: Process, words: ProcessWords, frame: Process, frame_words: ProcessWords
) -> tuple[DocumentStep, ...]:
    """The frame's words come second in the round, where a step carries on what was collected before it, and
    the process's words second in the frame, where its roles go on."""
    inside = ProcessWords(*words.tables, *frame_words.tables)
    outside = ProcessWords(*frame_words.tables, *words.tables)
    path = [
        *(_Place(step, frame, outside) for step in frame.of("initial")),
        *(_Place(step, process, inside) for step in process.of("main")),
        *(_Place(step, frame, outside) for step in frame.of("final")),
    ]
    lasting = [length.of_step(at.step, process.least) for at in path]
    starts = accumulate(
        (0 if at.step.aside else long for at, long in zip(path, lasting, strict=True)), initial=0
    )
    numbers = {step.id: number for number, step in enumerate(process.of("main"), 1)}
    roles = tuple(dict.fromkeys(role.id for role in (*frame.roles, *process.roles)))
    return tuple(
        _step(at, roles, start, long, numbers[at.step.id] if at.home is process else 0)
        for at, start, long in zip(path, starts, lasting, strict=False)
    )


def _time(step: Step, lasts: int) -> str:
    return _("%(time)s, if chosen") % {"time": minutes(lasts)} if step.aside else minutes(lasts)


def _step(at: _Place, roles: tuple[str, ...], start: int, lasts: int, number: int) -> DocumentStep:
    step, words = at.step, at.words
    return DocumentStep(
        id=step.id,
        number=number,
        macro=step.macro,
        field=step.field,
        field_word=field_word(step.field),
        title=words.text("steps", step.id, "title"),
        short=words.text("steps", step.id, "short"),
        start=start,
        minutes=lasts,
        time=_time(step, lasts),
        purpose=words.text("steps", step.id, "purpose"),
        question=words.text("steps", step.id, "question"),
        parts=tuple(part for role in roles if (part := _part(step, role, words))),
        rules=tuple(rules_of_step(step, at.home, words)),
        outputs=_kinds(step.outputs, words),
        carried=_kinds(step.carried, words),
        boxes=boxes(step, at.home, words),
    )


def _part(step: Step, role: str, words: ProcessWords) -> RoleInStep | None:
    keys = ("steps", step.id, "roles", role)
    part = RoleInStep(
        role=role,
        name=words.text("roles", role, "name"),
        does=words.text(*keys, "does"),
        leaves=words.text(*keys, "leaves"),
        says=_kinds(tuple(kind for may in step.may if may.role == role for kind in may.kinds), words),
        questions=tuple(
            text
            for question in step.questions
            if question.role == role and (text := words.text("steps", step.id, "questions", question.id))
        ),
    )
    return part if part.does or part.leaves or part.says or part.questions else None


def _kinds(kinds: tuple[str, ...], words: ProcessWords) -> tuple[str, ...]:
    return tuple(name for kind in dict.fromkeys(kinds) if (name := words.text("kinds", kind, "many")))
