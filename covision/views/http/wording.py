"""The words of processes and of the frame, for plain pages in the reader's language."""

from typing import Any

from covision import processes

from .responses import language


def word(process: str, *keys: str) -> Any:
    return processes.word(process, language(), *keys)
