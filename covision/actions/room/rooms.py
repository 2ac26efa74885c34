"""Meetings in the memory of this process: opened once, folded on, and shown only as far as they are on the disk."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from covision import hub, journal, vault
from covision.actions.processes import versions as process_versions
from covision.engine import events as e
from covision.engine.command import Command
from covision.engine.deciding import decide
from covision.engine.evolve import evolve
from covision.engine.meeting import Meeting
from covision.engine.refusals import Refused
from covision.journal import Overtaken, Record
from covision.models.meetings import Meeting as MeetingRow
from covision.models.rehearsals import Rehearsal
from covision.models.rows import Insert

from .people import followed, refresh, refresh_names
from .room import Room

TRIES = 6
KEPT_OPEN = 2000
DONE: "Future[None]" = Future()
DONE.set_result(None)


@dataclass
class _Submission:
    """A command on its way to the disk, so that it can be judged again if another process was quicker."""

    command: Command
    by: int
    now: datetime
    command_id: str
    sealed: tuple[Insert, ...]
    answer: "Future[None]"
    tries: int = 0


_rooms: "OrderedDict[str, Room]" = OrderedDict()
_lock = threading.Lock()


def opened(public_id: str) -> Room | None:
    """Give the room if it is in memory. It never waits."""
    room = _rooms.get(public_id)
    if room is not None:
        with _lock:
            if public_id in _rooms:
                _rooms.move_to_end(public_id)
    return room


def open_room(public_id: str) -> Room:
    """:raises Refused: there is no such meeting, or it has been erased."""
    room = _rooms.get(public_id)
    if room is None:
        room = _load(public_id)
        with _lock:
            room = _rooms.setdefault(public_id, room)
            while len(_rooms) > KEPT_OPEN:
                _rooms.popitem(last=False)
    catch_up(room)
    return room


def led_rooms() -> list[Room]:
    with _lock:
        led = (room for room in _rooms.values() if room.meeting.covision_leads() and not room.erased)
        return [room for room in led if not room.rests]


def close_rooms() -> None:
    with _lock:
        _rooms.clear()


def how_many() -> int:
    return len(_rooms)


def forget_room(public_id: str) -> None:
    room = _rooms.pop(public_id, None)
    if room is not None:
        room.erased = True
        room.texts.clear()
        room.hint_memory.clear()
        room.own_words.clear()
        room.answers.clear()
        hub.forget(room.id)
        hub.wake(room.id)


def catch_up(room: Room) -> bool:
    """Whether anything was new.

    :raises Refused: the meeting has been erased meanwhile.
    """
    if vault.MEETINGS.keys.open(room.id) is None:
        forget_room(room.public_id)
        raise no_such_meeting()
    with room.lock:
        records = journal.load(room.id, after=room.meeting.version)
        if records and records[-1].version > room.head.version:
            _fold(room, records)
        process_versions.load((room.rehearses, *followed(room.meeting)))
        if any(isinstance(record.event, e.PersonRemoved) for record in records):
            refresh_names(room)
        return refresh(room) or bool(records)


def act(
    room: Room, command: Command, *, by: int, now: datetime, command_id: str, sealed: Sequence[Insert] = ()
) -> "Future[None]":
    """The future is done when it is on the disk. The same command id has one effect and one answer.

    :raises Refused: at once, or by the future if it could not be kept.
    """
    asked = _Submission(command, by, now, command_id, tuple(sealed), Future())
    with room.lock:
        answer = room.commands.get(command_id)
        if answer is not None:
            return answer
        _submit(room, asked)
        hub.count("commands")
        room.commands[command_id] = asked.answer
        while len(room.commands) > KEPT_OPEN:
            room.commands.popitem(last=False)
    return asked.answer


def remember_text(room: Room, ref: str, text: str, kind: str, seat: int) -> None:
    room.texts[ref] = text
    room.sealed_as[ref] = (kind, seat)


def erase_text(room: Room, ref: str) -> None:
    vault.MEETINGS.erase_texts(room.id, [ref])
    room.texts.pop(ref, None)
    room.hint_memory.forget(ref)


def _submit(room: Room, asked: _Submission) -> None:
    """Judge against the head and hand over to the writer; the caller holds the lock."""
    events = decide(room.head, asked.command, asked.by, asked.now)
    if not events:
        asked.answer.set_result(None)
        return
    records, head = _records(room, events, asked)
    kept = journal.append(records, asked.sealed, after=room.head_by)
    room.head, room.head_by = head, asked.command_id
    kept.add_done_callback(lambda done: _settle(room, asked, head, records, done))


def _records(room: Room, events: Sequence[e.Event], asked: _Submission) -> tuple[list[Record], Meeting]:
    records, head = [], room.head
    for event in events:
        seat = None if isinstance(event, e.MoreTimeAsked) else asked.by or None
        head = evolve(head, event, seat or 0, asked.now)
        records.append(Record(room.id, head.version, event, asked.now, seat, asked.command_id))
    return records, head


def _settle(
    room: Room, asked: _Submission, head: Meeting, records: list[Record], done: "Future[None]"
) -> None:
    """Called by the writer, in the order of the journal."""
    failure = done.exception()
    if failure is None:
        with room.lock:
            if head.version > room.meeting.version:
                room.meeting, room.meeting_by = head, asked.command_id
            if asked.command_id in room.commands:
                room.commands[asked.command_id] = DONE  # a future of its own costs as much as a card
        hub.wake(room.id)
        asked.answer.set_result(None)
        return
    with room.lock:
        room.commands.pop(asked.command_id, None)
        _start_again(room)
    if isinstance(failure, Overtaken) and asked.tries < TRIES:
        _try_again(room, asked)
    elif isinstance(failure, Overtaken):
        asked.answer.set_exception(Refused("Somebody else was quicker. Please look and try again."))
    else:
        asked.answer.set_exception(failure)


def _try_again(room: Room, asked: _Submission) -> None:
    asked.tries += 1
    with room.lock:
        answer = room.commands.get(asked.command_id)
        if answer is not None and answer.done():  # another process was quicker with this very command
            asked.answer.set_result(None)
            return
        room.commands[asked.command_id] = asked.answer
        try:
            _submit(room, asked)
        except Refused as refused:
            room.commands.pop(asked.command_id, None)
            asked.answer.set_exception(refused)


def _start_again(room: Room) -> None:
    """What was decided on top of a failed command is void: back to what the database has."""
    room.head, room.head_by = room.meeting, room.meeting_by
    records = journal.load(room.id, after=room.meeting.version)
    if records:
        _fold(room, records)


def _load(public_id: str) -> Room:
    row = MeetingRow.objects.filter(public_id=public_id).select_related("circle").first()
    key = vault.MEETINGS.keys.open(row.pk) if row else None
    if row is None or key is None:
        raise no_such_meeting()
    room = Room(row.pk, row.public_id, key, join_token=row.join_token or "")
    if row.circle is not None:
        room.circle, room.focus, room.lasting = row.circle.name, row.circle.focus, row.circle.lasting
        room.circle_id = row.circle.pk
    rehearsal = Rehearsal.objects.filter(meeting=row).first()
    if rehearsal is not None:
        room.rehearses, room.rests = rehearsal.process_id, rehearsal.paused
    _fold(room, journal.load(room.id))
    return room


def _fold(room: Room, records: Sequence[Record]) -> None:
    meeting = room.meeting
    wanted: list[tuple[str, str, int]] = []
    for record in records:
        wanted += sealed_in(meeting, record)
        meeting = evolve(meeting, record.event, record.seat or 0, record.at)
        room.commands.setdefault(record.command_id, DONE)
    room.sealed_as.update({ref: (kind, seat) for ref, kind, seat in wanted})
    room.texts.update(
        vault.MEETINGS.open(room.id, [text for text in wanted if text[0] not in room.texts], room.key)
    )
    room.meeting = room.head = meeting  # a head that is decided but unwritten is overtaken
    if records:
        room.meeting_by = room.head_by = records[-1].command_id


def sealed_in(meeting: Meeting, record: Record) -> list[tuple[str, str, int]]:
    """The texts an event brings, with the kind and seat their seal is bound to."""
    match record.event:
        case e.CardWritten(text=text, kind=kind) if text is not None:
            return [(text.id, kind, record.seat or 0)]
        case e.CardRewritten(text=text, card=id):
            card = meeting.card(id)
            return [(text.id, card.kind, record.seat or 0)] if card else []
        case _:
            return []


def no_such_meeting() -> Refused:
    return Refused("There is no such meeting, or it has been erased.", "gone")
