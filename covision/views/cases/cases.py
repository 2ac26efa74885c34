"""One's own cases: prepare one, change it, share it into a circle's pool, take it back, delete it."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from covision.actions.cases import cases
from covision.actions.circles import circles
from covision.actions.commands.command_forms import tags_of
from covision.actions.room import case_answers
from covision.actions.room.case_answers import Answers
from covision.actions.shared.wording import Wording
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.cases import Case
from covision.views.http.form_input import Form, sentence_of
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import language, word

T = TypeVar("T")


@require_safe
def all_cases(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        return redirect("accounts:sign-in")
    lines = [_line(case, words) for case, words in cases.cases_of(request.person)]
    return page(request, "cases/all.html", cases=lines, word=word)


@form_at_pace("case")
def new(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        return redirect("accounts:sign-in")
    person, form = request.person, _form(request)
    if form.is_sent and "show" not in form.values:
        words, notes, answers = _read(form)
        if words and not form.errors:
            case = _checked(
                form, "", lambda: cases.prepare(words, notes, answers, by=person, now=request.now), None
            )
            if case:
                return redirect("cases:case", case.public_id)
    return _page(request, None, form)


@form_at_pace("case")
def one_case(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case, form = cases.own_case(case_id, by=request.person), _form(request)
    if not form.is_sent:
        return _kept_page(request, case, form)
    if "show" not in form.values:
        words, notes, answers = _read(form)
        if words and not form.errors:
            _checked(form, "", lambda: cases.change(case, words, notes, answers, now=request.now), None)
            if not form.errors:
                return redirect("cases:case", case.public_id)
    return _page(request, case, form)


@require_POST
def share(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case, form = cases.own_case(case_id, by=request.person), Form(request)
    inside = circles.enter(form.text("circle"), by=request.person, now=request.now)
    with form:
        cases.share(case, inside, now=request.now)
        return redirect("circles:circle", inside.circle.public_id)
    return _kept_page(request, case, form)


@require_POST
def take_back(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case = cases.own_case(case_id, by=request.person)
    cases.take_back(case, now=request.now)
    return redirect("cases:case", case.public_id)


@require_POST
def delete(request: PersonRequest, case_id: str) -> HttpResponseBase:
    cases.delete(cases.own_case(case_id, by=request.person))
    return redirect("cases:all")


def _kept_page(request: PersonRequest, case: Case, form: Form) -> HttpResponseBase:
    """A case with its words as they are kept; a refusal of one of its forms stands on it."""
    words, answers = cases.words_of(case), case_answers.read(case.pk)
    form.typed = {"text": words.text, "tags": words.tags, "process": answers.process}
    form.typed |= {**cases.own_notes(case), **{f"answer.{kind}": text for kind, text in answers.texts}}
    return _page(request, case, form)


def _page(request: PersonRequest, case: Case | None, form: Form) -> HttpResponseBase:
    kind = cases.problem_kind()
    picks = cases.words_of(case).tags if case else ()
    asked = str(form.typed.get("show") or form.typed.get("process", ""))
    process = asked if asked in case_answers.offered() else ""
    return page(
        request,
        "cases/case.html",
        form=form,
        case=case,
        worked=_day(case),
        fits=kind.fits(picks),
        unfit=kind.unfit(picks),
        kind=kind,
        word=word,
        notes=cases.NOTES,
        most=cases.LONGEST_NOTE,
        process=process,
        questions=case_answers.questions(process),
        offered=case_answers.offered(),
        circles=_circles(request, case),
    )


def _form(request: PersonRequest) -> Form:
    form = Form(request)
    form.typed["tags"] = _tags(form)
    return form


def _tags(form: Form) -> tuple[str, ...]:
    return tags_of({name: [*form.texts(name)] for name in form.values})


def _read(form: Form) -> tuple[Wording | None, dict[str, str], Answers]:
    nothing: dict[str, str] = {}
    tags, fields = _tags(form), {name: form.text(name) for name in form.values}
    text = _checked(form, "text", lambda: cases.check_words(form.text("text")), "")
    _checked(form, "tags", lambda: cases.check_picks(tags), None)
    notes = _checked(form, "", lambda: cases.check_notes(fields), nothing)
    answered = {name[7:]: text for name, text in fields.items() if name.startswith("answer.")}
    answers = _checked(form, "", lambda: case_answers.check(form.text("process"), answered), Answers())
    return Wording(text, tags, language()) if text else None, notes, answers


def _checked(form: Form, field: str, check: Callable[[], T], otherwise: T) -> T:
    try:
        return check()
    except Refused as refused:
        form.errors[field or str(refused.words.get("field", ""))] = sentence_of(refused)
        return otherwise


def _line(case: Case, words: Wording) -> dict[str, object]:
    return {
        "id": case.public_id,
        "line": cases.first_sentence(words.text),
        "language": words.language,
        "circle": case.circle.name if case.circle else "",
        "worked": _day(case),
        "urgency": cases.picked_tag(words.tags, "urgency"),
        "whose": cases.picked_tag(words.tags, "whose"),
    }


def _circles(request: PersonRequest, case: Case | None) -> list[circles.CircleStatus]:
    every = circles.circles_of(request.person, now=request.now) if request.person else ()
    pool = case.circle.public_id if case and case.circle else ""
    return [circle for circle in every if circle.public_id != pool]


def _day(case: Case | None) -> str:
    return date_format(case.worked, "DATE_FORMAT") if case and case.worked else ""
