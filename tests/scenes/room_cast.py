"""The cast at a real table: people with logins in a meeting that is really kept on a disk."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.utils import timezone

from covision.actions.accounts import people
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import meetings
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.models.meetings import Meeting
from covision.models.people import Person

PLAN = meetings.Plan(circle="Tuesday circle", focus="Placement work", minutes=90, rounds=1, spoken=False)
_numbers = count(1)


@dataclass
class Guest:
    person: Person
    key: str
    seat: int = 0


def guest(language: str = "en") -> Guest:
    person = people.welcome_guest(language=language, now=timezone.now())
    return Guest(person, people.log_in_simulated(person))


@dataclass
class RealTable:
    """Fay opens the meeting; Cas, Ada, Ben and Eve are let in by her. Oz has a login and no seat."""

    room: Room
    people: dict[str, Guest] = field(default_factory=dict)

    def do(self, who: str, command: str, **fields: str | list[str]) -> None:
        form = {
            name.replace("__", "."): [value] if isinstance(value, str) else value
            for name, value in fields.items()
        }
        form = {"id": [new_id()], "command": [command], **form}
        seat = self.people[who].seat
        act_on_fields(self.room, form, by=seat, now=timezone.now(), language="en").result()

    def reload(self) -> Room:
        """As after a restart: nothing is left but what is on the disk."""
        rooms.close_rooms()
        self.room = rooms.open_room(self.room.public_id)
        return self.room

    def place(self) -> tuple[int, str]:
        return self.room.meeting.place()


def new_id() -> str:
    return f"command-{next(_numbers):08}"


def real_table() -> RealTable:
    cast = {name: guest() for name in ("Fay", "Cas", "Ada", "Ben", "Eve", "Oz")}
    now = timezone.now()
    room = meetings.start_meeting(PLAN, name="Fay", by=cast["Fay"].person, now=now)
    table = RealTable(room, cast)
    cast["Fay"].seat = 1
    row = Meeting.objects.get(pk=room.id)
    for seat, name in enumerate(("Cas", "Ada", "Ben", "Eve"), 2):
        meetings.ask_to_come_in(row, name=name, by=cast[name].person, now=now + timedelta(seconds=seat))
        cast[name].seat = seat
        table.do("Fay", "let-in", seat=str(seat))
    return table


PROBLEM: dict[str, str | list[str]] = {
    "kind": "problem",
    "tag__whose": "personal",
    "tag__urgency": "soon",
    "tag__check": ["real", "own", "current", "influence", "tellable"],
    "tag__inside": "no",
}


def at_work() -> RealTable:
    """In the first step of the main phase: Cas is the client, Ada facilitates."""
    table = real_table()
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="The long list.", **PROBLEM)
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")
    table.do("Ada", "take-role", role="facilitator")
    table.do("Fay", "end-step", step="cast", anyway="1")
    return table
