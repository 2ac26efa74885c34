"""Pages for everybody: the language, what is kept, whether the server is well, and errors."""

from django.core.exceptions import RequestDataTooBig
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from covision.actions.accounts.signing_in import keep_language
from covision.actions.meetings.meetings import KEEP_MEETING, KEEP_REHEARSAL
from covision.languages import LANGUAGES
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import set_language
from covision.views.http.responses import page


@require_POST
def choose_language(request: PersonRequest) -> HttpResponseBase:
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    if code in LANGUAGES:
        set_language(response, code)
        if request.person:
            keep_language(code, by=request.person)
    return response


@require_safe
def who_can_read(request: PersonRequest) -> HttpResponseBase:
    keeping = _(
        "What was written in a meeting is erased %(meeting)s days after its end, with its key; "
        "a rehearsal %(rehearsal)s day after it began."
    ) % {"meeting": KEEP_MEETING.days, "rehearsal": KEEP_REHEARSAL.days}
    return page(request, "site/who_can_read.html", keeping=keeping)


@require_safe
def health(request: PersonRequest) -> HttpResponseBase:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readiness(request: PersonRequest) -> HttpResponseBase:
    try:
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(request, "site/error.html", 413, sentence="")
    return page(
        request,
        "site/error.html",
        400,
        sentence=_("This request could not be read. Please load the page again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return page(request, "site/error.html", 403, sentence="")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "site/error.html", 404, sentence="")


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, "site/error.html", 500, sentence="")
