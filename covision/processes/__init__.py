"""The methods as data: a folder each with `process.toml` and `words.<language>.toml`, read once and checked. One that a
single person can follow has `alone.toml` and `alone.<language>.toml` beside them."""

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from covision.engine.alone import SUFFIX, Projection, run_alone
from covision.engine.checking import ProcessFault, faults, is_frame
from covision.engine.plain import MalformedData, from_plain
from covision.engine.process import Process
from covision.languages import LANGUAGES

from . import lines
from .lines import WrongLine
from .registry import WordTable, registry
from .registry import register as register
from .registry import registered as registered
from .registry import unregister as unregister

HOME = Path(__file__).parent
# a folder with a server's own, beside those that come with Covision
OWN = os.environ.get("COVISION_PROCESSES", "")
FRAME = "frame"
LARGEST = 250_000  # bytes; the longest there can be, in two languages, are sealed in one piece
LONGEST_LINE = 2_000  # characters


class OfferedProcess(NamedTuple):
    id: str
    case: str  # whose problem it is for
    is_proposed: bool  # among the first to be proposed


@cache
def all_ids() -> tuple[str, ...]:
    return tuple(sorted(_homes()))


@cache
def _homes() -> dict[str, Path]:
    """The folder of each process; of a server’s own only those that are in order, and none takes another’s
    place."""
    own_folders = _folders(Path(OWN)) if OWN else []
    homes = {folder.name: folder for folder in own_folders if not wrong_in(folder / "process.toml")}
    return homes | {folder.name: folder for folder in _folders(HOME)}


def _folders(home: Path) -> list[Path]:
    return (
        [folder for folder in home.iterdir() if (folder / "process.toml").is_file()] if home.is_dir() else []
    )


def live_ids() -> tuple[str, ...]:
    return tuple(id for id in all_ids() if id != FRAME)


def proposed_ids() -> tuple[str, ...]:
    """Those first that are the first to be proposed."""
    return tuple(sorted(live_ids(), key=lambda id: not process(id).proposed))


@cache
def offered() -> tuple[OfferedProcess, ...]:
    return tuple(OfferedProcess(id, process(id).case, process(id).proposed) for id in proposed_ids())


@cache
def frame() -> Process:
    return read(HOME / FRAME / "process.toml")


@cache
def alone_ids() -> tuple[str, ...]:
    return tuple(id for id in live_ids() if (HOME / id / "alone.toml").is_file())


@cache
def alone(id: str) -> Process:
    """A process that comes with Covision, or the frame, as it is run alone.

    :raises KeyError: there is none of this name, or nobody can follow it alone.
    """
    file = HOME / id / "alone.toml"
    if id not in all_ids() or not file.is_file():
        raise KeyError(id)
    return run_alone(process(id), from_plain(Projection, _table(file), f"{id}/{file.name}"))


def process(id: str) -> Process:
    """Also one of a circle, if it is registered.

    :raises KeyError: there is none of this name.
    """
    kept = registered(id)
    return kept.process if kept else _process(id)


@cache
def _process(id: str) -> Process:
    if id not in all_ids():
        raise KeyError(id)
    return read(_homes()[id] / "process.toml")


def read(file: Path) -> Process:
    """Read a process file from anywhere; it is checked, never trusted.

    :raises MalformedData: with the place in the file and what is wrong there.
    """
    process = _shaped(file)
    for fault in _faults(process):
        raise MalformedData(fault.template, f"{process.id}, {fault.place}", **dict(fault.words))
    return process


def wrong_in(file: Path) -> tuple[WrongLine, ...]:
    """Everything that is wrong in a process file.

    :raises OSError: the file cannot be read.
    """
    try:
        process = _shaped(file)
    except MalformedData as why:
        text = "" if file.stat().st_size > LARGEST else file.read_text(encoding="utf-8", errors="replace")
        return (WrongLine(lines.of_message(text, str(why)), str(why)),)
    text = file.read_text(encoding="utf-8")
    return tuple(
        WrongLine(lines.of_place(text, fault.place), f"{fault.place}: {fault.sentence}")
        for fault in _faults(process)
    )


def _faults(process: Process) -> tuple[ProcessFault, ...]:
    return faults(process, None if is_frame(process) else frame())


def _shaped(file: Path) -> Process:
    return from_plain(Process, _table(file), file.parent.name[:40])


def _table(file: Path) -> dict[str, Any]:
    too_large = file.stat().st_size > LARGEST
    try:
        return table_of("#" * (LARGEST + 1) if too_large else file.read_text(encoding="utf-8"))
    except (MalformedData, UnicodeDecodeError) as why:
        raise MalformedData("this cannot be read: {why}", file.name, why=str(why)[:200]) from None


def table_of(text: str) -> dict[str, Any]:
    """Read TOML from anywhere.

    :raises MalformedData: it is none, too large, or laid out so that reading it would take long.
    """
    if len(text.encode()) > LARGEST:
        raise MalformedData("this is larger than a process can be ({most} kB)", most=LARGEST // 1000)
    try:
        _check_lines(text)
        return tomllib.loads(text)
    except RecursionError:
        raise MalformedData("this is nested too deeply") from None
    except ValueError as why:
        raise MalformedData("this is no TOML: {why}", why=str(why)[:200]) from None


def _check_lines(text: str) -> None:
    """An endless dotted key would keep the parser busy for long."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise MalformedData(
                "line {number} has more than {most} characters", number=number, most=LONGEST_LINE
            )


def words(id: str, language: str) -> WordTable:
    kept = registered(id)
    return kept.words.get(language, {}) if kept else _words(id, language)


@cache
def _words(id: str, language: str) -> WordTable:
    of = id.removesuffix(SUFFIX)
    if of not in all_ids():
        return {}
    file = _homes()[of] / f"{'words' if of == id else 'alone'}.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def word(id: str, language: str, *keys: str) -> Any:
    """A text or a list: in English if the language lacks it, or in whichever has it; else the last key. What
    a process run alone does not say in its own way, it says as the process does."""
    return _word(id, language, keys) if id in registry else _cached_word(id, language, keys)


def _word(id: str, language: str, keys: tuple[str, ...]) -> Any:
    for tongue in (language, *LANGUAGES):
        for of in (id, id.removesuffix(SUFFIX)):
            text = _at(words(of, tongue), keys)
            if text is not None:
                return text
    return keys[-1]


_cached_word = cache(_word)


def opens(id: str, kind: str, text: str) -> bool:
    """Whether a text begins with opening words in any language: its kind's own, else one of the process's."""
    id = id.removesuffix(SUFFIX)
    begins = text.lstrip("“„\"'«» ")
    if phrases := [phrase.casefold() for code in LANGUAGES for phrase in _openings(id, code, kind)]:
        return " ".join(begins.casefold().split()).startswith(tuple(phrases))
    first_word = re.match(r"[\w'’]+", begins)
    first_words = {word.casefold() for code in LANGUAGES for word in words(id, code).get("opening", [])}
    return first_word is not None and first_word.group().casefold() in first_words


def _openings(id: str, language: str, kind: str) -> list[str]:
    texts = word(id, language, "kinds", kind, "openings")
    return texts if isinstance(texts, list) else []


def _at(table: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    return None if isinstance(table, dict) else table
