"""Ways of working: which there are, which one fits a group today, and their kit for print."""

from typing import Literal, cast, get_args

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from covision import processes
from covision.actions.circles import circles
from covision.engine import fitting, length
from covision.engine.process import Experience, Helps
from covision.engine.refusals import Refused
from covision.kit import printing
from covision.kit.describe import describe
from covision.kit.document import ProcessDocument
from covision.kit.words import languages_of
from covision.middleware import PersonRequest
from covision.peers.casebook import case as find_case
from covision.peers.casebook import case_ids
from covision.views.http.form_input import Fields
from covision.views.http.responses import page
from covision.views.http.wording import language

from . import kit

MOST_PEOPLE, MOST_MINUTES = 99, 600


@require_safe
def all_processes(request: PersonRequest) -> HttpResponseBase:
    library = (describe(id, language()) for id in processes.live_ids())
    return page(request, "processes/all.html", processes=sorted(library, key=_first_and_short))


def _first_and_short(described: ProcessDocument) -> tuple[bool, int]:
    return not processes.process(described.id).proposed, described.minutes


@require_safe
def one_process(request: PersonRequest, id: str) -> HttpResponseBase:
    return page(
        request,
        "processes/one.html",
        told=_described(id, language()),
        cases=_rehearsals(id),
        kit=kit.documents(),
        addresses=_addresses(id),
        circles=_circles_of(request),
        languages=languages_of(id),
    )


@require_safe
def which_process(request: PersonRequest) -> HttpResponseBase:
    form = Fields(dict(request.GET.lists()))
    is_answered = "case" in request.GET or "people" in request.GET
    matches = [_match(match) for match in _fitting(form)] if is_answered else []
    return page(
        request,
        "processes/which.html",
        422 if form.errors else 200,
        here=request.get_full_path(),
        errors=form.errors,
        typed=request.GET.dict(),
        matches=matches,
    )


@require_safe
def kit_page(request: PersonRequest, id: str, language: str, document: str) -> HttpResponseBase:
    described = _described(id, language)
    return kit.as_page(request, described, document, _addresses(id), languages_of(id))


@require_safe
def kit_pdf(_request: PersonRequest, id: str, language: str, document: str, paper: str) -> HttpResponseBase:
    described = _described(id, language)
    pdf = printing.pdf(described, kit.document(document), kit.paper(paper))
    return kit.as_file(pdf, described, document, paper)


def _addresses(id: str) -> kit.KitAddresses:
    return kit.KitAddresses("processes", (id,), {})


def _circles_of(request: PersonRequest) -> list[dict[str, str]]:
    every = circles.circles_of(request.person, now=request.now) if request.person else ()
    return [{"id": circle.public_id, "name": circle.name} for circle in every]


def _described(id: str, language: str) -> ProcessDocument:
    if id not in processes.live_ids() or language not in languages_of(id):
        raise Refused("There is no such way of working.", "gone")
    return describe(id, language)


def _rehearsals(id: str) -> list[dict[str, str]]:
    cases = (find_case(case_id, language()) for case_id in case_ids())
    return [{"id": case.id, "title": case.title} for case in cases if case.process == id]


def _match(match: fitting.Match) -> dict[str, object]:
    id = match.process.id
    return {
        "told": describe(id, language()),
        "process": match.process,
        "suits": match.suits,
        "good": match.good,
        "but": match.but,
        "cases": _rehearsals(id),
    }


def _fitting(form: Fields) -> tuple[fitting.Match, ...]:
    unanswered = _("Please choose one of the answers.")
    case = form.choice("case", get_args(Literal["personal", "shared"]), unanswered)
    people = form.number_from_one(
        "people", MOST_PEOPLE, _("Please write how many of you there are, as a number from 1 to 99.")
    )
    minutes = form.number_from_one("minutes", MOST_MINUTES, _("Please choose how much time you have."))
    experience = form.choice("experience", get_args(Experience), unanswered)
    helps = form.choice("helps", ("", *get_args(Helps)), unanswered)
    if form.errors:
        return ()
    situation = fitting.Situation(
        cast("Literal['personal', 'shared']", case),
        people,
        minutes,
        cast("Experience", experience),
        cast("Helps | Literal['']", helps),
    )
    library = tuple(processes.process(id) for id in processes.live_ids())
    return fitting.fitting(situation, library, length.minutes(processes.frame(), people))
