"""`covision due`: settles, erases and forgets what has fallen due."""

import argparse
from collections.abc import Sequence

from django.utils import timezone

from covision.actions.due import do_what_is_due


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision due", description=__doc__).parse_args(arguments)
    erased = do_what_is_due(timezone.now())
    print(f"{erased} meetings erased.")
    return 0
