"""The one way in for everything people do in a room: a form's fields become a command and are carried out."""

import re
from concurrent.futures import Future
from datetime import datetime

from covision import hub
from covision.engine import commands as c
from covision.engine.refusals import Refused

from .meetings import note_end
from .reading import Fields, Form, read_command
from .rooms import Room, act

COMMAND_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def act_on_fields(room: Room, fields: Fields, *, by: int, now: datetime, language: str) -> "Future[None]":
    """This will read one command from a form and carry it out; the future is done when it is on the disk.

    :raises Refused: the form cannot be read, or the command is refused.
    """
    form = Form(room, fields, by, language, now, [])
    command_id = (fields.get("id") or [""])[-1]
    if not COMMAND_ID.fullmatch(command_id):
        raise Refused("This form came without a valid command number. Please load the page again.", "invalid")
    known = room.commands.get(command_id)
    if known is not None:
        return known
    name = form.get("command")
    if name == "say-ready":
        return _say_ready(room, by)
    command = read_command(form, name)
    answer = act(room, command, by=by, now=now, command_id=command_id, sealed=form.sealed)
    if isinstance(command, (c.EndStep, c.GoBack)):
        hub.take_ready(room.id)
    if isinstance(command, (c.EndStep, c.UndoStep)):
        answer.add_done_callback(lambda _: note_end(room, now))
    return answer


def _say_ready(room: Room, by: int) -> "Future[None]":
    if not room.shown.is_in(by):
        raise Refused("You are not in this meeting any more.", "forbidden")
    hub.ready(room.id, by)
    done: Future[None] = Future()
    done.set_result(None)
    return done
