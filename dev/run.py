"""The command ./run: the checkout made ready, then covision itself in this process's place."""

import os
import sys

from dev.bootstrap import COVISION, ready_or_exit
from dev.uv import plain_environment


def main() -> None:
    ready_or_exit("run")
    os.execve(COVISION, [str(COVISION), *(sys.argv[1:] or ["serve"])], plain_environment())


if __name__ == "__main__":
    main()
