"""The command dev/python dev.picture: takes the README's picture of the room anew; see dev/camera.py."""

import os
import sys

from dev.bootstrap import PYTHON, ready_or_exit
from dev.uv import ROOT, plain_environment


def main() -> None:
    ready_or_exit("check")
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "dev.camera", *sys.argv[1:]], plain_environment())


if __name__ == "__main__":
    main()
