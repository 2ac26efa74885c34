"""Putting to a circle by what it works: a draft of its own, a process that comes with Covision, or no longer one of these."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from covision import processes, rendering
from covision.actions import own_processes, structure_proposals, structures
from covision.actions.belonging import Inside
from covision.engine.refusals import Refused
from covision.middleware import Visit
from covision.models.proposals import Proposal

from .answers import language, not_too_fast, page, refusals_answered
from .asking import errors_of
from .circles import enter
from .structures import title_of


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def propose(request: Visit, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = own_processes.one(inside, own_id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            why = request.POST.get("why", "")
            return _to(inside, own_processes.propose(inside, own_id, why, now=timezone.now()))
        except Refused as no:
            refused = no
    return _form(request, inside, "process", title_of(own.written), "", refused)


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def work_by(request: Visit, public_id: str) -> HttpResponseBase:
    """To work by a process that comes with Covision."""
    inside = enter(request, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    id = asked.get("process", "")
    if id not in processes.live_ids():
        return redirect("structures", public_id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            why = request.POST.get("why", "")
            return _to(inside, structure_proposals.propose_process(inside, id, why, now=timezone.now()))
        except Refused as no:
            refused = no
    return _form(request, inside, "process", str(processes.word(id, language(), "title")), id, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def give_up(request: Visit, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    id = asked.get("process", "")
    held = next((one for one in structures.held(inside.circle) if one.process_id == id), None)
    if held is None:
        return redirect("structures", public_id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            why = request.POST.get("why", "")
            return _to(inside, structure_proposals.propose_giving_up(inside, id, why, now=timezone.now()))
        except Refused as no:
            refused = no
    return _form(request, inside, "give-up", str(processes.word(id, language(), "title")), id, refused)


def _form(  # noqa: PLR0917
    request: Visit, inside: Inside, kind: str, title: str, process: str, refused: Refused | None
) -> HttpResponseBase:
    return page(
        request,
        "structures/propose.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        kind=kind,
        title=title,
        process=process,
        action=request.path,
        errors=errors_of(refused) if refused else {},
        typed=request.POST.dict(),
    )


def _to(inside: Inside, made: Proposal) -> HttpResponseBase:
    return redirect("proposal", inside.circle.public_id, made.public_id)
