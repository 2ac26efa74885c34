"""The command dev/python dev.words: the German sentences kept in step with the English ones in the code.

Alone it brings the .po file up to date; --missing prints what has no translation, --check ends with 1 where something
is wrong. All of it needs Babel, so it happens in the locked environment: see dev/catalogue.py.
"""

import os
import sys

from dev.bootstrap import PYTHON, ready_or_exit
from dev.uv import ROOT, plain_environment


def main() -> None:
    ready_or_exit("check")
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "dev.catalogue", *sys.argv[1:]], plain_environment())


if __name__ == "__main__":
    main()
