"""The places of a process that have words: which there have to be, which there may be, and how long they are."""

from collections.abc import Iterator

from covision.engine.plain import value
from covision.engine.process import Kind, Process, Step

NAME, SHORT, SENTENCE = 80, 40, 500  # characters
MOST_OPENINGS = 20


@value
class WordPlace:
    keys: tuple[str, ...]  # that lead to the word
    longest: int = NAME  # characters
    many: bool = False  # a list of words
    needed: bool = True  # it may not be left out


def places(process: Process) -> tuple[WordPlace, ...]:
    marks = dict.fromkeys(mark.id for step in process.steps for mark in step.marks)
    opening = any(kind.opening for kind in process.kinds)
    return (
        WordPlace(("title",)),
        WordPlace(("summary",), SENTENCE),
        WordPlace(("origin",), SENTENCE),
        WordPlace(("rights",), SENTENCE, needed=False),
        WordPlace(("opening",), SHORT, many=True, needed=opening),
        WordPlace(("opening_hint",), SENTENCE, needed=opening),
        *(WordPlace(("roles", role.id, "name")) for role in process.roles),
        *(place for kind in process.kinds for place in _of_kind(kind)),
        *(WordPlace(("marks", mark, key)) for mark in marks for key in ("name", "do", "undo")),
        *(place for step in process.steps for place in _of_step(process, step)),
    )


def _of_kind(kind: Kind) -> Iterator[WordPlace]:
    above = ("kinds", kind.id)
    yield from (WordPlace((*above, key)) for key in ("name", "many", "label"))
    yield WordPlace((*above, "hint"), SENTENCE)
    yield WordPlace((*above, "openings"), NAME, many=True, needed=kind.begins)
    for tag in kind.tags:
        yield from (WordPlace((*above, "tags", tag.id, key), SENTENCE) for key in ("label", *tag.options))


def _of_step(process: Process, step: Step) -> Iterator[WordPlace]:
    above = ("steps", step.id)
    yield WordPlace((*above, "title"))
    yield WordPlace((*above, "short"), SHORT)
    yield from (WordPlace((*above, key), SENTENCE) for key in ("purpose", "question"))
    yield from (WordPlace((*above, "ways", way.id)) for way in step.ways)
    yield from (WordPlace((*above, "questions", question.id), SENTENCE) for question in step.questions)
    spoken_to = {may.role for may in step.may} | {question.role for question in step.questions}
    spoken_to |= {*step.listens, *step.absent}
    for role in dict.fromkeys((*(role.id for role in process.roles), *sorted(spoken_to))):
        yield WordPlace((*above, "roles", role, "does"), SENTENCE, needed=role in spoken_to)
        yield WordPlace((*above, "roles", role, "leaves"), SENTENCE, needed=False)
