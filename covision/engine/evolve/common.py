"""What several events do alike."""

from dataclasses import replace
from typing import TypeVar

from covision.engine.meeting import LogEntry, Meeting

T = TypeVar("T")


def logged(meeting: Meeting, what: str, seat: int, *details: str) -> Meeting:
    return replace(meeting, log=(*meeting.log, LogEntry(what, seat, details)))


def without(parts: tuple[T, ...], part: T) -> tuple[T, ...]:
    return tuple(other for other in parts if other != part)
