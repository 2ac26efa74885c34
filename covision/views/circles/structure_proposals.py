"""Putting to a circle by what it works: a draft of its own, a process that comes with Covision, or no longer one of these."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.shortcuts import redirect

from covision import processes
from covision.actions.circles import process_drafts, process_proposals
from covision.actions.circles.membership import Inside
from covision.actions.processes import adopted as adopted_processes
from covision.middleware import PersonRequest
from covision.models.proposals import Proposal
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import word

from .structures import title_of


@form_at_pace("propose")
@in_circle
def propose(request: PersonRequest, inside: Inside, own_id: str) -> HttpResponseBase:
    draft = process_drafts.open_draft(inside, own_id)

    def put(why: str) -> Proposal:
        return process_drafts.propose(inside, own_id, why, now=request.now)

    return _propose_page(request, inside, "process", title_of(draft.written), "", put)


@form_at_pace("propose")
@in_circle
def work_by(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    id = _process_id(request)
    if id not in processes.live_ids():
        return redirect("structures:all", inside.circle.public_id)

    def put(why: str) -> Proposal:
        return process_proposals.propose_process(inside, id, why, now=request.now)

    return _propose_page(request, inside, "process", str(word(id, "title")), id, put)


@form_at_pace("propose")
@in_circle
def give_up(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    id = _process_id(request)
    if id not in {structure.process_id for structure in adopted_processes.adopted_structures(inside.circle)}:
        return redirect("structures:all", inside.circle.public_id)

    def put(why: str) -> Proposal:
        return process_proposals.propose_giving_up(inside, id, why, now=request.now)

    return _propose_page(request, inside, "give-up", str(word(id, "title")), id, put)


def _process_id(request: PersonRequest) -> str:
    return (request.POST if request.method == "POST" else request.GET).get("process", "")


def _propose_page(  # noqa: PLR0917
    request: PersonRequest,
    inside: Inside,
    kind: str,
    title: str,
    process: str,
    put: Callable[[str], Proposal],
) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            return redirect("proposals:proposal", inside.circle.public_id, put(form.text("why")).public_id)
    return page(
        request,
        "circles/structures/propose.html",
        form=form,
        circle=inside.circle,
        kind=kind,
        title=title,
        process=process,
        action=request.path,
    )
