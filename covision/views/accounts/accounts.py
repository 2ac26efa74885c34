"""Signing in with a code by mail, and the account page: name, language, address, passkeys, logins."""

from dataclasses import asdict

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from covision import mail
from covision.actions.accounts import identity_providers, logins, passkeys, signing_in
from covision.actions.accounts.signing_in import RequestedCode
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import absolute, network, page
from covision.views.http.wording import language

from .sign_in_session import guest, person_of, remember_goal, set_language, signed_in, signed_out, site

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
    form = Form(request)
    if not form.is_sent:
        return sign_in_page(request, form, goal=request.GET.get("next", ""))
    remember_goal(request, form.text("goal"))
    with form:
        _send_code(request, form, "sign-in")
        return redirect("accounts:code")
    return sign_in_page(request, form)


@form_at_pace("code")
def code(request: PersonRequest) -> HttpResponseBase:
    kept = dict(request.session.get("code", {}))
    errand = kept.pop("errand", "")
    if not kept:
        return redirect("accounts:sign-in")
    asked, form = RequestedCode(**kept), Form(request)
    with form:
        if form.is_sent:
            address = signing_in.check_code(asked, form.text("code"), now=request.now)
            answer = _change_address(request, address) if errand == "address" else _come_in(request, address)
            request.session.pop("code", None)
            return answer
    return page(
        request,
        "accounts/sign_in_code.html",
        form=form,
        address=asked.address,
        errand=errand,
        held_up=mail.is_held_up(asked.letter),
        over=form.refused is not None and form.refused.why == "late",
    )


@post_at_pace("passkey")
def passkey_question(request: PersonRequest) -> HttpResponseBase:
    question, request.session["passkey"] = passkeys.ask_to_come_in(site(request))
    return JsonResponse(question)


@post_at_pace("passkey")
def passkey(request: PersonRequest) -> HttpResponseBase:
    state, form = request.session.pop("passkey", None), Form(request)
    remember_goal(request, form.text("goal"))
    with form:
        person = passkeys.come_in(form.text("credential"), state, site(request))
    if form.refused:
        return sign_in_page(request, form)
    return signed_in(request, signing_in.take_over_guest(person, guest=guest(request)))


@require_POST
def sign_out(request: PersonRequest) -> HttpResponseBase:
    return signed_out(request)


@require_safe
def account(request: PersonRequest) -> HttpResponseBase:
    return account_page(request, Form(request)) if request.person else _to_sign_in()


@require_POST
def introduce(request: PersonRequest) -> HttpResponseBase:
    person = person_of(request)
    with (form := Form(request)):
        signing_in.change_name_and_language(form.text("name"), form.text("language"), by=person)
        response = _done("name")
        set_language(response, form.text("language"))
        return response
    return account_page(request, form)


@post_at_pace("sign in")
def change_address(request: PersonRequest) -> HttpResponseBase:
    """A code goes to the new address first; only then it is the person's."""
    _account_of(request)
    with (form := Form(request)):
        _send_code(request, form, "address")
        return redirect("accounts:code")
    return account_page(request, form)


@require_POST
def new_passkey_question(request: PersonRequest) -> HttpResponseBase:
    question, request.session["passkey"] = passkeys.ask_to_add(site(request), by=_account_of(request))
    return JsonResponse(question)


@require_POST
def add_passkey(request: PersonRequest) -> HttpResponseBase:
    person, state, form = _account_of(request), request.session.pop("passkey", None), Form(request)
    with form:
        answer, name = form.text("credential"), form.text("name")
        passkeys.add(answer, state, site(request), name=name, by=person, now=request.now)
        return _done("passkey")
    form.typed = {}  # the name was the passkey's
    return account_page(request, form)


@require_POST
def change_passkey(request: PersonRequest, id: int) -> HttpResponseBase:
    person, form = _account_of(request), Form(request)
    if form.text("what") == "remove":
        passkeys.remove(id, by=person)
        return _done("removed")
    with form:
        passkeys.rename(id, form.text("name"), by=person)
        return _done("renamed")
    form.typed = {}  # the name was the passkey's
    return account_page(request, form)


@require_POST
def end_logins(request: PersonRequest) -> HttpResponseBase:
    person, handle = person_of(request), Form(request).text("login")
    if handle == "others":
        logins.end_other_logins(request.session.session_key or "", by=person)
    else:
        logins.end_login(handle, by=person)
    return _done("ended")


def sign_in_page(request: PersonRequest, form: Form, goal: str = "") -> HttpResponse:
    is_guest = guest(request) is not None
    return page(
        request,
        "accounts/sign_in.html",
        form=form,
        goal=goal or form.text("goal"),
        mail=mail.is_set_up(),
        provider=identity_providers.provider_name(),
        guest=is_guest,
        signed_in=request.person is not None and not is_guest,
    )


def account_page(request: PersonRequest, form: Form) -> HttpResponse:
    person = person_of(request)
    return page(
        request,
        "accounts/account.html",
        form=form,
        typed={"name": person.name, "language": person.language, **form.typed},
        note="" if form.refused else str(NOTES.get(request.GET.get("done", ""), "")),
        account=signing_in.has_account(person),
        address=person.email or "",
        mail=mail.is_set_up(),
        provider=identity_providers.provider_name() if guest(request) or person.identities.exists() else "",
        passkeys=[
            {"id": passkey.pk, "name": passkey.name, "added": date_format(passkey.added)}
            for passkey in person.passkeys.order_by("pk")
        ],
        logins=[
            {**asdict(login), "since": date_format(login.since) if login.since else ""}
            for login in logins.logins_of(person, request.session.session_key or "", request.now)
        ],
    )


def _send_code(request: PersonRequest, form: Form, errand: str) -> None:
    asked = signing_in.ask_for_code(
        form.text("address"),
        link=absolute(request, reverse("accounts:code")),
        language=language(),
        network=network(request),
        now=request.now,
    )
    request.session["code"] = {**asdict(asked), "errand": errand}


def _come_in(request: PersonRequest, address: str) -> HttpResponseBase:
    person = signing_in.sign_in(address, guest=guest(request), language=language(), now=request.now)
    return signed_in(request, person)


def _change_address(request: PersonRequest, address: str) -> HttpResponseBase:
    link = absolute(request, reverse("site:who-can-read"))
    signing_in.change_address(address, link=link, by=_account_of(request), now=request.now)
    return _done("address")


def _account_of(request: PersonRequest) -> Person:
    person = person_of(request)
    if not signing_in.has_account(person):
        raise Refused("Please sign in first.", "gone")
    return person


def _to_sign_in() -> HttpResponseBase:
    return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse('accounts:account')})}")


def _done(what: str) -> HttpResponseBase:
    return redirect(f"{reverse('accounts:account')}?{urlencode({'done': what})}")
