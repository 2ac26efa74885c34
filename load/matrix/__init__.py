"""`./run matrix`: every address, method and kind of person against a server of its own, compared with table.txt."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from .playing import play
from .table import read_table, unlisted


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run matrix", description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="print what the server answers, in the form of the table"
    )
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside is None:
        return _in_a_house_of_its_own(arguments)
    assert options.inside.resolve() == settings.COVISION_DATA  # nobody's data but those made for this
    table = read_table()
    missing = unlisted(table)
    for address in missing:
        print(f"not in the table: {address}")
    played = play(table)
    if options.show:
        print(played.as_table())
        return 0
    for cell in played.differing:
        print(cell)
    print(f"cells {played.cells}, differing {len(played.differing) + len(missing)}")
    return 1 if played.differing or missing else 0


def _in_a_house_of_its_own(arguments: Sequence[str]) -> int:
    """Settings are read once, so that another data directory needs another process."""
    with tempfile.TemporaryDirectory(prefix="covision-matrix-") as house:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
        told = {**kept, "COVISION_DATA": house, "COVISION_METRICS": "true"}
        command = [sys.executable, "-P", "-m", "load", "matrix"]
        done = subprocess.run([*command, *arguments, "--inside", house], env=told, check=False)  # noqa: S603
        return done.returncode
