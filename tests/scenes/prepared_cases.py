"""Cases as members of the cast in a lasting circle prepare them, and rooms in which they bring them."""

from covision.actions.cases import cases
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import circle_meetings
from covision.actions.room.room import Room
from covision.actions.shared.wording import Wording
from covision.models.cases import Case
from tests.conftest import NOW

from .lasting_circle import LastingCircle
from .room_cast import new_id

CHECKED = ("check:current", "check:influence", "check:own", "check:real", "check:tellable", "inside:no")
TAGS = (*CHECKED, "urgency:soon", "whose:personal")
TEXT = "I promise more than I can keep. It happens with those who shout."


def prepared(group: LastingCircle, who: str = "Cas", tags: tuple[str, ...] = TAGS, text: str = TEXT) -> Case:
    words = Wording(text, tags, "en")
    return cases.prepare(words, {"n1": "It was in the corridor."}, by=group.people[who], now=NOW)


def shared(group: LastingCircle, who: str = "Cas") -> Case:
    case = prepared(group, who)
    cases.share(case, group.inside(who), now=NOW)
    return cases.own_case(case.public_id, by=group.people[who])


def met(group: LastingCircle, *who: str) -> Room:
    """A room of the circle in which these members have their seats, in their order."""
    room = circle_meetings.start(group.inside(who[0]), 90, 1, spoken=False, now=NOW)
    for name in who[1:]:
        circle_meetings.come_in(group.inside(name), room.public_id, now=NOW)
    return room


def do(room: Room, by: int, command: str, /, **fields: str | list[str]) -> None:
    form = {
        name.replace("__", "."): [value] if isinstance(value, str) else value
        for name, value in fields.items()
    }
    form |= {"id": [new_id()], "command": [command]}
    act_on_fields(room, form, by=by, now=NOW, language="en").result()


def go_on(room: Room, then: str = "") -> None:
    do(room, room.meeting.holder, "end-step", step=room.meeting.place()[1], then=then, anyway="1")


def work_on(room: Room, card: str, owner: int, facilitator: int) -> None:
    """From collecting to the first step of the round."""
    do(room, room.meeting.holder, "reveal")
    go_on(room)
    do(room, room.meeting.holder, "propose-case", card=card)
    do(room, owner, "accept-case")
    go_on(room)
    do(room, facilitator, "take-role", role="facilitator")
    go_on(room)
