"""`covision status`: how much there is on this server, in counts; no names, no words."""

import argparse
from collections.abc import Sequence

from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from covision.actions.statistics import figures


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision status", description=__doc__).parse_args(arguments)
    try:
        statistics = figures(timezone.now())
    except (OperationalError, ProgrammingError):
        print("There are no tables yet; the server makes them when it starts.")
        return 1
    for figure in statistics:
        print(f"{figure.count:>8}  {figure.what}")
    return 0
