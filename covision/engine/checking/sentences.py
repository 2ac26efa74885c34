"""A fault in a process: its place and a sentence; and what names something that is not there."""

from collections.abc import Iterable, Iterator
from typing import Literal

from covision.engine.plain import value

What = Literal["role", "kind", "shown"]
Words = tuple[tuple[str, str | int], ...]


@value
class ProcessFault:
    place: str  # as in the file: “steps.choose.ways.again”
    template: str  # English, and the key to its translation
    words: Words = ()  # fill the places of the template

    @property
    def sentence(self) -> str:
        return self.template.format(**dict(self.words))


def fault(place: str, template: str, **words: str | int) -> ProcessFault:
    return ProcessFault(place, template, tuple((name, _short(word)) for name, word in words.items()))


def _short(word: str | int) -> str | int:
    return word[:40] if isinstance(word, str) else word


def missing_ids(named: Iterable[str], existing: set[str], place: str, what: What) -> Iterator[ProcessFault]:
    yield from (unknown(id, place, what) for id in named if id not in existing)


def unknown(id: str, place: str, what: What) -> ProcessFault:
    match what:
        case "role":
            return fault(place, "There is no role “{role}”.", role=id)
        case "kind":
            return fault(place, "There is no kind “{kind}”.", kind=id)
        case "shown":
            return fault(place, "There is no kind “{kind}” that all may see.", kind=id)
