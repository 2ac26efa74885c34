"""How fast people may send forms: every pace by its name, and the decorators that hold views to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from covision import hub
from covision.actions.shared import rate_limit
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest

from .responses import network

View = Callable[..., HttpResponseBase]
require_form = require_http_methods(["GET", "HEAD", "POST"])


@value
class Pace:
    burst: float  # posts at once
    per_second: float  # posts that follow, in the long run
    strangers: bool = (
        False  # one count for all server processes, by person or network: strangers try these doors
    )


PACES = {
    "alone": Pace(20, 0.2),
    "answer": Pace(30, 1),
    "ask": Pace(40, 0.5),
    "calendar": Pace(20, 0.2),
    "case": Pace(30, 0.5),
    "code": Pace(60, 1, strangers=True),
    "commit": Pace(30, 1),
    "copy": Pace(10, 0.1),
    "dates": Pace(30, 0.5),
    "delete": Pace(10, 0.1),
    "do": Pace(60, 5),
    "edit": Pace(120, 2),
    "erase": Pace(20, 0.5),
    "found": Pace(20, 0.2),
    "import": Pace(10, 0.1),
    "invite": Pace(20, 0.2),
    "join": Pace(20, 0.2),
    "knock": Pace(20, 0.2, strangers=True),
    "learn": Pace(20, 0.5),
    "passkey": Pace(60, 1, strangers=True),
    "propose": Pace(20, 0.1),
    "provider": Pace(60, 1, strangers=True),
    "rehearse": Pace(10, 0.1),
    "say": Pace(30, 1),
    "search": Pace(15, 0.2),
    "sheet": Pace(20, 1),
    "sign in": Pace(60, 1, strangers=True),
    "start": Pace(20, 0.2),
    "tempo": Pace(20, 1),
}


def post_at_pace(name: str) -> Callable[[View], View]:
    return lambda view: require_POST(_paced(name, view))


def form_at_pace(name: str) -> Callable[[View], View]:
    return lambda view: require_form(_paced(name, view))


def _paced(name: str, view: View) -> View:
    pace = PACES[name]
    check = _check_stranger if pace.strangers else _check

    @wraps(view)
    def answer(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            check(name, pace, request)
        return view(request, *args, **kwargs)

    return answer


def _check(name: str, pace: Pace, request: PersonRequest) -> None:
    login, at = request.session.session_key or request.META.get("REMOTE_ADDR", ""), request.now.timestamp()
    if not hub.allow(f"{name} {login}", burst=pace.burst, per_second=pace.per_second, at=at):
        raise Refused("You are very fast. Please wait a moment and try again.", "fast")


def _check_stranger(name: str, pace: Pace, request: PersonRequest) -> None:
    stranger = str(request.person.pk) if request.person else network(request)
    rate_limit.slow_down(f"{name} {stranger}", burst=pace.burst, per_second=pace.per_second, now=request.now)
