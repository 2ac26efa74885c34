"""Putting to a circle by what it works: a draft of its own, a process that comes with Covision, or no longer one of these."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from covision import processes
from covision.actions.circles import process_drafts, process_proposals
from covision.actions.circles.membership import Inside
from covision.actions.processes import adopted as adopted_processes
from covision.middleware import PersonRequest
from covision.models.proposals import Proposal
from covision.views.http.circle_access import enter
from covision.views.http.form_input import submitted
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import language, page

from .structures import title_of


@form_at_pace("propose")
def propose(request: PersonRequest, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = process_drafts.open_draft(inside, own_id)

    def put(why: str) -> Proposal:
        return process_drafts.propose(inside, own_id, why, now=timezone.now())

    return _form(request, inside, "process", (title_of(own.written), ""), put)


@form_at_pace("propose")
def work_by(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """To work by a process that comes with Covision."""
    inside = enter(request, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    id = asked.get("process", "")
    if id not in processes.live_ids():
        return redirect("structures:all", public_id)

    def put(why: str) -> Proposal:
        return process_proposals.propose_process(inside, id, why, now=timezone.now())

    return _form(request, inside, "process", (str(processes.word(id, language(), "title")), id), put)


@form_at_pace("propose")
def give_up(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    id = asked.get("process", "")
    held = next(
        (one for one in adopted_processes.adopted_structures(inside.circle) if one.process_id == id), None
    )
    if held is None:
        return redirect("structures:all", public_id)

    def put(why: str) -> Proposal:
        return process_proposals.propose_giving_up(inside, id, why, now=timezone.now())

    return _form(request, inside, "give-up", (str(processes.word(id, language(), "title")), id), put)


def _form(
    request: PersonRequest, inside: Inside, kind: str, about: tuple[str, str], put: Callable[[str], Proposal]
) -> HttpResponseBase:
    """The form on which it is put with its reason, `about` a way of working: its title and, of the library, its id."""

    def putting() -> HttpResponseBase:
        made = put(request.POST.get("why", ""))
        return redirect("proposals:proposal", inside.circle.public_id, made.public_id)

    done, shown = submitted(request, putting)
    title, process = about
    return done or page(
        request,
        "circles/structures/propose.html",
        circle=inside.circle,
        kind=kind,
        title=title,
        process=process,
        action=request.path,
        **shown,
    )
