"""`./run matrix`: every address, method and kind of person against a server of its own, compared with table.txt."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from load.throw_away_data import run_on_throw_away_data

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
        return run_on_throw_away_data("matrix", arguments, COVISION_METRICS="true")
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
