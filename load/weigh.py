"""`./run weigh`: the pages of a circle that has met for years beside those of a new one, as ratios of one run.

Both circles have twelve members, in a house of their own with the real journal, vault and pages. The new one has met once;
the old one as often as it is told, with fifty contributions each time. One member of each asks for the same pages in
turn, so that whatever else the machine does meets both alike. A ratio is of medians.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from covision import journal
from covision.actions.accounts import people
from covision.actions.circles import agreements, circles, membership
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import circle_meetings
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.engine.plain import value
from covision.management.serve import prepare
from covision.models.circles import Circle
from covision.models.people import Person
from load.matrix.people import PORTRAIT, PROBLEM
from load.throw_away_data import run_on_throw_away_data

MEMBERS = 12
A_MEETING = 50  # contributions
ROUNDS = 11  # times each page is asked for; looking for words has a pace of fifteen at once
APART = timedelta(days=1)
MEASURED = ("in the step", "kept by nobody", "a thought for later", "what helps")
SEARCH = "thought"
HEADINGS = ("page", "new ms", "old ms", "ratio", "new queries", "old queries")
PAGES = {
    "home": "/",
    "my circles": "/circles/",
    "circle": "/circles/{circle}/",
    "archive": "/circles/{circle}/archive/",
    "archive, words": "/circles/{circle}/archive/?look",
    "give and take": "/circles/{circle}/turns/",
    "agreement": "/circles/{circle}/agreement/",
    "what happened": "/circles/{circle}/happened/",
    "an open room": "/rooms/{room}/",
    "what I took on": "/commitments/",
    "my cases": "/cases/",
    "calendar": "/calendar/",
}
_numbers = count(1)


@value
class Visitor:
    """A member of one of the circles, and the words that fill the gaps of their addresses."""

    client: Client
    circle: str
    room: str

    def ask(self, page: str) -> None:
        """Ask for a page, and see that it is one."""
        address = PAGES[page].format(circle=self.circle, room=self.room)
        if address.endswith("?look"):
            answer = self.client.post(address.removesuffix("?look"), {"words": SEARCH})
        else:
            answer = self.client.get(address)
        assert answer.status_code == 200, f"{page}: {answer.status_code}"


@value
class PageWeight:
    """A page: how long it took, in seconds, and how many questions to both databases, in the new circle and in the old."""

    page: str
    new: float
    old: float
    new_queries: int
    old_queries: int

    @property
    def ratio(self) -> float:
        return self.old / self.new


def main(arguments: Sequence[str]) -> int:
    """Measure and report; 1 means that some page asks more often the older its circle is."""
    parser = argparse.ArgumentParser(prog="./run weigh", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--meetings", type=int, default=60, help="how often the old circle has met (60)")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside is None:
        return run_on_throw_away_data("weigh", arguments)
    assert options.inside.resolve() == settings.COVISION_DATA  # nobody's data but those made for this
    prepare()
    new, old = a_circle(1), a_circle(options.meetings)
    rows = [weigh(page, new, old) for page in PAGES]
    print(_table(rows))
    journal.close()
    return 1 if any(row.old_queries > row.new_queries for row in rows) else 0


def weigh(page: str, new: Visitor, old: Visitor) -> PageWeight:
    """Ask for a page in both circles in turn."""
    queries = [_queries(visitor, page) for visitor in (new, old)]
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for visitor, times in zip((new, old), spent, strict=True):
            began = time.perf_counter()
            visitor.ask(page)
            times.append(time.perf_counter() - began)
    return PageWeight(page, statistics.median(spent[0]), statistics.median(spent[1]), *queries)


def a_circle(meetings: int) -> Visitor:
    """Make a circle that has met so many times, a day apart, and has a room open now."""
    now = timezone.now()
    persons = [people.welcome_guest(language="en", now=now) for _ in range(MEMBERS)]
    circle = circles.found_circle(PORTRAIT, name="Member 1", language="en", by=persons[0], now=now)
    for number, person in enumerate(persons[1:], 2):
        membership.admit(circle, person, f"Member {number}", now=now)
    for person in persons:
        agreements.accept(circles.enter(circle.public_id, by=person, now=now), 1, now=now)
    for number in range(meetings):
        _meet(circle, persons, now - APART * (meetings - number))
    room = _open(circle, persons, now)
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = people.log_in_simulated(persons[0])
    return Visitor(client, circle.public_id, room.public_id)


def _open(circle: Circle, persons: Sequence[Person], now: datetime) -> Room:
    inside = [circles.enter(circle.public_id, by=person, now=now) for person in persons]
    room = circle_meetings.start(inside[0], 90, 1, spoken=False, now=now)
    for member in inside[1:]:
        circle_meetings.come_in(member, room.public_id, now=now)
    return room


def _meet(circle: Circle, persons: Sequence[Person], now: datetime) -> None:
    """A whole meeting: the first member brings the case, the second facilitates, all find resources."""
    room = _open(circle, persons, now)

    def do(by: int, **fields: list[str]) -> None:
        form = {"id": [f"weighed-{next(_numbers):08}"], **fields}
        act_on_fields(room, form, by=by, now=now, language="en").result()

    def go_on() -> None:
        do(room.meeting.holder, command=["end-step"], step=[room.meeting.place()[1]], anyway=["1"])

    go_on()
    do(1, command=["write"], **PROBLEM)
    do(1, command=["reveal"])
    go_on()
    do(1, command=["propose-case"], card=[room.meeting.cards[0].id])
    do(1, command=["accept-case"])
    go_on()
    do(2, command=["take-role"], role=["facilitator"])
    while room.meeting.place()[1] != "resources":
        go_on()
    for number in range(A_MEETING - 1):
        seat = number % MEMBERS + 1
        kind = "resource" if seat != 2 else "summary"
        do(
            seat,
            command=["write"],
            kind=[kind],
            text=[f"{MEASURED[number % len(MEASURED)]}, number {number}"],
        )
    while not room.meeting.closed:
        go_on()
    rooms.forget_room(room.public_id)


def _queries(visitor: Visitor, page: str) -> int:
    """How many questions a page asks once it has been asked for before."""
    visitor.ask(page)
    with ExitStack() as both:
        asked = [both.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        visitor.ask(page)
    return sum(len(questions) for questions in asked)


def _table(rows: Sequence[PageWeight]) -> str:
    lines = [
        (
            row.page,
            f"{row.new * 1000:.1f}",
            f"{row.old * 1000:.1f}",
            f"{row.ratio:.2f}",
            str(row.new_queries),
            str(row.old_queries),
        )
        for row in rows
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in (HEADINGS, *lines))
