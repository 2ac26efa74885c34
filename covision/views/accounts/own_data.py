"""One's own data: everything in a file to keep, as a page or as JSON, and deleting the account."""

import json
from collections.abc import Iterator

from django.http import HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from covision.actions.accounts.signing_in import has_account
from covision.actions.data import account_deletion
from covision.actions.data import own_data as actions
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import language, page
from covision.views.http.streaming import as_taken

from .sign_in_session import signed_out


@require_safe
def own_data(request: PersonRequest) -> HttpResponseBase:
    person = _somebody(request)
    return page(request, "accounts/own_data/page.html", account=has_account(person))


@require_safe
def as_page(request: PersonRequest) -> HttpResponseBase:
    return _download(_html(_somebody(request), language()), "text/html; charset=utf-8", "html")


@require_safe
def as_json(request: PersonRequest) -> HttpResponseBase:
    return _download(_json(_somebody(request), language()), "application/json", "json")


@form_at_pace("delete")
def delete(request: PersonRequest) -> HttpResponseBase:
    """Asks once and says what follows; then everything goes."""
    person = _somebody(request)
    if request.method != "POST":
        return page(request, "accounts/own_data/delete.html", account=has_account(person), errors={})
    match request.POST.get("shared", ""):
        case "stay" | "go" as shared:
            account_deletion.delete_account(person, shared, now=timezone.now())
        case _:
            errors = {"shared": gettext("Please choose what happens to what you have shared.")}
            return page(
                request, "accounts/own_data/delete.html", 422, account=has_account(person), errors=errors
            )
    left = signed_out(request)
    request.person = None
    response = page(request, "accounts/own_data/deleted.html", here="/")
    response.headers["Clear-Site-Data"] = left.headers["Clear-Site-Data"]
    return response


def _html(person: Person, language: str) -> Iterator[str]:
    """Piece by piece: each entry is read from the database when it is its turn."""
    day = date_format(timezone.localdate())
    yield _rendered("accounts/own_data/head.html", language, day=day, name=person.name)
    for chapter, entries in actions.chapters(person, language):
        yield _rendered("accounts/own_data/chapter.html", language, key=chapter.key, title=chapter.title)
        for entry in entries:
            said = [(actions.LABELS[key], value) for key, value in entry.items() if value not in {"", None}]
            yield _rendered("accounts/own_data/entry.html", language, entry=said)
        yield "</ul></section>\n"
    yield "</main></body></html>\n"


def _json(person: Person, language: str) -> Iterator[str]:
    yield f'{{"made": {json.dumps(timezone.localdate().isoformat())}'
    for chapter, entries in actions.chapters(person, language):
        yield f",\n{json.dumps(chapter.key)}: [\n"
        yield json.dumps(next(entries), ensure_ascii=False)
        for entry in entries:
            yield f",\n{json.dumps(entry, ensure_ascii=False)}"
        yield "\n]"
    yield "}\n"


def _rendered(template: str, language: str, **context: object) -> str:
    with override(language):
        return render_to_string(template, {"language": language, **context})


def _download(pieces: Iterator[str], kind: str, ending: str) -> HttpResponseBase:
    response = StreamingHttpResponse(as_taken(pieces), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="covision-my-data.{ending}"'
    return response


def _somebody(request: PersonRequest) -> Person:
    if request.person is None:
        raise Refused("Please sign in first.", "gone")
    return request.person
