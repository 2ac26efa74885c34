"""One's own cases: prepare one, change it, share it into a circle's pool, take it back, delete it."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from covision import rendering
from covision.actions.cases import cases
from covision.actions.circles import circles
from covision.actions.commands.command_forms import tags_of
from covision.actions.room import case_answers
from covision.actions.room.case_answers import Answers
from covision.actions.shared.wording import Wording
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.cases import Case
from covision.models.people import Person
from covision.views.http.form_input import errors_of
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import language, page
from covision.views.http.wording import word

T = TypeVar("T")


@require_safe
def all_cases(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        return redirect("accounts:sign-in")
    there = [_line(case, words) for case, words in cases.cases_of(request.person)]
    return page(request, "cases/all.html", cases=there, word=word)


@form_at_pace("case")
def new(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        return redirect("accounts:sign-in")
    if request.method != "POST" or "show" in request.POST:
        return _form(request, None, _typed(request), {})
    words, notes, answers, errors = _read(request)
    try:
        if words and not errors:
            case = cases.prepare(words, notes, answers, by=request.person, now=timezone.now())
            return redirect("cases:case", case.public_id)
    except Refused as refused:
        errors = errors_of(refused)
    return _form(request, None, _typed(request), errors)


@form_at_pace("case")
def one_case(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case = cases.own_case(case_id, by=request.person)
    if request.method != "POST":
        return case_page(request, case)
    if "show" in request.POST:
        return _form(request, case, _typed(request), {})
    words, notes, answers, errors = _read(request)
    try:
        if words and not errors:
            cases.change(case, words, notes, answers, now=timezone.now())
            return redirect("cases:case", case.public_id)
    except Refused as refused:
        errors = errors_of(refused)
    return _form(request, case, _typed(request), errors)


@require_POST
def share(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case = cases.own_case(case_id, by=request.person)
    inside = circles.enter(request.POST.get("circle", ""), by=request.person, now=timezone.now())
    try:
        cases.share(case, inside, now=timezone.now())
    except Refused as refused:
        return case_page(request, case, rendering.STATUS[refused.why], errors_of(refused))
    return redirect("circles:circle", inside.circle.public_id)


@require_POST
def take_back(request: PersonRequest, case_id: str) -> HttpResponseBase:
    case = cases.own_case(case_id, by=request.person)
    cases.take_back(case, now=timezone.now())
    return redirect("cases:case", case.public_id)


@require_POST
def delete(request: PersonRequest, case_id: str) -> HttpResponseBase:
    cases.delete(cases.own_case(case_id, by=request.person))
    return redirect("cases:all")


def case_page(
    request: PersonRequest, case: Case, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponseBase:
    """A case with its words as they are kept; a refusal of one of its forms stands on it."""
    words = cases.words_of(case)
    answers = case_answers.read(case.pk)
    answered = {f"answer.{kind}": text for kind, text in answers.texts}
    typed: dict[str, object] = {"text": words.text, "tags": words.tags, "process": answers.process}
    typed |= {**cases.own_notes(case), **answered}
    return _form(request, case, typed, errors or {}, status)


def _form(
    request: PersonRequest,
    case: Case | None,
    typed: dict[str, object],
    errors: dict[str, str],
    status: int = 0,
) -> HttpResponseBase:
    kind = cases.problem_kind()
    kept = cases.words_of(case).tags if case else ()
    asked = str(typed.get("show") or typed.get("process", ""))
    process = asked if asked in case_answers.offered() else ""
    return page(
        request,
        "cases/case.html",
        status or (422 if errors else 200),
        case=case,
        worked=_day(case),
        fits=kind.fits(kept),
        unfit=kind.unfit(kept),
        kind=kind,
        word=word,
        notes=cases.NOTES,
        most=cases.LONGEST_NOTE,
        process=process,
        questions=case_answers.questions(process),
        offered=case_answers.offered(),
        circles=[one for one in _circles(request.person) if not case or one.public_id != _pool(case)],
        errors=errors,
        typed=typed,
    )


def _read(request: PersonRequest) -> tuple[Wording | None, dict[str, str], Answers, dict[str, str]]:
    """A form's words, notes and answers, and what is wrong with them, beside the fields."""
    errors: dict[str, str] = {}
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    tags = tags_of(fields)
    text = _checked("text", errors, lambda: cases.check_words(request.POST.get("text", "")), "")
    _checked("tags", errors, lambda: cases.check_picks(tags), None)
    none: dict[str, str] = {}
    notes = _checked("", errors, lambda: cases.check_notes(request.POST.dict()), none)
    answered = {name[7:]: values[-1] for name, values in fields.items() if name.startswith("answer.")}
    process = request.POST.get("process", "")
    answers = _checked("", errors, lambda: case_answers.check(process, answered), Answers())
    return Wording(text, tags, language()) if text else None, notes, answers, errors


def _checked(field: str, errors: dict[str, str], check: Callable[[], T], nothing: T) -> T:
    try:
        return check()
    except Refused as refused:
        errors[field or str(refused.words.get("field", ""))] = rendering.sentence(refused, language())
        return nothing


def _typed(request: PersonRequest) -> dict[str, object]:
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    return {**request.POST.dict(), "tags": tags_of(fields)}


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


def _circles(person: Person | None) -> tuple[circles.CircleStatus, ...]:
    return circles.circles_of(person, now=timezone.now()) if person else ()


def _pool(case: Case) -> str:
    return case.circle.public_id if case.circle else ""


def _day(case: Case | None) -> str:
    return date_format(case.worked, "DATE_FORMAT") if case and case.worked else ""
