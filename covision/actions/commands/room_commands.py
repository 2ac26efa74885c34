"""The one way in for everything people do in a room: a form's fields become a command and are carried out."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from covision import hub
from covision.actions.cases import cases, turns
from covision.actions.commitments import commitments
from covision.actions.learning import learning
from covision.actions.meetings.meetings import record_end
from covision.actions.room import preparation
from covision.actions.room.hint_dismissals import dismiss_hint, want_own_hints
from covision.actions.room.people import refresh
from covision.actions.room.room import Room
from covision.actions.room.rooms import DONE, act, erase_text
from covision.actions.shared.background import in_background
from covision.actions.shared.wording import Wording
from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.meeting import NOBODY
from covision.engine.process import EVERYONE
from covision.engine.refusals import Refused
from covision.models.rows import Insert

from .command_forms import CommandForm, Fields, read_command

UNRECORDED: dict[str, Callable[[CommandForm], "Future[None]"]] = {  # what is no history
    "say-ready": lambda form: _say_ready(form.room, form.seat),
    "dismiss-hint": lambda form: dismiss_hint(
        form.room.hint_memory, form.room.id, form.seat, form.get("hint"), lambda: hub.wake(form.room.id)
    ),
    "want-own-hints": lambda form: want_own_hints(
        form.room.hint_memory, form.room.id, form.seat, form.flag("wanted"), lambda: hub.wake(form.room.id)
    ),
}
COMMAND_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def act_on_fields(room: Room, fields: Fields, *, by: int, now: datetime, language: str) -> "Future[None]":
    """The future is done when it is on the disk.

    :raises Refused: the form cannot be read, or the command is refused.
    """
    form = CommandForm(room, fields, by, language, now, [])
    command_id = (fields.get("id") or [""])[-1]
    if not COMMAND_ID.fullmatch(command_id):
        raise Refused("This form came without a valid command number. Please load the page again.", "invalid")
    answer = room.commands.get(command_id)
    if answer is not None:
        return answer
    name = form.get("command")
    beside = UNRECORDED.get(name)
    if beside is not None:
        _check_is_in(room, by)
        return beside(form)
    if name == "explain":  # between the room and one person, so not in the journal
        return _explain(room, by, form.get("level"))
    if name == "keep-problem":
        return _keep_problem(room, by, form.get("card"), form.flag("share"), now)
    if name == "own-step":
        return _record_outcome(room, by, form.get("step"), form.get("said"), now)
    return carry_out(
        room, read_command(form, name), by=by, now=now, command_id=command_id, sealed=form.sealed
    )


def carry_out(
    room: Room, command: Command, *, by: int, now: datetime, command_id: str, sealed: Sequence[Insert] = ()
) -> "Future[None]":
    """Carry out a command and what follows from it: ready marks begin anew, texts that go are erased."""
    outdated = _outdated_text(room, command)
    answer = act(room, command, by=by, now=now, command_id=command_id, sealed=sealed)
    if isinstance(command, (c.EndStep, c.GoBack)) or (by == NOBODY and isinstance(command, c.Reveal)):
        hub.take_ready(room.id)
    if outdated:
        return _follow_up(answer, lambda: erase_text(room, outdated))
    if isinstance(command, c.Write) and (case := room.prepared.brought.get(command.card)):
        return _follow_up(answer, lambda: preparation.note_brought(room.id, command.card, case))
    if isinstance(command, (c.EndStep, c.UndoStep)):
        return _follow_up(answer, lambda: _record_progress(room, now))
    return answer


def _say_ready(room: Room, by: int) -> "Future[None]":
    hub.ready(room.id, by)
    if room.meeting.rehearsal:
        hub.wake(hub.REHEARSALS)
    return DONE


def _check_is_in(room: Room, by: int) -> None:
    if not room.meeting.is_in(by):
        raise Refused("You are not in this meeting any more.", "forbidden")


def _explain(room: Room, by: int, level: str) -> "Future[None]":
    _check_is_in(room, by)
    roles = room.meeting.roles(by, *room.meeting.place()) or (EVERYONE,)
    person = room.person_of(by)
    return learning.choose_guidance(roles, level, by=person, then=lambda: _refresh(room, "practice"))


def _keep_problem(room: Room, by: int, card_id: str, share: bool, now: datetime) -> "Future[None]":
    _check_is_in(room, by)
    card = next((card for card in room.meeting.problems() if (card.id, card.seat) == (card_id, by)), None)
    if card is None or card.text is None or room.prepared.kept(by) is None:
        raise Refused("There is no such problem of yours that could be kept.", "gone")
    if card.id in room.prepared.brought:
        raise Refused("You have kept this problem already.")
    words = Wording(room.text(card.text.id), card.tags, card.text.language)
    person = room.person_of(by)

    def keep() -> None:
        cases.keep_problem(words, room.id, card_id, room.circle_id if share else None, person, now=now)
        refresh(room, "prepared")
        hub.wake(room.id)

    return in_background(keep)


def _record_outcome(room: Room, by: int, step: str, answer: str, now: datetime) -> "Future[None]":
    if step not in {own_step.id for own_step in room.own_steps.get(by, ())}:
        raise Refused("There is nothing here that you took on, or it has been deleted.", "gone")
    person = room.person_of(by)
    return commitments.record_outcome_in_room(
        step, answer, by=person, now=now, then=lambda: _refresh(room, "own steps")
    )


def _record_progress(room: Room, now: datetime) -> None:
    record_end(room, now)
    _refresh(room, "answers")
    commitments.offer(room.id, room.meeting, room.seats, now=now)
    if room.lasting:
        preparation.note_worked(room.id, room.meeting, now)
        turns.record_turns(room.id, room.circle_id, room.meeting, room.seats, now)
    learning.count_rounds(room.id, room.meeting, room.seats)
    _refresh(room, "prepared", "practice")


def _refresh(room: Room, *names: str) -> None:
    if refresh(room, *names):
        hub.wake(room.id)


def _outdated_text(room: Room, command: Command) -> str:
    if not isinstance(command, (c.Withdraw, c.Rewrite)):
        return ""
    card = room.head.card(command.card)
    return card.text.id if card and card.text else ""


def _follow_up(answer: "Future[None]", act_on: Callable[[], None]) -> "Future[None]":
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
