"""Proposals as pages: put one, read it and say how you stand, change it and put it again, withdraw it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from covision import rendering, vault
from covision.actions import agreements, belonging, proposals
from covision.actions.belonging import Inside
from covision.actions.settling import as_it_stands
from covision.engine.refusals import Refused
from covision.middleware import Visit
from covision.models.agreements import Agreement
from covision.models.proposals import Proposal

from .answers import language, not_too_fast, page, refusals_answered
from .asking import errors_of, number
from .circles import enter
from .standing import agreement_whole, proposal_whole

AGREEMENT_FIELDS = ("keep_days", "answer_days", "quorum", "silence", "keep_turns")


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def remove(request: Visit, public_id: str, member: int) -> HttpResponseBase:
    inside = enter(request, public_id)
    about = belonging.members(inside.circle).filter(pk=member).first()
    if about is None:
        raise Refused("This person does not belong to the circle.", "gone")
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            made = proposals.propose_removal(inside, member, request.POST.get("why", ""), now=timezone.now())
            return _to_proposal(inside, made)
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    return page(
        request,
        "circles/propose.html",
        status,
        circle=inside.circle,
        kind="remove",
        name=about.name,
        action=request.path,
        errors=errors,
        typed=request.POST.dict(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def dissolve(request: Visit, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            made = proposals.propose_dissolution(inside, request.POST.get("why", ""), now=timezone.now())
            return _to_proposal(inside, made) if _still_there(request, public_id) else redirect("home")
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    return page(
        request,
        "circles/propose.html",
        status,
        circle=inside.circle,
        kind="dissolve",
        name="",
        action=request.path,
        errors=errors,
        typed=request.POST.dict(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def change_agreement(request: Visit, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    held = agreements.held(inside.circle)
    if request.method != "POST":
        return _agreement_form(request, inside, held, {**_typed(held), "why": ""}, request.path)
    try:
        terms = agreements.read_terms(request.POST.dict())
        made = proposals.propose_agreement(
            inside, terms, request.POST.get("why", ""), language(), now=timezone.now()
        )
        return _to_proposal(inside, made)
    except Refused as refused:
        return _agreement_form(request, inside, held, request.POST.dict(), request.path, refused)


@require_safe
@refusals_answered
def proposal(request: Visit, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return _proposal_page(request, inside, _find(inside, proposal_id))


@require_POST
@not_too_fast("answer", burst=30, per_second=1)
@refusals_answered
def answer(request: Visit, public_id: str, proposal_id: str) -> HttpResponseBase:
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
    return _to_proposal(inside, there) if _still_there(request, public_id) else redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
@not_too_fast("propose", burst=20, per_second=0.1)
@refusals_answered
def again(request: Visit, public_id: str, proposal_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, proposal_id)
    if not proposals.may_be_put_again(there):
        raise Refused("This proposal cannot be changed now.")
    refused: Refused | None = None
    typed = _typed_of(inside, there)
    if request.method == "POST":
        typed = request.POST.dict()
        try:
            terms = agreements.read_terms(typed) if there.kind == "agreement" else None
            proposals.put_again(inside, there, typed.get("why", ""), terms, language(), now=timezone.now())
            return _to_proposal(inside, there)
        except Refused as no:
            refused = no
    if there.agreement is not None:
        return _agreement_form(request, inside, there.agreement, typed, request.path, refused)
    whole = proposal_whole(inside, there)
    return page(
        request,
        "circles/propose.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        kind=there.kind,
        name=whole["name"],
        action=request.path,
        errors=errors_of(refused) if refused else {},
        typed=typed,
    )


@require_POST
@refusals_answered
def withdraw(request: Visit, public_id: str, proposal_id: str) -> HttpResponseBase:
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
    return as_it_stands(found, timezone.now())


def _to_proposal(inside: Inside, made: Proposal) -> HttpResponseBase:
    return redirect("proposal", inside.circle.public_id, made.public_id)


def _still_there(request: Visit, public_id: str) -> bool:
    try:
        enter(request, public_id)
    except Refused:
        return False
    return True


def _proposal_page(
    request: Visit, inside: Inside, there: Proposal, refused: Refused | None = None
) -> HttpResponseBase:
    drafted = None
    if there.agreement is not None:
        held = agreements.held(inside.circle)
        older = agreements.before(there.agreement) if there.agreement.version else held
        drafted = agreement_whole(there.agreement, older)
    return page(
        request,
        "circles/proposal.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        it=proposal_whole(inside, there),
        agreement=drafted,
        accepted=agreements.accepted(inside.me),
        errors=errors_of(refused) if refused else {},
        typed=request.POST.dict(),
    )


def _agreement_form(  # noqa: PLR0917
    request: Visit,
    inside: Inside,
    shown: Agreement,
    typed: dict[str, str],
    action: str,
    refused: Refused | None = None,
) -> HttpResponseBase:
    return page(
        request,
        "circles/change.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        text_language=shown.language,
        keeping=agreements.KEEPING,
        answering=agreements.ANSWERING,
        action=action,
        errors=errors_of(refused) if refused else {},
        typed=typed,
    )


def _typed(agreement: Agreement) -> dict[str, str]:
    rules = {field: str(getattr(agreement, field)) for field in AGREEMENT_FIELDS}
    return {**agreements.texts(agreement), **rules}


def _typed_of(inside: Inside, there: Proposal) -> dict[str, str]:
    why = vault.open_texts(inside.circle.pk, [(there.why, "why")]).get(there.why, "")
    return {"why": why, **(_typed(there.agreement) if there.agreement is not None else {})}
