"""Signing in with the provider that the operator has named: the way there, and the way back."""

from dataclasses import asdict

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from covision.actions.accounts import identity_providers, saml
from covision.actions.accounts.sign_in_state import PendingSignIn
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace, require_form
from covision.views.http.responses import absolute, page
from covision.views.http.wording import language

from .accounts import sign_in_page
from .sign_in_session import guest, remember_goal, signed_in


@post_at_pace("provider")
def set_out(request: PersonRequest) -> HttpResponseBase:
    """A page that goes on to the provider: a form of ours may not lead to another host, a page may."""
    form = Form(request)
    remember_goal(request, form.text("goal"))
    with form:
        address, errand = identity_providers.begin_sign_in(
            absolute(request, reverse("accounts:provider-back"))
        )
        request.session["errand"] = asdict(errand)
        response = page(
            request,
            "accounts/sign_in_provider.html",
            address=address,
            provider=identity_providers.provider_name(),
        )
        response.headers["Refresh"] = f"0; url={address}"
        return response
    return sign_in_page(request, form)


@form_at_pace("provider")
def come_back(request: PersonRequest) -> HttpResponseBase:
    """The provider sends people here with a GET, which changes nothing: they press one button, and are in."""
    if request.method != "POST":
        return _back_page(request)
    errand = request.session.pop("errand", None)
    with (form := Form(request)):
        if errand is None:
            raise Refused("You have not been signed in there. Please try again.")
        claim = identity_providers.finish_sign_in(
            PendingSignIn(**errand), state=form.text("state"), code=form.text("code")
        )
    if form.refused:
        return sign_in_page(request, form)
    person = identity_providers.sign_in(claim, guest=guest(request), language=language(), now=request.now)
    return signed_in(request, person)


@csrf_exempt
@require_form
def saml_back(request: PersonRequest) -> HttpResponseBase:
    """A SAML provider sends people here with a POST from its own page, which brings no cookie and changes nothing: they
    press the same button as others. With a GET it learns what it needs to know of this server."""
    if request.method != "POST":
        return HttpResponse(saml.metadata(), content_type="application/samlmetadata+xml")
    return _welcome_back(request, request.POST.get("RelayState", ""), request.POST.get("SAMLResponse", ""))


def _back_page(request: PersonRequest) -> HttpResponseBase:
    if "errand" not in request.session:
        return _not_signed_in(request)
    return _welcome_back(request, request.GET.get("state", ""), request.GET.get("code", ""))


def _welcome_back(request: PersonRequest, state: str, code: str) -> HttpResponseBase:
    if not code or not state or not identity_providers.provider_name():
        return _not_signed_in(request)
    return page(
        request,
        "accounts/sign_in_back.html",
        state=state,
        code=code,
        provider=identity_providers.provider_name(),
    )


def _not_signed_in(request: PersonRequest) -> HttpResponseBase:
    form = Form(request)
    form.refuse(Refused("You have not been signed in there. Please try again."))
    return sign_in_page(request, form)
