"""The one clock for all. Its end advises; it never moves anybody and never ends a text."""

from datetime import datetime

from covision.engine.events import ClockPaused, ClockStarted, Event, MoreTimeAsked, TimeAdded, TimeSpread
from covision.engine.meeting import Meeting
from covision.engine.path import spread
from covision.engine.refusals import Refused

from .common import check_holder

MOST_MINUTES = 60


def start(meeting: Meeting, by: int) -> tuple[Event, ...]:
    _check_may_stop(meeting, by)
    if meeting.clock.since is not None:
        raise Refused("The clock is running already.")
    return (ClockStarted(),)


def pause(meeting: Meeting, by: int) -> tuple[Event, ...]:
    _check_may_stop(meeting, by)
    if meeting.clock.since is None:
        raise Refused("The clock is standing already.")
    return (ClockPaused(),)


def _check_may_stop(meeting: Meeting, by: int) -> None:
    if not (meeting.rehearsal and meeting.is_in(by)):
        check_holder(meeting, by)


def add(meeting: Meeting, minutes: int, by: int) -> tuple[Event, ...]:
    check_holder(meeting, by)
    if not minutes or abs(minutes) > MOST_MINUTES:
        raise Refused("Please say how many minutes: between 1 and {most}.", "invalid", most=MOST_MINUTES)
    if meeting.clock.length + minutes * 60 < 0:
        raise Refused("The step is not that long.")
    return (TimeAdded(minutes * 60),)


def spread_lost_time(meeting: Meeting, by: int, now: datetime) -> tuple[Event, ...]:
    check_holder(meeting, by)
    later = spread(meeting, now)
    if not later:
        raise Refused("There is no later step to share the time with.")
    return (TimeSpread(later),)


def ask_more(meeting: Meeting) -> tuple[Event, ...]:
    if meeting.clock.more_asked:
        raise Refused("More time has been asked for already.")
    return (MoreTimeAsked(),)
