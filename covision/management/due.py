"""`covision due`: erases what has passed its keeping time."""

import argparse
from collections.abc import Sequence

from django.utils import timezone

from covision.actions.meetings import erase_due
from covision.actions.people import forget_what_is_over


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision due", description=__doc__).parse_args(arguments)
    erased = erase_due(timezone.now())
    forget_what_is_over(timezone.now())
    print(f"{erased} meetings erased.")
    return 0
