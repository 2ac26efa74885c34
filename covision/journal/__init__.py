"""The ordered, append-only events of each meeting: load them, append to them, and what was appended is on the disk."""

from .records import Record, load, load_all, version_brought_by, versions
from .writer import NotKept, Overtaken, append, close

__all__ = [
    "NotKept",
    "Overtaken",
    "Record",
    "append",
    "close",
    "load",
    "load_all",
    "version_brought_by",
    "versions",
]
