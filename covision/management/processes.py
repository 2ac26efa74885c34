"""`covision processes`: lists the processes, or says what is wrong in a process file and where."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from covision import processes
from covision.engine.length import minutes
from covision.engine.process import Process, Step
from covision.languages import LANGUAGES
from covision.processes import process_text as texts


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="covision processes", description=__doc__)
    what = parser.add_subparsers(dest="what")
    check = what.add_parser("check", help="say what is wrong in a process file and where")
    check.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    if options.what == "check":
        return _check(options.file)
    for id in processes.all_ids():
        print("\n".join(_lines(processes.process(id))), end="\n\n")
    return 0


def _check(file: Path) -> int:
    try:
        text = file.read_text(encoding="utf-8", errors="replace") if _has_words(file) else ""
        wrong = texts.wrong_in_text(text) if text else processes.wrong_in(file)
    except OSError as why:
        print(f"{file} cannot be read: {why.strerror}.", file=sys.stderr)
        return 1
    for line, sentence in wrong:
        print(f"{file}, line {line}: {sentence}" if line else f"{file}: {sentence}", file=sys.stderr)
    if wrong:
        return 1
    process = texts.read(text).process if text else processes.read(file)
    print(f"{file}: {process.id} version {process.version} is in order.")
    return 0


def _has_words(file: Path) -> bool:
    with file.open("rb") as start:
        return b"\n[words." in start.read(processes.LARGEST + 1)


def _lines(process: Process) -> list[str]:
    languages = [code for code in LANGUAGES if processes.words(process.id, code)]
    return [
        f"{process.id} (version {process.version}): {processes.word(process.id, 'en', 'title')}",
        f"  {_people(process)} · {_minutes(process)} · {' '.join(languages)} · roles: {', '.join(_roles(process))}",
        *(_step(process, step) for step in process.steps),
    ]


def _people(process: Process) -> str:
    return (
        f"{process.least} to {process.fit.most} people"
        if process.fit.most
        else f"at least {process.least} people"
    )


def _minutes(process: Process) -> str:
    least, most = minutes(process, process.least), minutes(process, process.fit.most or process.least)
    return f"{least} minutes" if least == most else f"{least} to {most} minutes"


def _roles(process: Process) -> list[str]:
    return [
        f"{role.id} ({role.least}{f'–{role.most}' if role.most > role.least else ''})"
        for role in process.roles
    ]


def _step(process: Process, step: Step) -> str:
    long = f"{step.minutes}+{step.each}n" if step.each else f"{step.minutes}"
    title = processes.word(process.id, "en", "steps", step.id, "title")
    where = "aside" if step.aside else step.macro
    ways = f" → {', '.join(dict.fromkeys(way.to for way in step.ways))}" if step.ways else ""
    return f"  {where:<8}{step.field:<9}{long:>5} min  {step.id}: {title}{ways}"
