"""The server of a story that takes months: what `covision` does, with a clock that a file beside its data puts forward.

It stands in the tests alone. The program has no such switch: its actions are given the time, and its pages take it from
`timezone.now`, which is replaced here before anything else is read.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_really_now = timezone.now


def file_of(data: Path) -> Path:
    """Where it stands how many seconds the clock is ahead."""
    return data.with_suffix(".clock")


def now() -> datetime:
    return _really_now() + timedelta(seconds=float(file_of(Path(os.environ["COVISION_DATA"])).read_text()))


def main() -> None:
    timezone.now = now
    from covision.management import cli

    cli.main()


if __name__ == "__main__":
    main()
