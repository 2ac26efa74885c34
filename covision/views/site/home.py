"""The first page: what is next for somebody who is known, and ways in for everybody; and the circles somebody is in.

Something new that can wait for somebody gets a line in `NEXT`, in its place by urgency.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision.actions.appointments import upcoming
from covision.actions.circles import circles
from covision.actions.circles.circles import CircleStatus
from covision.actions.meetings.open_rooms import OpenRoom, open_rooms
from covision.engine.plain import value
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.peers.casebook import beginnings
from covision.views.circles.appointment_pages import coming_line
from covision.views.http.responses import language, page
from covision.views.meetings.offers import offer


@value
class Known:
    """Who asks what is next, when, and the circles and open rooms of hers."""

    person: Person
    now: datetime
    circles: tuple[CircleStatus, ...]
    rooms: tuple[OpenRoom, ...]


@value
class Block:
    """A part of “What is next for me?”: a template under templates/home/, which gets `items`, and what fills it. One
    without items is left out."""

    template: str
    ask: Callable[[Known], Sequence[object]]


@require_safe
def home(request: PersonRequest) -> HttpResponseBase:
    known = _known(request.person)
    return page(
        request,
        "site/home.html",
        known=known is not None,
        next=_blocks(NEXT, known) if known else [],
        mine=_blocks(MINE, known) if known else [],
        cases=[] if known else [offer(found) for found in beginnings(language())],
        typed={},
    )


@require_safe
def my_circles(request: PersonRequest) -> HttpResponseBase:
    known = _known(request.person)
    return page(request, "circles/mine.html", mine=_blocks((*ASKED, *MINE), known) if known else [])


def _rooms(known: Known) -> Sequence[object]:
    return [
        {
            "room": one.room,
            "circle": one.circle,
            "rehearsal": one.rehearsal,
            "asking": one.asking,
            "day": date_format(timezone.localtime(one.began), "DATE_FORMAT"),
            "time": date_format(timezone.localtime(one.began), "H:i"),
        }
        for one in known.rooms
    ]


def _coming(known: Known) -> Sequence[object]:
    return [coming_line(one) for one in upcoming.for_person(known.person, known.now)]


def _own(known: Known) -> Sequence[object]:
    """Ways to what is hers alone."""
    return (known,)


def _meetings(known: Known) -> Sequence[object]:
    """Where she has not taken her seat yet."""
    seated = {one.circle_id for one in known.rooms}
    return [one for one in known.circles if one.meeting and one.public_id not in seated]


def _agreements(known: Known) -> Sequence[object]:
    return [one for one in known.circles if one.accept]


def _proposals(known: Known) -> Sequence[object]:
    return [one for one in known.circles if one.proposals]


def _asked(known: Known) -> Sequence[object]:
    return list(circles.applications(known.person))


def _circles(known: Known) -> Sequence[object]:
    return known.circles


# What waits for somebody, the most urgent first: whoever adds something that can wait adds a line.
ASKED = (Block("site/home/asked.html", _asked),)
NEXT: tuple[Block, ...] = (
    Block("site/home/rooms.html", _rooms),
    Block("site/home/meetings.html", _meetings),
    Block("site/home/coming.html", _coming),
    Block("site/home/agreements.html", _agreements),
    Block("site/home/proposals.html", _proposals),
    *ASKED,
)
MINE: tuple[Block, ...] = (Block("site/home/circles.html", _circles), Block("site/home/own.html", _own))


def _known(person: Person | None) -> Known | None:
    now = timezone.now()
    return Known(person, now, circles.circles_of(person, now=now), open_rooms(person)) if person else None


def _blocks(blocks: Sequence[Block], known: Known) -> list[dict[str, object]]:
    filled = ((block.template, block.ask(known)) for block in blocks)
    return [{"template": template, "items": items} for template, items in filled if items]
