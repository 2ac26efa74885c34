"""How views answer: pages with what every page needs, and refusals with the status of their kind."""

from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from covision import rendering
from covision.actions.accounts.signing_in import has_account
from covision.engine.refusals import Refused
from covision.models.people import Person
from covision.rendering import STATUS


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
