"""Plain ASGI: what a request says, and short answers with the headers every answer carries."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.http.request import split_domain_port, validate_host
from django.views.decorators.csrf import requires_csrf_token

from covision import rendering
from covision.clock import Clock, clock_of
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.middleware import RAW_HEADERS

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_BODY = 65_536  # bytes
MOST_FIELDS = 50
READ = frozenset(
    (b"host", b"origin", b"sec-fetch-site", b"x-forwarded-proto", b"x-csrftoken", b"cookie", b"last-event-id")
)  # a request lives as long as its line, so no more of it is kept


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    rest: tuple[str, ...]  # of the path after /live/
    query: dict[str, str]  # the last value of each name, like `cookies`
    headers: dict[str, str]
    cookies: dict[str, str]
    scheme: str
    clock: Clock

    @property
    def language(self) -> str:
        asked = self.query.get("language", "")
        return asked if asked in LANGUAGES else LANGUAGES[0]

    @property
    def login(self) -> str:
        return self.cookies.get(settings.SESSION_COOKIE_NAME, "")


def read_request(scope: Scope) -> Request:
    headers = {
        name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"] if name in READ
    }
    scheme = scope.get("scheme", "http")
    if settings.SECURE_PROXY_SSL_HEADER and headers.get("x-forwarded-proto") == "https":
        scheme = "https"
    return Request(
        method=scope["method"],
        rest=tuple(scope["path"].removeprefix("/live/").split("/")),
        query=_query(scope["query_string"]),
        headers=headers,
        cookies=parse_cookie(headers.pop("cookie", "")),
        scheme=scheme,
        clock=clock_of(scope),
    )


def _query(raw: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(raw.decode("latin-1"), max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}  # nothing in it matters so much that an odd one is worth a refusal


def check_origin(request: Request) -> None:
    """Make sure that a page of ours asks.

    :raises Refused: the request comes from elsewhere.
    """
    host = request.headers.get("host", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        raise _foreign()
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise _foreign()
    origin = request.headers.get("origin")
    if origin is not None and origin not in {f"{request.scheme}://{host}", *settings.CSRF_TRUSTED_ORIGINS}:
        raise _foreign()


def check_token(request: Request) -> None:
    """Compare the form's token with the cookie, as Django does.

    :raises Refused: they do not belong together.
    """
    form = HttpRequest()
    form.method, form.COOKIES = "POST", request.cookies
    form.META["HTTP_X_CSRFTOKEN"] = request.headers.get("x-csrftoken", "")
    _look_at_token(form)
    if not getattr(form, "csrf_processing_done", False):
        raise _foreign()


@requires_csrf_token  # it refuses nothing itself: what does not belong together is left without a mark
def _look_at_token(form: HttpRequest) -> HttpResponse:
    return HttpResponse()


async def read_fields(receive: Receive) -> dict[str, list[str]]:
    """
    :raises Refused: it is too large, has too many fields, or is not UTF-8.
    """
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused("The line was lost before everything had arrived.", "invalid")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BODY:
            raise Refused("This is more than fits into one message. Please shorten the text.", "large")
    return parse_fields(body)


def parse_fields(body: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            encoding="utf-8",
            errors="strict",
        )
    except (UnicodeDecodeError, ValueError):
        raise Refused("This text could not be read. Please type it again.", "invalid") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


async def answer(send: Send, status: int, text: str = "") -> None:
    body = text.encode()
    headers = [
        *RAW_HEADERS,
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_refused(send: Send, refused: Refused, language: str) -> None:
    await answer(send, rendering.STATUS[refused.why], rendering.sentence(refused, language))


def _foreign() -> Refused:
    return Refused(
        "This did not come from a page of Covision that is still valid. Please load the page again.",
        "forbidden",
    )
