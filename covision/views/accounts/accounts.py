"""Signing in with a code by mail, and the account page: name, language, address, passkeys, logins."""

from dataclasses import asdict

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from covision import mail, rendering
from covision.actions.accounts import identity_providers, logins, passkeys, signing_in
from covision.actions.accounts.signing_in import Asked
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.form_input import errors_of
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import absolute, language, network, page

from .sign_in_session import guest, remember_goal, set_language, signed_in, signed_out, site

NOTES = {
    "name": _("Your name and your language are kept."),
    "address": _("Your address has been changed."),
    "passkey": _("The passkey has been added."),
    "renamed": _("The passkey has its new name."),
    "removed": _("The passkey opens nothing any more."),
    "ended": _("The login has ended."),
}


@form_at_pace("sign in")
def sign_in(request: PersonRequest) -> HttpResponseBase:
    """Asks for an address, and sends a code to whichever is given."""
    if request.method != "POST":
        return sign_in_page(request, goal=request.GET.get("next", ""))
    remember_goal(request, request.POST.get("goal", ""))
    try:
        _send_code(request, "sign-in")
    except Refused as refused:
        return sign_in_page(request, refused, request.POST.dict(), request.POST.get("goal", ""))
    return redirect("accounts:code")


@form_at_pace("code")
def code(request: PersonRequest) -> HttpResponseBase:
    """Asks for the code; what it was asked for happens once it is right."""
    kept = dict(request.session.get("code", {}))
    errand = kept.pop("errand", "")
    if not kept:
        return redirect("accounts:sign-in")
    asked = Asked(**kept)
    if request.method != "POST":
        return _code_page(request, asked, errand)
    try:
        address = signing_in.check_code(asked, request.POST.get("code", ""), now=timezone.now())
        answer = _change_address(request, address) if errand == "address" else _come_in(request, address)
    except Refused as refused:
        return _code_page(request, asked, errand, refused)
    request.session.pop("code", None)
    return answer


@post_at_pace("passkey")
def passkey_question(request: PersonRequest) -> HttpResponseBase:
    question, request.session["passkey"] = passkeys.ask_to_come_in(site(request))
    return JsonResponse(question)


@post_at_pace("passkey")
def passkey(request: PersonRequest) -> HttpResponseBase:
    state = request.session.pop("passkey", None)
    remember_goal(request, request.POST.get("goal", ""))
    try:
        person = passkeys.come_in(request.POST.get("credential", ""), state, site(request))
    except Refused as refused:
        return sign_in_page(request, refused, goal=request.POST.get("goal", ""))
    return signed_in(request, signing_in.arrive(person, guest=guest(request)))


@require_POST
def sign_out(request: PersonRequest) -> HttpResponseBase:
    return signed_out(request)


@require_safe
def account(request: PersonRequest) -> HttpResponseBase:
    return account_page(request) if request.person else _to_sign_in()


@require_POST
def introduce(request: PersonRequest) -> HttpResponseBase:
    person = _somebody(request)
    try:
        signing_in.introduce(request.POST.get("name", ""), request.POST.get("language", ""), by=person)
    except Refused as refused:
        return account_page(request, refused, request.POST.dict())
    response = _done("name")
    set_language(response, request.POST["language"])
    return response


@post_at_pace("sign in")
def change_address(request: PersonRequest) -> HttpResponseBase:
    """A code goes to the new address first; only then it is the person's."""
    _account_of(request)
    try:
        _send_code(request, "address")
    except Refused as refused:
        return account_page(request, refused, request.POST.dict())
    return redirect("accounts:code")


@require_POST
def new_passkey_question(request: PersonRequest) -> HttpResponseBase:
    question, request.session["passkey"] = passkeys.ask_to_add(site(request), by=_account_of(request))
    return JsonResponse(question)


@require_POST
def add_passkey(request: PersonRequest) -> HttpResponseBase:
    person, state = _account_of(request), request.session.pop("passkey", None)
    name, answer = request.POST.get("name", ""), request.POST.get("credential", "")
    try:
        passkeys.add(answer, state, site(request), name=name, by=person, now=timezone.now())
    except Refused as refused:
        return account_page(request, refused)
    return _done("passkey")


@require_POST
def change_passkey(request: PersonRequest, id: int) -> HttpResponseBase:
    """Renames it, or removes it: as the button says."""
    person = _account_of(request)
    if request.POST.get("what") == "remove":
        passkeys.remove(id, by=person)
        return _done("removed")
    try:
        passkeys.rename(id, request.POST.get("name", ""), by=person)
    except Refused as refused:
        return account_page(request, refused)
    return _done("renamed")


@require_POST
def end_logins(request: PersonRequest) -> HttpResponseBase:
    person, key, handle = _somebody(request), request.session.session_key or "", request.POST.get("login", "")
    if handle == "others":
        logins.end_other_logins(key, by=person)
        return _done("ended")
    logins.end_login(handle, by=person)
    return _done("ended")


def sign_in_page(
    request: PersonRequest,
    refused: Refused | None = None,
    typed: dict[str, str] | None = None,
    goal: str = "",
) -> HttpResponse:
    known = request.person is not None and guest(request) is None
    return page(
        request,
        "accounts/sign_in.html",
        rendering.STATUS[refused.why] if refused else 200,
        errors=_errors(refused),
        typed=typed or {},
        goal=goal,
        mail=mail.is_set_up(),
        provider=identity_providers.name(),
        guest=guest(request) is not None,
        known=known,
    )


def account_page(
    request: PersonRequest, refused: Refused | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    person = _somebody(request)
    return page(
        request,
        "accounts/account.html",
        rendering.STATUS[refused.why] if refused else 200,
        errors=_errors(refused),
        typed={"name": person.name, "language": person.language, **(typed or {})},
        note=str(NOTES.get(request.GET.get("done", ""), "")) if not refused else "",
        account=signing_in.has_account(person),
        address=person.email or "",
        mail=mail.is_set_up(),
        provider=identity_providers.name() if guest(request) or person.identities.exists() else "",
        passkeys=[
            {"id": one.pk, "name": one.name, "added": date_format(one.added)}
            for one in person.passkeys.order_by("pk")
        ],
        logins=[
            {**asdict(one), "since": date_format(one.since) if one.since else ""}
            for one in logins.logins_of(person, request.session.session_key or "", timezone.now())
        ],
    )


def _send_code(request: PersonRequest, errand: str) -> None:
    asked = signing_in.ask_for_code(
        request.POST.get("address", ""),
        link=absolute(request, reverse("accounts:code")),
        language=language(),
        network=network(request),
        now=timezone.now(),
    )
    request.session["code"] = {**asdict(asked), "errand": errand}


def _come_in(request: PersonRequest, address: str) -> HttpResponseBase:
    person = signing_in.sign_in(address, guest=guest(request), language=language(), now=timezone.now())
    return signed_in(request, person)


def _change_address(request: PersonRequest, address: str) -> HttpResponseBase:
    link = absolute(request, reverse("site:who-can-read"))
    signing_in.change_address(address, link=link, by=_account_of(request), now=timezone.now())
    return _done("address")


def _code_page(
    request: PersonRequest, asked: Asked, errand: str, refused: Refused | None = None
) -> HttpResponse:
    return page(
        request,
        "accounts/sign_in_code.html",
        rendering.STATUS[refused.why] if refused else 200,
        address=asked.address,
        errand=errand,
        errors=_errors(refused),
        held_up=mail.is_held_up(asked.letter),
        over=refused is not None and refused.why == "late",
    )


def _somebody(request: PersonRequest) -> Person:
    if request.person is None:
        raise Refused("Please sign in first.", "gone")
    return request.person


def _account_of(request: PersonRequest) -> Person:
    person = _somebody(request)
    if not signing_in.has_account(person):
        raise Refused("Please sign in first.", "gone")
    return person


def _to_sign_in() -> HttpResponseBase:
    return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse('accounts:account')})}")


def _done(what: str) -> HttpResponseBase:
    return redirect(f"{reverse('accounts:account')}?{urlencode({'done': what})}")


def _errors(refused: Refused | None) -> dict[str, str]:
    return errors_of(refused) if refused else {}
