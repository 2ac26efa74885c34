"""How views answer: pages with what every page needs, and refusals with the status of their kind."""

from ipaddress import ip_network
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from covision.actions.accounts.signing_in import has_account
from covision.engine.refusals import Refused
from covision.models.people import Person
from covision.rendering import STATUS

from .form_input import Form, sentence_of
from .wording import language

Response = TypeVar("Response", bound=HttpResponseBase)


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


def page(
    request: HttpRequest, template: str, status: int = 200, *, form: Form | None = None, **context: Any
) -> HttpResponse:
    """A page with what all of them need; of a form its status, its errors and what was typed."""
    words: dict[str, Any] = {
        "language": language(),
        "here": request.path,
        "status": status,
        "visitor": SimpleLazyObject(lambda: visitor(request)),  # pages without a head do not ask
    }
    if form is not None:
        words |= {"status": form.status, "errors": form.errors, "typed": form.typed}
    words |= context
    return render(request, template, words, status=words["status"])


def attachment(response: Response, file: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def refusal(request: HttpRequest, refused: Refused, template: str = "site/error.html") -> HttpResponse:
    return page(request, template, STATUS[refused.why], sentence=sentence_of(refused))
