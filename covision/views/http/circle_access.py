"""The way into a circle for a request: only members come in."""

from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from covision.actions.circles import circles
from covision.actions.circles.membership import Inside
from covision.middleware import PersonRequest

from .paces import View


def in_circle(view: View) -> View:
    """Give the circle that the address names to a view, if the person belongs to it; else refuse."""

    @wraps(view)
    def answer(request: PersonRequest, public_id: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, enter(request, public_id), *args, **kwargs)

    return answer


def enter(request: PersonRequest, public_id: str) -> Inside:
    """Looking changes nothing in a circle; whoever sends a form finds settled what fell due.

    :raises Refused: there is no such circle for this person.
    """
    if request.method in {"GET", "HEAD"}:
        return circles.look(public_id, by=request.person)
    return circles.enter(public_id, by=request.person, now=request.now)
