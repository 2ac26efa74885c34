"""What every request passes: the headers each answer carries, and who it is that comes."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from .clock import clock_of
from .models.people import Person

Answer = Callable[[HttpRequest], HttpResponseBase]

_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_CLOSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)
HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", _CONTENT),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name in _CLOSED)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    *(
        (("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),)
        if settings.COVISION_HTTPS
        else ()
    ),
)
FOR_PAGES = {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"}  # most of an answer's head
PARTS_OF_PAGES = (
    "text/css",
    "text/javascript",
)  # never shown by themselves; an image may be, with scripts in it
NO_STORE = ("Cache-Control", "no-store")
RAW_HEADERS = tuple((name.lower().encode(), line.encode()) for name, line in (*HEADERS, NO_STORE))


class PersonRequest(HttpRequest):
    """A request that knows who comes, and when."""

    person: Person | None
    now: datetime


class SecurityHeadersMiddleware:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        is_part = response.headers.get("Content-Type", "").startswith(PARTS_OF_PAGES)
        for name, line in HEADERS:
            if not (is_part and name in FOR_PAGES):
                response.headers[name] = line
        if not request.path.startswith(settings.STATIC_URL) or response.status_code >= 400:
            response.headers[NO_STORE[0]] = NO_STORE[1]
        return response


class PersonMiddleware:
    """Sets `request.person` and `request.now`; without a login cookie nothing is asked of the database."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person_id = request.session.get("person")
        setattr(request, "person", Person.objects.filter(pk=person_id).first() if person_id else None)  # noqa: B010
        setattr(request, "now", clock_of(getattr(request, "scope", {})).now())  # noqa: B010
        return self.answer(request)
