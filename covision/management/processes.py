"""`covision processes`: lists the processes, or says what is wrong in a process file and where."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from covision import processes
from covision.engine.plain import Misshapen
from covision.engine.process import Process


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
        found = processes.read(file)
    except OSError as why:
        print(f"{file} cannot be read: {why.strerror}.", file=sys.stderr)
        return 1
    except Misshapen as why:
        print(f"{file}: {why}", file=sys.stderr)
        return 1
    print(f"{file}: {found.id} version {found.version} is in order.")
    return 0


def _lines(found: Process) -> list[str]:
    minutes = sum(step.minutes for step in found.steps)
    languages = [code for code in processes.LANGUAGES if processes.words(found.id, code)]
    roles = ", ".join(role.id for role in found.roles)
    return [
        f"{found.id} (version {found.version}): {processes.word(found.id, 'en', 'title')}",
        f"  at least {found.least} people · {minutes} minutes · {' '.join(languages)} · roles: {roles}",
        *(
            f"  {step.micro} {step.macro:<8}{step.field:<9}{step.minutes:>3} min  {step.id}: "
            f"{processes.word(found.id, 'en', 'steps', step.id, 'title')}"
            for step in found.steps
        ),
    ]
