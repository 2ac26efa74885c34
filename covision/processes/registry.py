"""Processes that are no files: those of circles, as far as this server process has met them."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from covision.engine.plain import value
from covision.engine.process import Process

MOST_KNOWN = 1000  # whoever needs one that has been dropped registers it again

WordTable = Mapping[str, Any]


@value
class ProcessText:
    """A process with its words."""

    process: Process
    words: Mapping[str, WordTable]  # by language


registry: "OrderedDict[str, ProcessText]" = OrderedDict()
_lock = threading.Lock()


def register(id: str, text: ProcessText) -> None:
    """Let a process be found by its id as one that comes with Covision is; no list names it."""
    with _lock:
        registry[id] = text
        registry.move_to_end(id)
        while len(registry) > MOST_KNOWN:
            registry.popitem(last=False)


def unregister(id: str) -> None:
    with _lock:
        registry.pop(id, None)


def registered(id: str) -> ProcessText | None:
    return registry.get(id)
