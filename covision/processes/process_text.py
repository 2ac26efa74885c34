"""A process with all its words as one text, as circles keep, export and import theirs; it is checked, never trusted."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from covision.engine.checking import ID, ProcessFault, fault, faults
from covision.engine.plain import MalformedData, from_plain, to_plain
from covision.engine.process import Process
from covision.engine.signs import steers
from covision.languages import LANGUAGES

from . import frame, lines, process, table_of, toml, words
from .lines import WrongLine
from .places import MOST_OPENINGS, SENTENCE, WordPlace, places
from .registry import ProcessText, registered

__all__ = ["ProcessText", "faults_of", "leaves", "read", "shape_fault", "text_of", "write", "wrong_in_text"]
DEEPEST = 6  # keys that lead to a word

Tell = Callable[[ProcessFault], str]


def read(text: str) -> ProcessText:
    """The process has the right shape and can be shown; it may have faults.

    :raises MalformedData: with the place and what is wrong there.
    """
    table = table_of(text)
    words = table.pop("words", {})
    id = table.get("id")
    process = from_plain(Process, table, id[:40] if isinstance(id, str) else "id")
    for id in _ids(process):
        if not ID.fullmatch(id):
            raise MalformedData("“{id}” is no id: small letters, digits and hyphens, up to 40.", id=id[:40])
    return ProcessText(process, _shaped_words(words))


def write(written: ProcessText) -> str:
    return toml.write({**to_plain(written.process), "words": written.words})


def faults_of(written: ProcessText) -> tuple[ProcessFault, ...]:
    """Everything that keeps a group from working by a process: in its structure, and words that are missing,
    too long or belong to nothing."""
    return (*faults(written.process, frame()), *_in_words(written))


def wrong_in_text(text: str, tell: Tell = lambda fault: fault.sentence) -> tuple[WrongLine, ...]:
    """`tell` says a fault in the reader's language."""
    try:
        document = read(text)
    except MalformedData as why:
        return (WrongLine(lines.of_message(text, str(why)), _sentence(shape_fault(why), tell)),)
    return tuple(
        WrongLine(lines.of_place(text, fault.place), _sentence(fault, tell)) for fault in faults_of(document)
    )


def shape_fault(why: MalformedData) -> ProcessFault:
    return ProcessFault(why.place, why.template, why.words)


def _sentence(fault: ProcessFault, tell: Tell) -> str:
    return f"{fault.place}: {tell(fault)}" if fault.place else tell(fault)


def text_of(id: str) -> ProcessText:
    """:raises KeyError: there is none of this name."""
    tables = ((language, words(id, language)) for language in LANGUAGES)
    return registered(id) or ProcessText(
        process(id), {language: table for language, table in tables if table}
    )


def _ids(process: Process) -> Iterator[str]:
    yield process.id
    yield from (role.id for role in process.roles)
    for kind in process.kinds:
        yield kind.id
        yield from (id for tag in kind.tags for id in (tag.id, *tag.options))
    for step in process.steps:
        yield step.id
        yield from (mark.id for mark in step.marks)
        yield from (way.id for way in step.ways)
        yield from (question.id for question in step.questions)


def _shaped_words(words: Any) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(words, Mapping):
        raise MalformedData("expected a table", "words")
    for language, table in words.items():
        if language not in LANGUAGES:
            raise MalformedData(
                "“{word}” is none of {words}", "words", word=language[:40], words=", ".join(LANGUAGES)
            )
        if not isinstance(table, Mapping):
            raise MalformedData("expected a table", f"words.{language}")
        for keys, content in leaves(table):
            _check_said(f"words.{language}.{'.'.join(keys)}", keys, content)
    return words


def leaves(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All words of a table, each with the keys that lead to it; not deeper than words can be."""
    for key, content in table.items():
        if isinstance(content, Mapping) and content and len(above) < DEEPEST:
            yield from leaves(content, (*above, key))
        else:
            yield (*above, key), content


def _check_said(place: str, keys: tuple[str, ...], content: Any) -> None:
    if len(keys) > DEEPEST or any(len(key) > 40 or any(map(steers, key)) for key in keys):
        raise MalformedData("this is no place for words", place[:80])
    for text in content if isinstance(content, list) and len(content) <= MOST_OPENINGS else [content]:
        if isinstance(text, Mapping) and not text:
            continue
        if not isinstance(text, str):
            raise MalformedData("expected words", place)
        if len(text) > SENTENCE:
            raise MalformedData("at most {most} characters are possible", place, most=SENTENCE)
        if any(map(steers, text)):
            raise MalformedData("there is a character that cannot be seen", place)


def _in_words(written: ProcessText) -> Iterator[ProcessFault]:
    if not written.words:
        yield fault("words", "There have to be words in one language at least.")
    wanted = {place.keys: place for place in places(written.process)}
    for language, table in written.words.items():
        present = dict(leaves(table))
        for keys, place in wanted.items():
            yield from _in_place(f"words.{language}.{'.'.join(keys)}", place, present.get(keys))
        for keys in sorted(present.keys() - wanted.keys()):
            if present[keys]:
                at = f"words.{language}.{'.'.join(keys)}"
                yield fault(at, "These words belong to nothing in the process.")


def _in_place(at: str, place: WordPlace, content: Any) -> Iterator[ProcessFault]:
    missing = not content or (isinstance(content, str) and not content.strip())
    if missing and place.needed:
        yield fault(at, "Words are missing here.")
    elif not missing and isinstance(content, list) is not place.many:
        yield fault(at, "A list belongs here.") if place.many else fault(at, "One text belongs here.")
    elif not missing and any(len(text) > place.longest for text in (content if place.many else [content])):
        yield fault(at, "At most {most} characters are possible here.", most=place.longest)
