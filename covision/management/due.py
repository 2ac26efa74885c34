"""`covision due`: erases what has passed its keeping time."""

import argparse
from collections.abc import Sequence

from django.utils import timezone

from covision.actions.learning import forget_the_gone
from covision.actions.meetings import erase_due


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision due", description=__doc__).parse_args(arguments)
    erased = erase_due(timezone.now())
    forget_the_gone(timezone.now())
    print(f"{erased} meetings erased.")
    return 0
