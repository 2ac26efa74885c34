"""A login begins, and ends: what the browser is given and what it forgets."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from covision import hub
from covision.actions.accounts import people
from covision.actions.accounts.logins import browser_kind
from covision.actions.accounts.passkeys import Site
from covision.actions.accounts.signing_in import has_account
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.wording import language

ONE_YEAR = 365 * 24 * 3600
FORGET = '"cache", "cookies", "storage"'


def begin_login(request: PersonRequest, person: Person) -> None:
    """From now on this browser is the person; the key it had before opens nothing any more."""
    request.session["person"] = person.pk
    request.session["browser"] = browser_kind(request.headers.get("user-agent", ""))
    request.session["since"] = timezone.localdate().isoformat()
    request.session.cycle_key()
    request.person = person


def signed_in(request: PersonRequest, person: Person) -> HttpResponseBase:
    goal = request.session.pop("goal", "") or reverse("accounts:account")
    begin_login(request, person)
    response = redirect(goal)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        set_language(response, person.language)
    return response


def signed_out(request: PersonRequest) -> HttpResponseBase:
    request.session.flush()
    hub.announce(hub.LOGINS)
    response = redirect("site:home")
    response.headers["Clear-Site-Data"] = FORGET
    return response


def set_language(response: HttpResponseBase, code: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def guest(request: PersonRequest) -> Person | None:
    """Who is here without an account, and so may keep the places taken by signing in."""
    return request.person if request.person and not has_account(request.person) else None


def remember_goal(request: PersonRequest, goal: str) -> None:
    if goal and url_has_allowed_host_and_scheme(goal, None) and goal.startswith("/"):
        request.session["goal"] = goal


def site(request: HttpRequest) -> Site:
    """Where the browser is, as it says itself when it shows a passkey."""
    origin: Any = settings.COVISION_ORIGIN or f"{request.scheme}://{request.get_host()}"
    return Site(urlsplit(origin).hostname or "", origin)


def person_or_guest(request: PersonRequest) -> Person:
    """Who comes, as a new guest if nobody is known; the login begins here."""
    if request.person is None:
        visit = request.POST.get("visit", "")[:64]
        newcomer = people.welcome_guest(language=language(), now=request.now, visit=visit)
        begin_login(request, newcomer)
        return newcomer
    return request.person


def person_of(request: PersonRequest) -> Person:
    """:raises Refused: nobody is signed in."""
    if request.person is None:
        raise Refused("Please sign in first.", "gone")
    return request.person
