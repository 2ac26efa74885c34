"""The reader's language, and the words of processes and of the frame in it."""

from typing import Any

from django.utils.translation import get_language

from covision import processes


def language() -> str:
    return (get_language() or "en").split("-")[0]


def word(process: str, *keys: str) -> Any:
    return processes.word(process, language(), *keys)
