"""What this process has counted since it started, for whoever runs it: no persons, no circles, no meetings by name."""

from collections import Counter
from threading import Lock

_lock = Lock()
_counts: Counter[str] = Counter()


def count(what: str, by: int = 1) -> None:
    with _lock:
        _counts[what] += by


def counted(what: str) -> int:
    return _counts[what]
