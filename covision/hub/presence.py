"""Who is here and who is ready, in memory only; other processes hear of it by `tell` and are believed for AWAY_AFTER."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from .alarm import wake

AWAY_AFTER = timedelta(seconds=20)


@dataclass(slots=True)
class _Room:
    lines: Counter[int] = field(default_factory=Counter)
    seen: dict[int, datetime] = field(default_factory=dict)
    ready: set[int] = field(default_factory=set)


_lock = Lock()
_rooms: dict[int, _Room] = {}
_tell: list[Callable[[str], None]] = []


def came(meeting_id: int, seat: int, at: datetime) -> None:
    with _lock:
        _room(meeting_id).lines[seat] += 1
    seen(meeting_id, seat, at)


def went(meeting_id: int, seat: int, at: datetime) -> None:
    with _lock:
        room = _room(meeting_id)
        room.lines[seat] -= 1
        if room.lines[seat] <= 0:
            del room.lines[seat]
        room.seen[seat] = at


def seen(meeting_id: int, seat: int, at: datetime) -> None:
    """Note that somebody did something, as people without an open line do when they load the page."""
    _send(f"here {meeting_id}:{seat}")
    if _note(meeting_id, seat, at):
        wake(meeting_id)


def away(meeting_id: int, seats: Iterable[int], now: datetime) -> frozenset[int]:
    """Those of the seats that have had no line and done nothing for AWAY_AFTER.

    Those of whom nothing is known, as after a restart, count as here until that time has passed.
    """
    with _lock:
        room = _room(meeting_id)
        return frozenset(
            seat
            for seat in seats
            if not room.lines[seat] and now - room.seen.setdefault(seat, now) >= AWAY_AFTER
        )


def ready(meeting_id: int, seat: int) -> None:
    _send(f"ready {meeting_id}:{seat}")
    with _lock:
        _room(meeting_id).ready.add(seat)
    wake(meeting_id)


def who_is_ready(meeting_id: int) -> frozenset[int]:
    with _lock:
        return frozenset(_room(meeting_id).ready)


def take_ready(meeting_id: int) -> int:
    _send(f"taken {meeting_id}:0")
    with _lock:
        room = _room(meeting_id)
        count = len(room.ready)
        room.ready.clear()
    return count


def forget(meeting_id: int) -> None:
    with _lock:
        _rooms.pop(meeting_id, None)


def tell_others(tell: Callable[[str], None] | None) -> None:
    _tell[:] = [tell] if tell else []


def hear(word: str, now: datetime) -> None:
    """Take in what another process told: “here 12:1,2 13:4”, “ready 12:3” or “taken 12:0”."""
    what, *rooms = word.split()
    for room in rooms:
        meeting, _, seats = room.partition(":")
        for seat in map(int, seats.split(",")):
            _hear_seat(what, int(meeting), seat, now)


def here_now(most: int) -> Iterable[str]:
    """Everybody with a line in this process, in words of at most `most` characters."""
    with _lock:
        rooms = [
            f"{meeting}:{','.join(map(str, room.lines))}" for meeting, room in _rooms.items() if room.lines
        ]
    words = ["here"]
    for room in rooms:
        if len(words[-1]) + len(room) >= most:
            words.append("here")
        words[-1] += f" {room}"
    return [word for word in words if word != "here"]


def _hear_seat(what: str, meeting_id: int, seat: int, now: datetime) -> None:
    if what == "here":
        changed = _note(meeting_id, seat, now)
    else:
        changed = True
        with _lock:
            waiting = _room(meeting_id).ready
            waiting.clear() if what == "taken" else waiting.add(seat)
    if changed:
        wake(meeting_id)


def _note(meeting_id: int, seat: int, at: datetime) -> bool:
    """Whether the person had been away or had not come yet."""
    with _lock:
        room = _room(meeting_id)
        before = room.seen.get(seat)
        room.seen[seat] = at
        return before is None or at - before >= AWAY_AFTER


def _room(meeting_id: int) -> _Room:
    return _rooms.setdefault(meeting_id, _Room())


def _send(word: str) -> None:
    for tell in _tell:
        tell(word)
