"""The way into a circle for a request: only members come in."""

from django.utils import timezone

from covision.actions.circles import circles
from covision.actions.circles.membership import Inside
from covision.middleware import PersonRequest


def enter(request: PersonRequest, public_id: str) -> Inside:
    """This will open a circle to whoever asks, if they belong to it.

    :raises Refused: there is no such circle for this person.
    """
    if request.method in {"GET", "HEAD"}:
        return circles.look(public_id, by=request.person)
    return circles.enter(public_id, by=request.person, now=timezone.now())
