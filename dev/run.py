"""The command ./run: the checkout made ready, then covision itself in this process's place."""

import os
import sys

from dev.bootstrap import COVISION, PYTHON, ready_or_exit
from dev.uv import plain_environment
from load.commands import COMMANDS

HELP = ("-h", "--help", "help")


def main() -> None:
    arguments = sys.argv[1:] or ["serve"]
    ready_or_exit("load" if arguments[0] in COMMANDS else "run")
    # -P: a folder named load where somebody happens to be is not ours
    in_load = [str(PYTHON), "-P", "-m", "load"]
    program = in_load if arguments[0] in {*COMMANDS, *HELP} else [str(COVISION)]
    os.execve(program[0], [*program, *arguments], plain_environment())


if __name__ == "__main__":
    main()
