"""What stands beside the open part: the path with its times, the parts there are, and what is not possible yet."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from covision import processes
from covision.engine import length
from covision.engine.checking import ProcessFault
from covision.engine.plain import value
from covision.engine.process import Field, Process
from covision.kit.document import Picture
from covision.kit.picture import picture
from covision.languages import LANGUAGES
from covision.processes.editing import said_at
from covision.processes.process_text import ProcessText, faults_of
from covision.views.http.wording import language

from .labels import label_of

MISSING = "Words are missing here."
SECTIONS = {
    "minutes": "time", "each": "time", "days": "time", "field": "time",
    "silent": "mode", "still": "mode", "turns": "mode", "groups": "mode",
    "may": "who", "listens": "who", "absent": "who", "questions": "who",
    "marks": "decide", "outputs": "leave", "carried": "leave", "ways": "ways", "only_ways": "ways",
}  # fmt: skip


@value
class Notice:
    """What is not possible yet, with its place."""

    part: str
    section: str  # of the part's page
    label: str
    sentence: str
    number: int = 1  # things that are wrong


@value
class Station:
    """One step of the path."""

    part: str
    number: int
    title: str
    field: Field
    minutes: int
    aside: bool
    wrong: int


@value
class Chapter:
    """A part that is no step."""

    part: str
    title: str  # on its button
    wrong: int  # things in it


@value
class Outline:
    title: str
    people: int
    round: int  # minutes, with so many people
    meeting: int  # minutes, with so many people
    picture: Picture
    stations: tuple[Station, ...]
    kinds: tuple[Chapter, ...]
    about: Chapter
    roles: Chapter
    notices: tuple[Notice, ...]


class PartNames:
    """What parts of a draft are called, in the reader’s language or in whichever has a name."""

    def __init__(self, written: ProcessText) -> None:
        self.written = written

    def text(self, *keys: str) -> str:
        for tongue in dict.fromkeys((language(), *LANGUAGES)):
            text = said_at(self.written, tongue, *keys)
            if isinstance(text, str) and text:
                return text
        return ""

    def step(self, id: str) -> str:
        return self.text("steps", id, "title") or _("A step without a name")

    def kind(self, id: str) -> str:
        if id == "problem":
            return _("The chosen problem")
        return (
            self.text("kinds", id, "many")
            or self.text("kinds", id, "name")
            or _("A contribution without a name")
        )

    def role(self, id: str) -> str:
        return self.text("roles", id, "name") or _("A role without a name")

    def mark(self, id: str) -> str:
        return self.text("marks", id, "name") or _("A decision without a name")

    def part(self, part: str) -> str:
        what, _colon, id = part.partition(":")
        if what == "step":
            return self.step(id)
        if what == "kind":
            return self.kind(id)
        return _("Roles") if what == "roles" else _("The whole")


def outline(written: ProcessText, people: int) -> Outline:
    process, names = written.process, PartNames(written)
    everything = notices(written)
    wrong = Counter[str]()
    for notice in everything:
        wrong[notice.part] += notice.number
    stations = tuple(
        Station(
            f"step:{step.id}",
            number,
            names.step(step.id),
            step.field,
            step.minutes + step.each * people,
            step.aside,
            wrong[f"step:{step.id}"],
        )
        for number, step in enumerate(process.steps, 1)
    )
    once = length.minutes(process, people)
    return Outline(
        names.text("title"),
        people,
        once,
        once + length.minutes(processes.frame(), people),
        picture(tuple((station.field, station.minutes) for station in stations)),
        stations,
        tuple(_chapter(f"kind:{kind.id}", names, wrong) for kind in process.kinds),
        _chapter("about", names, wrong),
        _chapter("roles", names, wrong),
        everything,
    )


def _chapter(part: str, names: PartNames, wrong: Counter[str]) -> Chapter:
    return Chapter(part, names.part(part), wrong[part])


def notices(written: ProcessText) -> tuple[Notice, ...]:
    faults = faults_of(written)
    missing = tuple(fault for fault in faults if fault.template == MISSING)
    impossible = tuple(fault for fault in faults if fault.template != MISSING)
    order = {f"step:{step.id}": at for at, step in enumerate(written.process.steps)}
    return tuple(
        sorted(
            (*_impossible(impossible, written), *_missing(missing, written)),
            key=lambda notice: order.get(notice.part, -1 if notice.part == "about" else 999),
        )
    )


def _impossible(faults: Iterable[ProcessFault], written: ProcessText) -> Iterator[Notice]:
    names = PartNames(written)
    for fault in faults:
        part, section = place_of(fault.place, written.process)
        yield Notice(part, section, names.part(part), _sentence(fault, names))


def _sentence(fault: ProcessFault, names: PartNames) -> str:
    name_of = {"kind": names.kind, "role": names.role, "step": names.step}
    words = {name: name_of[name](str(word)) if name in name_of else word for name, word in fault.words}
    return _(fault.template).format(**words)


def _missing(faults: tuple[ProcessFault, ...], written: ProcessText) -> Iterator[Notice]:
    names = PartNames(written)
    placed: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        _words, tongue, *keys = fault.place.split(".")
        part = _part_of_words(keys, written.process)
        placed.setdefault((part, tongue), []).append(label_of(keys, names))
    for (part, tongue), labels in placed.items():
        yield Notice(part, "words", names.part(part), _lacking(tongue, labels), len(labels))


def _lacking(tongue: str, labels: list[str]) -> str:
    template = _("Missing in German: %(what)s") if tongue == "de" else _("Missing in English: %(what)s")
    return template % {"what": " · ".join(dict.fromkeys(labels))}


def place_of(place: str, process: Process) -> tuple[str, str]:
    """The part of a draft that a place in its file belongs to, and the section of its page."""
    keys = place.split(".")
    if keys[0] == "words":
        return _part_of_words(keys[2:], process), "words"
    if keys[0] == "steps" and len(keys) > 1:
        return f"step:{keys[1]}", SECTIONS.get(keys[2], "open") if len(keys) > 2 else "open"
    if keys[0] == "kinds" and len(keys) > 1:
        return f"kind:{keys[1]}", "open"
    return ("roles" if keys[0] == "roles" else "about"), "open"


def _part_of_words(keys: list[str], process: Process) -> str:
    match keys:
        case ["steps", id, *_rest]:
            return f"step:{id}"
        case ["kinds", id, *_rest]:
            return f"kind:{id}"
        case ["roles", *_rest]:
            return "roles"
        case ["marks", id, *_rest]:
            with_it = (step.id for step in process.steps if any(mark.id == id for mark in step.marks))
            return f"step:{next(with_it, '')}"
        case _:
            return "about"
