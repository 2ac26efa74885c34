"""Processes that are no files: those of circles, as far as this server process has learnt them."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from covision.engine.plain import value
from covision.engine.process import Process

MOST_KNOWN = 1000  # who uses one that has been dropped learns it again

Words = Mapping[str, Any]


@value
class Written:
    """A process and its words, a table for each language."""

    process: Process
    words: Mapping[str, Words]


here: "OrderedDict[str, Written]" = OrderedDict()
_lock = threading.Lock()


def know(id: str, written: Written) -> None:
    """This will let a process be found by its id, as if it were one that comes with Covision; no list names it."""
    with _lock:
        here[id] = written
        here.move_to_end(id)
        while len(here) > MOST_KNOWN:
            here.popitem(last=False)


def forget(id: str) -> None:
    """This will drop a process that is no file."""
    with _lock:
        here.pop(id, None)


def known(id: str) -> Written | None:
    """A process that is no file, if it is known here."""
    return here.get(id)
