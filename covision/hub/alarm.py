"""The alarm “this meeting has changed”: it carries no data; those who hear it look for themselves."""

import logging
from collections.abc import Callable
from threading import Lock

REHEARSALS = 0  # no meeting has this number: the alarm that a rehearsal has begun
STOPPING = -1  # nor this: the alarm that the server is about to stop
LOGINS = -2  # nor this: the alarm that a login has ended

log = logging.getLogger(__name__)

_lock = Lock()
_listeners: dict[int, dict[object, Callable[[], None]]] = {}


def listen(meeting_id: int, callback: Callable[[], None]) -> Callable[[], None]:
    """Call back, from any thread, whenever the meeting has changed, until the returned function is called."""
    mark = object()
    with _lock:
        _listeners.setdefault(meeting_id, {})[mark] = callback

    def stop() -> None:
        with _lock:
            listeners = _listeners.get(meeting_id, {})
            listeners.pop(mark, None)
            if not listeners:
                _listeners.pop(meeting_id, None)

    return stop


def wake(meeting_id: int) -> None:
    with _lock:
        callbacks = tuple(_listeners.get(meeting_id, {}).values())
    for callback in callbacks:
        try:
            callback()
        except RuntimeError as why:  # its event loop has ended; the others still want to know
            log.info("hub: a listener of meeting %s is gone (%s)", meeting_id, type(why).__name__)


def wake_all() -> None:
    """Alarm everybody, because some alarm may have been missed."""
    with _lock:
        meetings = tuple(_listeners)
    for meeting_id in meetings:
        wake(meeting_id)
