"""Where uv comes from on a machine that may have nothing but Python: found, or fetched into .boot by pip.

No package registry is named here: pip, uv and apt go where their own configuration sends them.
"""

import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOT = ROOT / ".boot"
UV_LOCK = ROOT / "dev" / "uv.txt"
OLDEST_UV = (0, 5)
PIP_PACKAGE = "python3-pip-whl"
OURS = ("PYTHONPATH", "PYTHONSAFEPATH")


class Unprepared(Exception):
    """What is missing, in a sentence for the person at the keyboard."""


def find_uv() -> str:
    """The path of a uv: the one on PATH, or the locked one in .boot, fetched at the first call."""
    if (uv := shutil.which("uv")) and version_of(uv) >= OLDEST_UV:
        return uv
    bundled = BOOT / "uv" / "bin" / "uv"
    if version_of(str(bundled)) != locked_version():
        fetch_uv(bundled.parent.parent)
    return str(bundled)


def version_of(uv: str) -> tuple[int, ...]:
    """The version a uv reports of itself; empty where it cannot run."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return ()
    version = re.match(r"uv (\d+)\.(\d+)\.(\d+)", answer)
    return tuple(int(part) for part in version.groups()) if version else ()


def locked_version() -> tuple[int, ...]:
    version = re.search(r"^uv==([\d.]+)", UV_LOCK.read_text(), re.MULTILINE)
    return tuple(int(part) for part in version[1].split(".")) if version else ()


def fetch_uv(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    say("Fetching uv …")
    command = [*find_pip(), "install", "--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    command += ["--require-hashes", "--only-binary=:all:", "--root-user-action=ignore"]
    command += ["--target", str(target), "--requirement", str(UV_LOCK)]
    call(command, "pip could not fetch uv")


def find_pip() -> list[str]:
    """A command that runs pip: this Python's own, the wheel it bundles, or Debian's wheel of it."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    for folder in wheel_folders():
        if wheels := sorted(folder.glob("pip-*.whl")):
            return [sys.executable, str(wheels[-1] / "pip")]
    return [sys.executable, str(fetch_pip() / "pip")]


def wheel_folders() -> list[Path]:
    """Where Python's ensurepip keeps its pip, on Debian apart from it, and where `fetch_pip` put one."""
    folders = [BOOT / "pip"]
    if debian := sysconfig.get_config_var("WHEEL_PKG_DIR"):
        folders.append(Path(debian))
    if (ensurepip := importlib.util.find_spec("ensurepip")) and ensurepip.origin:
        folders.append(Path(ensurepip.origin).parent / "_bundled")
    return folders


def fetch_pip() -> Path:
    """Fetch the system's own package of pip without installing it, which needs no root."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise Unprepared("there is neither uv nor pip here, nor apt to fetch them with: install uv or pip.")
    say("Fetching pip …")
    apt = BOOT / "apt"
    for folder in ("lists/partial", "cache/archives/partial"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    options = [f"Dir::State::lists={apt / 'lists'}", f"Dir::Cache={apt / 'cache'}", "APT::Sandbox::User="]
    command = ["apt-get", "-qq", *(part for option in options for part in ("-o", option))]
    reason = f"apt could not fetch {PIP_PACKAGE}; install uv or pip yourself, or go online"
    call([*command, "update"], reason)
    call([*command, "download", PIP_PACKAGE], reason, cwd=apt)
    for package in apt.glob("*.deb"):
        call(["dpkg-deb", "--extract", str(package), str(apt / "files")], reason)
    return keep_newest_wheel(apt)


def keep_newest_wheel(apt: Path) -> Path:
    wheels = sorted((apt / "files").rglob("pip-*.whl"))
    if not wheels:
        raise Unprepared(f"{PIP_PACKAGE} from apt holds no pip: install uv or pip yourself.")
    (BOOT / "pip").mkdir(exist_ok=True)
    kept = shutil.copy(wheels[-1], BOOT / "pip")
    shutil.rmtree(apt)
    return Path(kept)


def call(command: list[str], reason: str, cwd: Path = ROOT, extra: dict[str, str] | None = None) -> None:
    """Run a command that prepares something; where it fails its own words come first, then the reason."""
    environment = {**quiet_environment(), **(extra or {})}
    if subprocess.run(command, cwd=cwd, env=environment, check=False).returncode:
        raise Unprepared(f"{reason}.")


def quiet_environment() -> dict[str, str]:
    """What the tools are told: this machine's Python only, this machine's certificates."""
    variables = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PYTHON_PREFERENCE": "only-system",
        "UV_SYSTEM_CERTS": "1",
        "UV_NATIVE_TLS": "1",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    paths = ssl.get_default_verify_paths()
    if certificates := paths.cafile or paths.capath:
        variables["PIP_CERT"] = certificates
    if index := os.environ.get("PIP_INDEX_URL"):
        variables["UV_DEFAULT_INDEX"] = index
    return {**variables, **plain_environment()}


def plain_environment() -> dict[str, str]:
    """This process's environment without what dev/python put into it."""
    return {name: value for name, value in os.environ.items() if name not in OURS}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
