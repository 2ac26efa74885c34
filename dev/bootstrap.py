"""A checkout made ready: the locked environment in .venv, the assets, the project itself.

It runs on the standard library alone, under the system's Python. Each step leaves a stamp of what it was made from,
and a step whose stamp still holds is passed over.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from dev.uv import BOOT, ROOT, Unprepared, call, find_uv, say

Purpose = Literal["run", "load", "check"]

ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
COVISION = ENVIRONMENT / "bin" / "covision"
VENDOR = ROOT / "covision" / "static" / "vendor"
NODE = BOOT / "node"
NODE_LOCK = ROOT / "dev" / "node.txt"
WITH_SAML = "requirements-saml.txt"
LOCKS: dict[Purpose, str] = {  # each holds all of those before it
    "run": "requirements.txt",
    "load": "requirements-load.txt",
    "check": "requirements-dev.txt",
}


def ready_or_exit(purpose: Purpose) -> None:
    """Prepare, or end with the one sentence that says what is missing."""
    try:
        with only_one():
            prepare(purpose)
    except Unprepared as missing:
        sys.exit(f"Covision cannot be prepared: {missing}")


@contextmanager
def only_one() -> Iterator[None]:
    """Two commands started at once prepare one after the other."""
    BOOT.mkdir(exist_ok=True)
    with (BOOT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(purpose: Purpose) -> None:
    """Make the checkout ready to run, to play and measure as well, or to be checked as well."""
    if changed("base", base := base_state()) or not PYTHON.exists():
        say("Preparing an environment in .venv …")
        make_environment()
        stamp("base", base)
    lock = lock_for(purpose)
    if changed("packages", packages := f"{lock.name} {fingerprint([lock])}"):
        say("Installing the locked packages …")
        install_packages(lock)
        stamp("packages", packages)
    if changed("assets", asset_state()):
        say("Preparing browser files and translations …")
        make_assets()
        stamp("assets", asset_state())
    if changed("project", project := fingerprint([ROOT / "pyproject.toml"])) or not COVISION.exists():
        say("Linking the project …")
        link_project()
        stamp("project", project)


def lock_for(purpose: Purpose) -> Path:
    """The packages asked for, with the extra for SAML where it is set; an environment that can do more keeps what it has."""
    if purpose == "run" and os.environ.get("COVISION_SAML_PROVIDER"):
        return ROOT / WITH_SAML
    stamp = stamp_file("packages")
    installed = stamp.read_text().partition(" ")[0] if stamp.exists() else ""
    locks = list(LOCKS.values())
    wanted = LOCKS[purpose]
    return ROOT / max(wanted, installed if installed in locks else wanted, key=locks.index)


def changed(step: str, state: str) -> bool:
    file = stamp_file(step)
    return not file.exists() or file.read_text() != state


def stamp(step: str, state: str) -> None:
    stamp_file(step).write_text(state)


def stamp_file(step: str) -> Path:
    return ENVIRONMENT / f".made-from-{step}"


def fingerprint(files: Iterable[Path]) -> str:
    """One hash over the contents of some files."""
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def base_state() -> str:
    """An environment belongs to one Python and to one place."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def asset_state() -> str:
    """What the assets are made from, and which of them are missing."""
    words = sorted((ROOT / "covision" / "locale").glob("*/LC_MESSAGES/*.po"))
    outputs = [VENDOR / ".integrity", *(source.with_suffix(".mo") for source in words)]
    missing = [file.name for file in outputs if not file.exists()]
    sources = [ROOT / "assets.lock.json", ROOT / "build_assets.py", *words]
    return " ".join([fingerprint(sources), *missing])


def make_environment() -> None:
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    command = [find_uv(), "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT)]
    call(command, "uv could not make an environment")


def install_packages(lock: Path) -> None:
    command = [find_uv(), "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(lock)]
    call(command, f"uv could not install what {lock.name} names")


def make_assets() -> None:
    build = [str(PYTHON), str(ROOT / "build_assets.py")]
    call(build, "the browser files are not complete", extra=for_assets())


def for_assets() -> dict[str, str]:
    """npm is needed only if a browser file comes from there; at present none does."""
    return with_npm() if json.loads((ROOT / "assets.lock.json").read_text()) else {}


def with_npm() -> dict[str, str]:
    """Where there is no npm, the locked package that carries one, for the assets alone."""
    return {} if shutil.which("npm") else {"PYTHONPATH": str(fetch_node())}


def fetch_node() -> Path:
    """Fetch the locked package that carries node and npm into a folder of its own."""
    made_from = NODE / ".made-from"
    lock = fingerprint([NODE_LOCK])
    if not made_from.exists() or made_from.read_text() != lock:
        say("Fetching node …")
        shutil.rmtree(NODE, ignore_errors=True)
        command = [find_uv(), "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--python", str(PYTHON), "--target", str(NODE), "--requirements", str(NODE_LOCK)]
        call(command, "there is no working node and npm here, and uv could not fetch them")
        made_from.write_text(lock)
    return NODE


def link_project() -> None:
    command = [find_uv(), "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    command += ["--python", str(PYTHON), "--editable", str(ROOT)]
    call(command, "uv could not link the project", extra=for_assets())
