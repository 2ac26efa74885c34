"""Looking up the words of a process: in one language, else in English, else nothing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from covision import processes
from covision.languages import LANGUAGES

Table = Mapping[str, Any]


class ProcessWords:
    """The words of one process in one language. What a file lacks is an empty text: paper leaves it out."""

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def text(self, *keys: str) -> str:
        word = self._at(keys)
        return _filled(word) if isinstance(word, str) else ""

    def texts(self, *keys: str) -> tuple[str, ...]:
        words = self._at(keys)
        return tuple(_filled(text) for text in words) if isinstance(words, list) else ()

    def _at(self, keys: tuple[str, ...]) -> object:
        for table in self.tables:
            content: object = table
            for key in keys:
                content = content.get(key) if isinstance(content, Mapping) else None
            if content is not None:
                return content
        return None


def words_of(id: str, language: str) -> ProcessWords:
    return ProcessWords(processes.words(id, language), processes.words(id, "en"))


def languages_of(id: str) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if processes.words(id, code))


def _filled(text: str) -> str:
    client = _("the client")
    if text.startswith("{client}"):
        client = client[:1].upper() + client[1:]
    return text.replace("{client}", client, 1).replace("{client}", _("the client"))
