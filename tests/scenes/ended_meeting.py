"""A meeting of the lasting circle that has ended: Cas brought a case, Ada facilitated, and both took something on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from covision.actions.circles import agreements, circles, membership
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import circle_meetings
from covision.actions.room import rooms
from covision.actions.room.room import Room
from tests.conftest import NOW

from .lasting_circle import PORTRAIT, LastingCircle, of_four, person
from .room_cast import PROBLEM, new_id

STEP = "Ask Jana for one quiet hour"
GOAL = "I want two quiet mornings a week"
PLAN = "Close my door on Friday"
SOLUTION = "Tell the team why the door is closed"


@dataclass
class Met:
    group: LastingCircle
    room: Room
    now: datetime = NOW
    seats: dict[str, int] = field(default_factory=dict)

    def do(self, who: str, command: str, **fields: str | list[str]) -> None:
        form = {
            name.replace("__", "."): [value] if isinstance(value, str) else value
            for name, value in fields.items()
        }
        form = {"id": [new_id()], "command": [command], **form}
        act_on_fields(self.room, form, by=self.seats[who], now=self.now, language="en").result()

    def go_on(self) -> None:
        step = self.room.meeting.place()[1]
        holder = next(name for name, seat in self.seats.items() if seat == self.room.meeting.holder)
        self.do(holder, "end-step", step=step, anyway="1")

    def go_to(self, step: str) -> None:
        while self.room.meeting.place()[1] != step:
            self.go_on()


def circle_of_four(now: datetime) -> LastingCircle:
    """As `of_four`, at any time and without the way there."""
    circle = circles.found_circle(PORTRAIT, name="Fay", language="en", by=(fay := person()), now=now)
    group = LastingCircle(circle, {"Fay": fay, **{name: person() for name in ("Cas", "Ada", "Ben")}})
    for name in ("Cas", "Ada", "Ben"):
        membership.admit(circle, group.people[name], name, now=now)
    for name in group.people:
        agreements.accept(group.inside(name, now), 1, now=now)
    return group


def opened(group: LastingCircle, now: datetime = NOW) -> Met:
    """All members sit in a new meeting of the circle."""
    rooms.close_rooms()
    room = circle_meetings.start(group.inside("Fay", now), 90, 1, spoken=False, now=now)
    for name in ("Cas", "Ada", "Ben"):
        circle_meetings.come_in(group.inside(name, now), room.public_id, now=now)
    seats = {name: seat for name in group.people if (seat := room.seat_of(group.people[name].pk))}
    return Met(group, room, now, seats)


def at_work(group: LastingCircle | None = None, now: datetime = NOW, whose: str = "personal") -> Met:
    met = opened(group or of_four(), now)
    met.go_to("collect")
    met.do("Cas", "write", text="My door is always open.", **{**PROBLEM, "tag__whose": whose})
    met.do("Fay", "reveal")
    met.go_on()
    met.do("Fay", "propose-case", card=met.room.meeting.cards[-1].id)
    met.do("Cas", "accept-case")
    met.go_on()
    met.do("Ada", "take-role", role="facilitator")
    met.go_on()
    return met


def ended(group: LastingCircle | None = None, now: datetime = NOW) -> Met:
    met = at_work(group, now)
    due = (now + timedelta(days=3)).isoformat()
    met.do("Cas", "write", kind="sentence", text="I never get an hour to myself.")
    met.go_to("goals")
    met.do("Cas", "write", kind="goal", text=GOAL)
    met.go_to("solutions")
    met.do("Ben", "write", kind="solution", text=SOLUTION)
    met.go_to("next")
    met.do("Cas", "write", kind="next-step", text=STEP, due=due)
    met.go_to("plans")
    met.do("Ada", "write", kind="own-step", text=PLAN, due=due)
    met.go_to("feedback")
    met.go_on()
    return met
