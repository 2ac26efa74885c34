"""`covision due`: settles, erases and forgets what has fallen due, and sends the letters that wait."""

import argparse
from collections.abc import Sequence

from django.utils import timezone

from covision import mail
from covision.actions.due import do_what_is_due


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="covision due", description=__doc__).parse_args(arguments)
    erased = do_what_is_due(timezone.now())
    print(f"{erased} meetings erased.")
    mail.wake(timezone.now())
    mail.finish()
    left, _ = mail.waiting(timezone.now())
    if left:
        print(f"{left} letters wait to be sent.")
    return 0
