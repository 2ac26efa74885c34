"""`covision due`: erases what has passed its keeping time, and settles proposals whose time to answer is over."""

import argparse
from collections.abc import Sequence

from django.utils import timezone

from covision.actions.circles import settle_all
from covision.actions.meetings import erase_due
from covision.actions.people import forget_what_is_over


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision due", description=__doc__).parse_args(arguments)
    settle_all(timezone.now())
    erased = erase_due(timezone.now())
    forget_what_is_over(timezone.now())
    print(f"{erased} meetings erased.")
    return 0
