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
    return _noted(room, answer, now) if isinstance(command, (c.EndStep, c.UndoStep)) else answer


def _say_ready(room: Room, by: int) -> "Future[None]":
    if not room.shown.is_in(by):
        raise Refused("You are not in this meeting any more.", "forbidden")
    hub.ready(room.id, by)
    done: Future[None] = Future()
    done.set_result(None)
    return done


def _noted(room: Room, answer: "Future[None]", now: datetime) -> "Future[None]":
    """A step that may have ended the meeting is answered once its end is written down too."""
    noted: Future[None] = Future()

    def note(done: "Future[None]") -> None:
        failure = done.exception()
        if failure is not None:
            noted.set_exception(failure)
            return
        try:
            note_end(room, now)
        finally:
            noted.set_result(None)

    answer.add_done_callback(note)
    return noted
