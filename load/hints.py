"""`./run hints`: how well the rules of hints agree with the labelled sentences, or what they say to one sentence."""

import argparse
from collections.abc import Sequence

from covision import hints
from covision.languages import LANGUAGES
from load.labelled_sentences import USES, table


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run hints", description=__doc__)
    what = parser.add_subparsers(dest="what")
    say = what.add_parser("say", help="say what the rules notice in a sentence; nothing is kept")
    say.add_argument("language", choices=LANGUAGES)
    say.add_argument("use", choices=USES)
    say.add_argument("sentence")
    options = parser.parse_args(arguments)
    if options.what == "say":
        print("\n".join(_said(options.sentence, options.use, options.language)) or "Nothing.")
        return 0
    print("\n".join(table()))
    return 0


def _said(sentence: str, use: str, language: str) -> list[str]:
    return [f"{rule}: {hints.reason(rule, language)}" for rule in hints.find(sentence, use, language)]
