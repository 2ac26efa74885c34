"""The one way in for everything people do in a room: a form's fields become a command and are carried out."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime

from covision import hub
from covision.engine import commands as c
from covision.engine.commands import Command
from covision.engine.refusals import Refused

from .meetings import note_end
from .reading import Fields, Form, read_command
from .rooms import Room, act, erase_text

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
    outdated = _text_that_goes(room, command)
    answer = act(room, command, by=by, now=now, command_id=command_id, sealed=form.sealed)
    if isinstance(command, (c.EndStep, c.GoBack)):
        hub.take_ready(room.id)
    if outdated:
        return _then(answer, lambda: erase_text(room, outdated))
    if isinstance(command, (c.EndStep, c.UndoStep)):
        return _then(answer, lambda: note_end(room, now))
    return answer


def _say_ready(room: Room, by: int) -> "Future[None]":
    if not room.shown.is_in(by):
        raise Refused("You are not in this meeting any more.", "forbidden")
    hub.ready(room.id, by)
    if room.shown.rehearsal:
        hub.wake(hub.REHEARSALS)
    done: Future[None] = Future()
    done.set_result(None)
    return done


def _text_that_goes(room: Room, command: Command) -> str:
    """The text that nobody is to read again once the command is kept: of what is withdrawn or written anew."""
    if not isinstance(command, (c.Withdraw, c.Rewrite)):
        return ""
    card = room.head.card(command.card)
    return card.text.id if card and card.text else ""


def _then(answer: "Future[None]", act_on: Callable[[], None]) -> "Future[None]":
    """The answer is given once what follows from it is done too, in the thread that kept it."""
    done: Future[None] = Future()

    def follow(kept: "Future[None]") -> None:
        failure = kept.exception()
        if failure is not None:
            done.set_exception(failure)
            return
        try:
            act_on()
        finally:
            done.set_result(None)

    answer.add_done_callback(follow)
    return done
