"""The ordered, append-only events of each meeting: load them, append to them, and what was appended is on the disk."""

from .records import Record, known, load, load_all, versions
from .writer import NotKept, Overtaken, append, close

__all__ = ["NotKept", "Overtaken", "Record", "append", "close", "known", "load", "load_all", "versions"]
