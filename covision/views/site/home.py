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
from covision.views.http.responses import page
from covision.views.http.wording import language
from covision.views.meetings.offers import offer


@value
class HomeGuide:
    """What the blocks of the first page are filled from."""

    person: Person
    now: datetime
    circles: tuple[CircleStatus, ...]  # the person's
    rooms: tuple[OpenRoom, ...]  # in which the person has a seat


@value
class Block:
    """A part of “What is next for me?”; one without items is left out."""

    template: str  # gets `items`
    ask: Callable[[HomeGuide], Sequence[object]]


@require_safe
def home(request: PersonRequest) -> HttpResponseBase:
    guide = _guide(request.person, request.now)
    return page(
        request,
        "site/home.html",
        has_person=guide is not None,
        next=_blocks(NEXT, guide),
        blocks=_blocks(LASTING, guide),
        cases=[] if guide else [offer(case) for case in beginnings(language())],
        typed={},
    )


@require_safe
def my_circles(request: PersonRequest) -> HttpResponseBase:
    guide = _guide(request.person, request.now)
    return page(request, "circles/mine.html", blocks=_blocks((*ASKED, *LASTING), guide))


def _rooms(guide: HomeGuide) -> Sequence[object]:
    return [
        {
            "room": room.room,
            "circle": room.circle,
            "rehearsal": room.rehearsal,
            "asking": room.asking,
            "day": date_format(timezone.localtime(room.began), "DATE_FORMAT"),
            "time": date_format(timezone.localtime(room.began), "H:i"),
        }
        for room in guide.rooms
    ]


def _coming(guide: HomeGuide) -> Sequence[object]:
    return [coming_line(meeting) for meeting in upcoming.for_person(guide.person, guide.now)]


def _meetings(guide: HomeGuide) -> Sequence[object]:
    """Where the person has not taken a seat yet."""
    seated = {room.circle_id for room in guide.rooms}
    return [circle for circle in guide.circles if circle.meeting and circle.public_id not in seated]


def _agreements(guide: HomeGuide) -> Sequence[object]:
    return [circle for circle in guide.circles if circle.accept]


def _proposals(guide: HomeGuide) -> Sequence[object]:
    return [circle for circle in guide.circles if circle.proposals]


def _asked(guide: HomeGuide) -> Sequence[object]:
    return list(circles.applications(guide.person))


def _circles(guide: HomeGuide) -> Sequence[object]:
    return guide.circles


# What waits for somebody, the most urgent first; something new that can wait is a line more.
ASKED = (Block("site/home/asked.html", _asked),)
NEXT: tuple[Block, ...] = (
    Block("site/home/rooms.html", _rooms),
    Block("site/home/meetings.html", _meetings),
    Block("site/home/coming.html", _coming),
    Block("site/home/agreements.html", _agreements),
    Block("site/home/proposals.html", _proposals),
    *ASKED,
)
LASTING: tuple[Block, ...] = (
    Block("site/home/circles.html", _circles),
    Block("site/home/own.html", lambda guide: (guide,)),
)


def _guide(person: Person | None, now: datetime) -> HomeGuide | None:
    return HomeGuide(person, now, circles.circles_of(person, now=now), open_rooms(person)) if person else None


def _blocks(blocks: Sequence[Block], guide: HomeGuide | None) -> list[dict[str, object]]:
    filled = ((block.template, block.ask(guide)) for block in blocks) if guide else ()
    return [{"template": template, "items": items} for template, items in filled if items]
