"""What forms say: numbers and refusals, read and answered the same on every plain page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from covision import rendering
from covision.engine.refusals import Refused

from .responses import language


def errors_of(refused: Refused) -> dict[str, str]:
    """A refusal beside the field it is about."""
    return {str(refused.words.get("field", "")): rendering.sentence(refused, language())}


def number(raw: str) -> int:
    """A small number as a form sends it; -1 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1


def submitted(
    request: HttpRequest, act: Callable[[], HttpResponseBase], typed: dict[str, str] | None = None
) -> tuple[HttpResponseBase | None, dict[str, Any]]:
    """This will carry out a form that was sent. It gives the answer; or none, and what the form's page shows then: what
    was `typed` before or now, what is wrong with it, and the status."""
    if request.method != "POST":
        return None, {"status": 200, "errors": {}, "typed": typed or {}}
    try:
        return act(), {}
    except Refused as refused:
        status = rendering.STATUS[refused.why]
        return None, {"status": status, "errors": errors_of(refused), "typed": request.POST.dict()}
