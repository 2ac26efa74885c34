"""`python -m load`: what `covision` does, and the commands that only a checkout has."""

import sys

from covision.management import cli

from .commands import COMMANDS


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    return cli.run(arguments, {**cli.PACKAGES, "load": COMMANDS})


if __name__ == "__main__":
    main()
