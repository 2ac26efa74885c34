"""A command run once more on a data directory that vanishes: settings are read once, so it takes another process."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence


def run_on_throw_away_data(command: str, arguments: Sequence[str], **settings: str) -> int:
    """Run a command of load `--inside` such a directory, with no other settings than these; its status."""
    with tempfile.TemporaryDirectory(prefix=f"covision-{command}-") as data:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("COVISION_")}
        environment = {**kept, "COVISION_DATA": data, **settings}
        program = [sys.executable, "-P", "-m", "load", command, *arguments, "--inside", data]
        return subprocess.run(program, env=environment, check=False).returncode  # noqa: S603
