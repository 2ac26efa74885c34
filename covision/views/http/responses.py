"""How views answer: pages with what every page needs, and refusals with the status of their kind."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from covision import hub, rendering
from covision.actions.accounts.signing_in import has_account
from covision.actions.shared import rate_limit
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.rendering import STATUS

View = Callable[..., HttpResponseBase]


def language() -> str:
    return (get_language() or "en").split("-")[0]


def absolute(request: HttpRequest, path: str) -> str:
    return (
        f"{settings.COVISION_ORIGIN}{path}" if settings.COVISION_ORIGIN else request.build_absolute_uri(path)
    )


def network(request: HttpRequest) -> str:
    """Where somebody comes from, for counting only. With IPv6 a single machine has 2⁶⁴ addresses: they count as one."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def visitor(request: HttpRequest) -> dict[str, object] | None:
    """Who comes, as the head of every page shows it; nobody yet where a request failed early."""
    person: Person | None = getattr(request, "person", None)
    return {"name": person.name, "account": has_account(person)} if person else None


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(
        request,
        template,
        {
            "language": language(),
            "here": request.path,
            "status": status,
            "visitor": SimpleLazyObject(lambda: visitor(request)),  # pages without a head do not ask
            **context,
        },
        status=status,
    )


def refusal(request: HttpRequest, refused: Refused, template: str = "site/error.html") -> HttpResponse:
    return page(request, template, STATUS[refused.why], sentence=rendering.sentence(refused, language()))


def refusals_answered(view: View) -> View:
    """A refusal that the view has no better place for becomes a page of its own."""

    @wraps(view)
    def answer(request: PersonRequest, *args: Any, **more: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **more)
        except Refused as refused:
            return refusal(request, refused)

    return answer


def not_too_fast(name: str, burst: float, per_second: float) -> Callable[[View], View]:
    """Posts come at a human pace: so many at once and so many a second for each login or address."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: PersonRequest, *args: Any, **more: Any) -> HttpResponseBase:
            who = request.session.session_key or request.META.get("REMOTE_ADDR", "")
            key, at = f"{name} {who}", request.now.timestamp()
            if request.method == "POST" and not hub.allow(key, burst=burst, per_second=per_second, at=at):
                return refusal(
                    request, Refused("You are very fast. Please wait a moment and try again.", "fast")
                )
            return view(request, *args, **more)

        return answer

    return around


def slowed_down(name: str, burst: float, per_second: float) -> Callable[[View], View]:
    """As `not_too_fast`, with one count for all server processes: for doors that strangers try."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: PersonRequest, *args: Any, **more: Any) -> HttpResponseBase:
            who = str(request.person.pk) if request.person else network(request)
            if request.method == "POST":
                try:
                    rate_limit.slow_down(f"{name} {who}", burst=burst, per_second=per_second, now=request.now)
                except Refused as fast:
                    return refusal(request, fast)
            return view(request, *args, **more)

        return answer

    return around
