"""Ways of working: which there are, which one fits a group today, and their kit for print."""

from typing import Literal, cast, get_args

from django.http import HttpResponseBase, QueryDict
from django.utils import timezone
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
from covision.peers.casebook import case, case_ids
from covision.views.http.responses import language, page

from . import kit

MOST_PEOPLE, MOST_MINUTES = 99, 600


@require_safe
def all_processes(request: PersonRequest) -> HttpResponseBase:
    found = (describe(id, language()) for id in processes.live_ids())
    return page(request, "processes/all.html", processes=sorted(found, key=_first_and_short))


def _first_and_short(one: ProcessDocument) -> tuple[bool, int]:
    """Those that are proposed first stand first, then the shorter ones."""
    return not processes.process(one.id).proposed, one.minutes


@require_safe
def one_process(request: PersonRequest, id: str) -> HttpResponseBase:
    found = _told(id, language())
    return page(
        request,
        "processes/one.html",
        told=found,
        cases=_rehearsals(id),
        kit=kit.documents(),
        addresses=_addresses(id),
        circles=_circles_of(request),
        languages=languages_of(id),
    )


@require_safe
def which_process(request: PersonRequest) -> HttpResponseBase:
    asked = request.GET
    errors: dict[str, str] = {}
    situation = _situation(asked, errors) if "case" in asked or "people" in asked else None
    return page(
        request,
        "processes/which.html",
        422 if errors else 200,
        here=request.get_full_path(),
        errors=errors,
        typed=asked.dict(),
        matches=[_match(match) for match in _fitting(situation)] if situation and not errors else [],
    )


@require_safe
def kit_page(request: PersonRequest, id: str, language: str, document: str) -> HttpResponseBase:
    found = _told(id, language)
    return kit.as_page(request, found, document, _addresses(id), languages_of(id))


@require_safe
def kit_pdf(request: PersonRequest, id: str, language: str, document: str, paper: str) -> HttpResponseBase:
    found = _told(id, language)
    data = printing.pdf(found, kit.document(document), kit.paper(paper))
    return kit.as_file(data, found, document, paper)


def _addresses(id: str) -> kit.KitAddresses:
    return kit.KitAddresses("processes", (id,), {})


def _circles_of(request: PersonRequest) -> list[dict[str, str]]:
    """The circles of whoever looks in which she may make this their own."""
    if request.person is None:
        return []
    found = circles.circles_of(request.person, now=timezone.now())
    return [{"id": one.public_id, "name": one.name} for one in found]


def _told(id: str, language: str) -> ProcessDocument:
    if id not in processes.live_ids() or language not in languages_of(id):
        raise Refused("There is no such way of working.", "gone")
    return describe(id, language)


def _rehearsals(id: str) -> list[dict[str, str]]:
    cases = (case(one, language()) for one in case_ids())
    return [{"id": found.id, "title": found.title} for found in cases if found.process == id]


def _fitting(situation: fitting.Situation) -> tuple[fitting.Match, ...]:
    offered = tuple(processes.process(id) for id in processes.live_ids())
    return fitting.fitting(situation, offered, length.minutes(processes.frame(), situation.people))


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


def _situation(asked: QueryDict, errors: dict[str, str]) -> fitting.Situation | None:
    """What was answered; what could not be read is said in `errors`, beside its question."""
    read = _Reading(asked, errors)
    case = read.choice("case", get_args(Literal["personal", "shared"]))
    people = read.number(
        "people", MOST_PEOPLE, _("Please write how many of you there are, as a number from 1 to 99.")
    )
    minutes = read.number("minutes", MOST_MINUTES, _("Please choose how much time you have."))
    experience = read.choice("experience", get_args(Experience))
    helps = read.choice("helps", ("", *get_args(Helps)))
    if errors:
        return None
    return fitting.Situation(
        cast("Literal['personal', 'shared']", case),
        people,
        minutes,
        cast("Experience", experience),
        cast("Helps | Literal['']", helps),
    )


class _Reading:
    """Reads answers from an address, which anybody can have written."""

    def __init__(self, asked: QueryDict, errors: dict[str, str]) -> None:
        self.asked = asked
        self.errors = errors

    def choice(self, field: str, options: tuple[str, ...]) -> str:
        said = self.asked.get(field)
        if said not in options:
            self.errors[field] = _("Please choose one of the answers.")
        return said or ""

    def number(self, field: str, most: int, sentence: str) -> int:
        said = self.asked.get(field, "").strip()
        found = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
        if not 0 < found <= most:
            self.errors[field] = sentence
        return found
