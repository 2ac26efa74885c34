"""Proposals as pages: put one, read it and say how you stand, change it and put it again, withdraw it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from covision import rendering, vault
from covision.actions.circles import agreements, membership, proposals
from covision.actions.circles.decisions import with_state_now
from covision.actions.circles.membership import Inside
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.agreements import Agreement
from covision.models.proposals import Proposal
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number, submitted
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import language, page

from .proposal_pages import agreement_whole, proposal_whole

AGREEMENT_FIELDS = ("keep_days", "answer_days", "quorum", "silence", "keep_turns")


@form_at_pace("propose")
def remove(request: PersonRequest, public_id: str, member: int) -> HttpResponseBase:
    inside = enter(request, public_id)
    about = membership.members(inside.circle).filter(pk=member).first()
    if about is None:
        raise Refused("This person does not belong to the circle.", "gone")
    return propose_page(
        request,
        inside,
        "remove",
        lambda why: proposals.propose_removal(inside, member, why, now=timezone.now()),
        about.name,
    )


@form_at_pace("propose")
def dissolve(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return propose_page(
        request,
        inside,
        "dissolve",
        lambda why: proposals.propose_dissolution(inside, why, now=timezone.now()),
    )


def propose_page(
    request: PersonRequest, inside: Inside, kind: str, put: Callable[[str], Proposal], name: str = ""
) -> HttpResponseBase:
    """The form on which a proposal of a kind is put with its reason; `name` is what or whom it is about."""

    def putting() -> HttpResponseBase:
        made = put(request.POST.get("why", ""))
        there = _still_there(request, inside.circle.public_id)
        return _to_proposal(inside, made) if there else redirect("site:home")

    done, shown = submitted(request, putting)
    return done or _propose_form(request, inside, kind, name, shown)


@form_at_pace("propose")
def change_agreement(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    held = agreements.current_agreement(inside.circle)

    def putting() -> HttpResponseBase:
        said = request.POST.dict()
        terms = agreements.read_terms(said)
        made = proposals.propose_agreement(inside, terms, said.get("why", ""), language(), now=timezone.now())
        return _to_proposal(inside, made)

    done, shown = submitted(request, putting, {**_typed(held), "why": ""})
    return done or _agreement_form(request, inside, held, shown)


@require_safe
def proposal(request: PersonRequest, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return _proposal_page(request, inside, _find(inside, proposal_id))


@post_at_pace("answer")
def answer(request: PersonRequest, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, proposal_id)
    try:
        proposals.take_position(
            inside,
            there,
            number(request.POST.get("draft", "")),
            request.POST.get("stand", ""),
            request.POST.get("reason", ""),
            now=timezone.now(),
        )
    except Refused as refused:
        return _proposal_page(request, inside, _find(inside, proposal_id), refused)
    return _to_proposal(inside, there) if _still_there(request, public_id) else redirect("site:home")


@form_at_pace("propose")
def again(request: PersonRequest, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, proposal_id)
    if not proposals.may_be_proposed_again(there):
        raise Refused("This proposal cannot be changed now.")

    def putting() -> HttpResponseBase:
        said = request.POST.dict()
        terms = agreements.read_terms(said) if there.kind == "agreement" else None
        proposals.propose_again(inside, there, said.get("why", ""), terms, language(), now=timezone.now())
        return _to_proposal(inside, there)

    done, shown = submitted(request, putting, _typed_of(inside, there))
    if done is not None:
        return done
    if there.agreement is not None:
        return _agreement_form(request, inside, there.agreement, shown)
    name = str(proposal_whole(inside, there)["name"])
    return _propose_form(request, inside, there.kind, name, shown)


@require_POST
def withdraw(request: PersonRequest, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, proposal_id)
    proposals.withdraw(inside, there, now=timezone.now())
    return _to_proposal(inside, there)


def _find(inside: Inside, proposal_id: str) -> Proposal:
    found = (
        proposals.proposals(inside.circle).select_related("agreement").filter(public_id=proposal_id).first()
    )
    if found is None:
        raise Refused("There is no such proposal in this circle.", "gone")
    return with_state_now(found, timezone.now())


def _to_proposal(inside: Inside, made: Proposal) -> HttpResponseBase:
    return redirect("proposals:proposal", inside.circle.public_id, made.public_id)


def _still_there(request: PersonRequest, public_id: str) -> bool:
    try:
        enter(request, public_id)
    except Refused:
        return False
    return True


def _proposal_page(
    request: PersonRequest, inside: Inside, there: Proposal, refused: Refused | None = None
) -> HttpResponseBase:
    drafted = None
    if there.agreement is not None:
        held = agreements.current_agreement(inside.circle)
        older = agreements.previous_version(there.agreement) if there.agreement.version else held
        drafted = agreement_whole(there.agreement, older)
    return page(
        request,
        "circles/proposal.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        it=proposal_whole(inside, there),
        agreement=drafted,
        accepted=agreements.accepted_version(inside.member),
        errors=errors_of(refused) if refused else {},
        typed=request.POST.dict(),
    )


def _propose_form(
    request: PersonRequest, inside: Inside, kind: str, name: str, shown: dict[str, Any]
) -> HttpResponseBase:
    return page(
        request,
        "circles/propose.html",
        circle=inside.circle,
        kind=kind,
        name=name,
        action=request.path,
        **shown,
    )


def _agreement_form(
    request: PersonRequest, inside: Inside, draft: Agreement, shown: dict[str, Any]
) -> HttpResponseBase:
    return page(
        request,
        "circles/change.html",
        circle=inside.circle,
        text_language=draft.language,
        keeping=agreements.KEEP_DAYS,
        answering=agreements.ANSWER_DAYS,
        action=request.path,
        **shown,
    )


def _typed(agreement: Agreement) -> dict[str, str]:
    rules = {field: str(getattr(agreement, field)) for field in AGREEMENT_FIELDS}
    return {**agreements.texts(agreement), **rules}


def _typed_of(inside: Inside, there: Proposal) -> dict[str, str]:
    why = vault.CIRCLES.open(inside.circle.pk, [(there.why, "why")]).get(there.why, "")
    return {"why": why, **(_typed(there.agreement) if there.agreement is not None else {})}
