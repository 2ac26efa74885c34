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
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import attachment, page
from covision.views.http.streaming import as_taken
from covision.views.http.wording import language

from .sign_in_session import person_of, signed_out


@require_safe
def own_data(request: PersonRequest) -> HttpResponseBase:
    return page(request, "accounts/own_data/page.html", account=has_account(person_of(request)))


@require_safe
def as_page(request: PersonRequest) -> HttpResponseBase:
    return _download(_html(person_of(request), language()), "text/html; charset=utf-8", "html")


@require_safe
def as_json(request: PersonRequest) -> HttpResponseBase:
    return _download(_json(person_of(request), language()), "application/json", "json")


@form_at_pace("delete")
def delete(request: PersonRequest) -> HttpResponseBase:
    person, form = person_of(request), Form(request)
    match form.text("shared"):
        case "stay" | "go" as shared:
            account_deletion.delete_account(person, shared, now=request.now)
        case _:
            if form.is_sent:
                form.errors["shared"] = gettext("Please choose what happens to what you have shared.")
            return page(request, "accounts/own_data/delete.html", form=form, account=has_account(person))
    left = signed_out(request)
    request.person = None
    response = page(request, "accounts/own_data/deleted.html", here="/")
    response.headers["Clear-Site-Data"] = left.headers["Clear-Site-Data"]
    return response


def _html(person: Person, language: str) -> Iterator[str]:
    day = date_format(timezone.localdate())
    yield _rendered("accounts/own_data/head.html", language, day=day, name=person.name)
    for chapter, entries in actions.chapters(person, language):
        yield _rendered("accounts/own_data/chapter.html", language, key=chapter.key, title=chapter.title)
        for entry in entries:
            lines = [(actions.LABELS[key], value) for key, value in entry.items() if value not in {"", None}]
            yield _rendered("accounts/own_data/entry.html", language, entry=lines)
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
    return attachment(response, f"covision-my-data.{ending}")
