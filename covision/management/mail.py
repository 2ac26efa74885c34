"""`covision mail --to ADDRESS`: sends a letter that says nothing, and says what the mail server made of it."""

import argparse
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from covision import mail
from covision.actions.accounts.signing_in import clean_address
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.models.ids import random_id

WAYS = {
    "smtp": "STARTTLS, or no protection within this machine",
    "smtps": "TLS from the first byte",
    "smtp+plain": "no protection",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="covision mail", description=__doc__)
    parser.add_argument("--to", required=True, metavar="ADDRESS", help="who gets the letter")
    parser.add_argument("--language", default="en", choices=LANGUAGES, help="its language (en)")
    options = parser.parse_args(arguments)
    parts = urlsplit(settings.COVISION_SMTP_URL)
    if parts.hostname:
        print(f"Mail server {parts.hostname}, {WAYS[parts.scheme]}; from {settings.COVISION_MAIL_FROM}.")
    try:
        mail.send(mail.Letter("try", clean_address(options.to), options.language), random_id())
    except (mail.NotSent, Refused) as why:
        print(f"Not sent. {why}", file=sys.stderr)
        return 1
    print("The mail server has taken the letter. Whether it arrives shows in the mailbox only.")
    return 0
