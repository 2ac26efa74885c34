"""Rehearsals: what there is to rehearse, the way in, how fast the others are, and what one reads afterwards."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from covision import processes, rendering
from covision.actions.meetings import rehearsals
from covision.engine.process import Process
from covision.engine.refusals import Refused
from covision.kit.describe import describe
from covision.middleware import PersonRequest
from covision.peers.casebook import WrittenCase, case, case_ids, lendable, library, party
from covision.peers.debrief import Eyes, debrief
from covision.views.accounts.sign_in_session import somebody
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import language, page
from covision.views.learning.learning import onward_of

from .offers import grouped, offer, parts
from .rooms import enter

PACES = {"calm": 1.0, "brisk": 4.0}


@form_at_pace("rehearse")
def all_cases(request: PersonRequest) -> HttpResponseBase:
    """The library, or one process of it; a form of either, or of the first page, begins a rehearsal."""
    errors: dict[str, str] = {}
    status, typed = 200, suggested(request)
    if request.method == "POST":
        typed = request.POST.dict()
        try:
            return redirect("rooms:room", _start(request))
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    if typed.get("process"):
        return _one_process(request, status, errors, typed)
    return page(
        request,
        "meetings/rehearsals.html",
        status,
        groups=grouped(),
        cases=[offer(found) for found in library(language())],
        colleagues=range(rehearsals.MOST_COLLEAGUES + 1),
        errors=errors,
        typed=typed,
    )


def suggested(request: PersonRequest) -> dict[str, str]:
    """A link may lead to a process or a case, with a part to begin with."""
    asked = {name: request.GET.get(name, "") for name in ("process", "case", "role")}
    known = asked["process"] or asked["case"] in case_ids()
    return {**asked, "pace": "calm", "colleagues": "0"} if known else {}


def _one_process(
    request: PersonRequest, status: int, errors: dict[str, str], typed: dict[str, str]
) -> HttpResponseBase:
    process = _process(typed["process"])
    people = party(process)
    return page(
        request,
        "meetings/rehearse_process.html",
        status,
        told=describe(process.id, language()),
        cases=[offer(found) for found in lendable(process, language())],
        roles=parts(process),
        people=people,
        colleagues=range(rehearsals.most_colleagues(people) + 1),
        errors=errors,
        typed=typed,
    )


@post_at_pace("tempo")
def tempo(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, seat = enter(request, public_id)
    if not found.shown.is_in(seat):
        raise Refused("You are not in this meeting any more.", "forbidden")
    rehearsals.change_tempo(found, request.POST.get("how", ""), by=seat, now=request.now)
    return redirect("rooms:room", found.public_id)


@require_POST
def erase(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, _seat = enter(request, public_id)
    assert request.person is not None
    rehearsals.erase_rehearsal(found, request.person)
    return redirect("rehearsals:all")


@require_safe
def look_back(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """What somebody did in a rehearsal, worked out anew each time it is asked for, for her eyes only."""
    found, seat = enter(request, public_id)
    assert request.person is not None
    going = rehearsals.going(found, request.person)
    if going is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    told = debrief(Eyes(found.shown, seat, language(), found.text))
    return page(
        request,
        "meetings/debrief.html",
        room=found.public_id,
        title=_title(going),
        closed=found.shown.closed,
        is_own=going.is_own,
        debrief=told,
        **onward_of(request.person),
    )


def _title(going: rehearsals.Going) -> str:
    """What was played, and by which process where that is still known."""
    found = _case(going.case)
    process = str(processes.word(going.process or found.process, language(), "title"))
    return found.title if process == "title" else f"{found.title} · {process}"


def _start(request: PersonRequest) -> str:
    found, role = _case(request.POST.get("case", "")), request.POST.get("role", "")
    process = _process(request.POST.get("process") or found.process)
    names = found.people(party(process))
    wish = rehearsals.RehearsalWish(
        process=process.id,
        role=role,
        place=_place(process, role, len(names)),
        pace=PACES.get(request.POST.get("pace", ""), 1.0),
        colleagues=number(request.POST.get("colleagues", "0")),
    )
    cast = rehearsals.Cast(found.id, found.circle, found.focus, names)
    room = rehearsals.start_rehearsal(cast, wish, name=_("Guest"), by=somebody(request), now=request.now)
    return room.public_id


def _case(id: str) -> WrittenCase:
    try:
        return case(id, language())
    except KeyError:
        raise Refused("There is no such case to rehearse.", "gone") from None


def _process(id: str) -> Process:
    try:
        found = processes.process(id)
    except KeyError:
        found = processes.frame()
    if found == processes.frame():
        raise Refused("There is no such way of working.", "gone")
    return found


def _place(process: Process, role: str, people: int) -> int:
    """Whoever brings the case takes the place of the first of the cast, everybody else that of the last."""
    known = process.role(role)
    if known is None:
        raise Refused("Please choose which part you want to play.", "invalid", field="role")
    return 0 if known.brings else people - 1
