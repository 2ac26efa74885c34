"""Proposals as pages: put one, read it and say how you stand, change it and put it again, withdraw it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from covision import vault
from covision.actions.circles import agreements, membership, proposals
from covision.actions.circles.agreements import Terms
from covision.actions.circles.decisions import with_state_now
from covision.actions.circles.membership import Inside
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.agreements import Agreement
from covision.models.proposals import Proposal
from covision.views.http.circle_access import enter, in_circle
from covision.views.http.form_input import Form
from covision.views.http.paces import View, form_at_pace, post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import language

from .proposal_pages import agreement_context, proposal_context

AGREEMENT_FIELDS = ("keep_days", "answer_days", "quorum", "silence", "keep_turns")


def with_proposal(view: View) -> View:
    """Give the circle and its proposal that the address names to a view; refuse where there is none."""

    @in_circle
    @wraps(view)
    def answer(request: PersonRequest, inside: Inside, proposal_id: str) -> HttpResponseBase:
        return view(request, inside, _find(request, inside, proposal_id))

    return answer


@form_at_pace("propose")
@in_circle
def remove(request: PersonRequest, inside: Inside, member: int) -> HttpResponseBase:
    about = membership.members(inside.circle).filter(pk=member).first()
    if about is None:
        raise Refused("This person does not belong to the circle.", "gone")
    return propose_page(
        request,
        inside,
        "remove",
        lambda why: proposals.propose_removal(inside, member, why, now=request.now),
        about.name,
    )


@form_at_pace("propose")
@in_circle
def dissolve(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    def put(why: str) -> Proposal:
        return proposals.propose_dissolution(inside, why, now=request.now)

    return propose_page(request, inside, "dissolve", put)


def propose_page(
    request: PersonRequest, inside: Inside, kind: str, put: Callable[[str], Proposal], name: str = ""
) -> HttpResponseBase:
    """The form on which a proposal of a kind is put with its reason; `name` is what or whom it is about."""
    form = Form(request)
    with form:
        if form.is_sent:
            proposal = put(form.text("why"))
            return _to_proposal_or_home(request, inside, proposal)
    return _propose_form(request, inside, kind, name, form)


@form_at_pace("propose")
@in_circle
def change_agreement(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    agreement = agreements.current_agreement(inside.circle)
    form = Form(request, {**_typed(agreement), "why": ""})
    with form:
        if form.is_sent:
            terms, why = _terms(request), form.text("why")
            proposal = proposals.propose_agreement(inside, terms, why, language(), now=request.now)
            return _to_proposal(inside, proposal)
    return _agreement_form(request, inside, agreement, form)


@require_safe
@with_proposal
def proposal(request: PersonRequest, inside: Inside, proposal: Proposal) -> HttpResponseBase:
    return _proposal_page(request, inside, proposal, Form(request))


@post_at_pace("answer")
@with_proposal
def answer(request: PersonRequest, inside: Inside, proposal: Proposal) -> HttpResponseBase:
    with (form := Form(request)):
        draft, stand, reason = form.number("draft"), form.text("stand"), form.text("reason")
        proposals.take_position(inside, proposal, draft, stand, reason, now=request.now)
        return _to_proposal_or_home(request, inside, proposal)
    return _proposal_page(request, inside, _find(request, inside, proposal.public_id), form)


@form_at_pace("propose")
@with_proposal
def again(request: PersonRequest, inside: Inside, proposal: Proposal) -> HttpResponseBase:
    if not proposals.may_be_proposed_again(proposal):
        raise Refused("This proposal cannot be changed now.")
    agreement = proposal.agreement
    why = vault.CIRCLES.open(inside.circle.pk, [(proposal.why, "why")]).get(proposal.why, "")
    form = Form(request, {"why": why, **(_typed(agreement) if agreement else {})})
    with form:
        if form.is_sent:
            terms = _terms(request) if proposal.kind == "agreement" else None
            proposals.propose_again(inside, proposal, form.text("why"), terms, language(), now=request.now)
            return _to_proposal(inside, proposal)
    if agreement is not None:
        return _agreement_form(request, inside, agreement, form)
    name = str(proposal_context(inside, proposal)["name"])
    return _propose_form(request, inside, proposal.kind, name, form)


@require_POST
@with_proposal
def withdraw(request: PersonRequest, inside: Inside, proposal: Proposal) -> HttpResponseBase:
    proposals.withdraw(inside, proposal, now=request.now)
    return _to_proposal(inside, proposal)


def _find(request: PersonRequest, inside: Inside, proposal_id: str) -> Proposal:
    listed = proposals.proposals(inside.circle).select_related("agreement")
    proposal = listed.filter(public_id=proposal_id).first()
    if proposal is None:
        raise Refused("There is no such proposal in this circle.", "gone")
    return with_state_now(proposal, request.now)


def _to_proposal(inside: Inside, proposal: Proposal) -> HttpResponseBase:
    return redirect("proposals:proposal", inside.circle.public_id, proposal.public_id)


def _to_proposal_or_home(request: PersonRequest, inside: Inside, proposal: Proposal) -> HttpResponseBase:
    """A decision can have ended the circle, or the membership."""
    try:
        enter(request, inside.circle.public_id)
    except Refused:
        return redirect("site:home")
    return _to_proposal(inside, proposal)


def _proposal_page(
    request: PersonRequest, inside: Inside, proposal: Proposal, form: Form
) -> HttpResponseBase:
    changes = None
    if proposal.agreement is not None:
        current = agreements.current_agreement(inside.circle)
        older = agreements.previous_version(proposal.agreement) if proposal.agreement.version else current
        changes = agreement_context(proposal.agreement, older)
    return page(
        request,
        "circles/proposal.html",
        form=form,
        circle=inside.circle,
        it=proposal_context(inside, proposal),
        agreement=changes,
        accepted=agreements.accepted_version(inside.member),
    )


def _propose_form(
    request: PersonRequest, inside: Inside, kind: str, name: str, form: Form
) -> HttpResponseBase:
    return page(
        request,
        "circles/propose.html",
        form=form,
        circle=inside.circle,
        kind=kind,
        name=name,
        action=request.path,
    )


def _agreement_form(request: PersonRequest, inside: Inside, draft: Agreement, form: Form) -> HttpResponseBase:
    return page(
        request,
        "circles/change.html",
        form=form,
        circle=inside.circle,
        text_language=draft.language,
        keeping=agreements.KEEP_DAYS,
        answering=agreements.ANSWER_DAYS,
        action=request.path,
    )


def _terms(request: PersonRequest) -> Terms:
    return agreements.read_terms(request.POST.dict())


def _typed(agreement: Agreement) -> dict[str, str]:
    rules = {field: str(getattr(agreement, field)) for field in AGREEMENT_FIELDS}
    return {**agreements.texts(agreement), **rules}
