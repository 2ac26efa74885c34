"""Meetings that a lasting circle has had: really held, ended, and still kept."""

from django.utils import timezone

from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import circle_meetings
from covision.actions.room.room import Room
from covision.models.meetings import Meeting

from .lasting_circle import LastingCircle
from .room_cast import PROBLEM, new_id

PROBLEM_TEXT = "The long list keeps me awake at night."
PARKED = "A thought for later that nobody has seen"


def say(room: Room, seat: int, command: str, **fields: str | list[str]) -> None:
    form = {
        name.replace("__", "."): [value] if isinstance(value, str) else value
        for name, value in fields.items()
    }
    form = {"id": [new_id()], "command": [command], **form}
    act_on_fields(room, form, by=seat, now=timezone.now(), language="en").result()


def begun(group: LastingCircle, *others: str) -> Room:
    """Fay has opened the room; the others have taken their seats in this order, from 2."""
    room = circle_meetings.start(group.inside("Fay"), 90, 1, spoken=False, now=timezone.now())
    for name in others:
        circle_meetings.come_in(group.inside(name), room.public_id, now=timezone.now())
    return room


def at_work(group: LastingCircle, *others: str) -> Room:
    """The first of the others brings the case, the second facilitates."""
    room = begun(group, *others)
    say(room, 1, "end-step", step="arrive")
    say(room, 2, "write", text=PROBLEM_TEXT, **PROBLEM)
    say(room, 1, "reveal")
    say(room, 1, "end-step", step="collect")
    say(room, 1, "propose-case", card=room.meeting.cards[0].id)
    say(room, 2, "accept-case")
    say(room, 1, "end-step", step="choose")
    say(room, 3, "take-role", role="facilitator")
    say(room, 1, "end-step", step="cast", anyway="1")
    return room


def ended(room: Room) -> Room:
    Meeting.objects.filter(pk=room.id).update(ended=timezone.now())
    return room
