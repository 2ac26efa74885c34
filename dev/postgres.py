"""A throw-away PostgreSQL server for the tests: made in a temporary folder, gone when they are over."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

PATIENCE = 300  # seconds until the server must answer, or be gone
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "wal_recycle": "off",  # so that what was deleted is gone from the log with the next checkpoint
}


class NoServer(Exception):
    """Why there is no PostgreSQL to test on, in a sentence."""


def find_programs() -> Path | None:
    """The folder that holds initdb and postgres: Debian's newest, or the one on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = [Path(initdb).parent] if (initdb := shutil.which("initdb")) else []
    complete = (path for path in (*reversed(debian), *on_path) if (path / "initdb").exists())
    return next((path for path in complete if (path / "postgres").exists()), None)


@contextmanager
def server(programs: Path, inside: Path | None = None) -> Iterator[str]:
    """Run a server for the length of a with block, with its data inside a folder; yields the address of its database."""
    with tempfile.TemporaryDirectory(prefix="covision-postgres-", dir=inside) as folder:
        home, password, port = Path(folder), secrets.token_hex(16), free_port()
        whose = owner()
        make_cluster(programs, home, password, whose)
        running = start(programs, home, port, whose)
        try:
            wait_until_ready(running, port, home)
            yield f"postgresql://covision:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(running)


class Owner(TypedDict, total=False):
    """Whom the server runs as, in subprocess's words; empty for ourselves."""

    user: int
    group: int
    extra_groups: list[int]


def owner() -> Owner:
    """PostgreSQL refuses root, so root lends it another user of the machine."""
    if os.geteuid():
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if user := users.get(name):
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL refuses to run as root, and there is no other user here to run it as.")


def make_cluster(programs: Path, home: Path, password: str, whose: Owner) -> None:
    secret = home / "password"
    secret.write_text(password)
    for path in (home, secret):
        os.chown(path, whose.get("user", -1), whose.get("group", -1))
    command = [str(programs / "initdb"), "--no-sync", "--encoding=UTF8", "--locale=C", "--username=covision"]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}", f"--pgdata={home / 'data'}"]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **whose)
    if done.returncode:
        raise NoServer(f"initdb could not make a cluster: {done.stderr.strip()}")


def start(programs: Path, home: Path, port: int, whose: Owner) -> subprocess.Popen[bytes]:
    options = {**SETTINGS, "port": str(port), "unix_socket_directories": str(home)}
    command = [str(programs / "postgres"), "-D", str(home / "data")]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=home, stdout=log, stderr=log, **whose)


def wait_until_ready(running: subprocess.Popen[bytes], port: int, home: Path) -> None:
    """PostgreSQL writes "ready" into its pid file once it takes connections."""
    pid_file = home / "data" / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < deadline:
        if pid_file.exists() and pid_file.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise NoServer(f"PostgreSQL did not start on port {port}: {(home / 'log').read_text().strip()}")


def stop(running: subprocess.Popen[bytes]) -> None:
    """SIGINT asks PostgreSQL to end at once, whoever is still connected."""
    running.send_signal(signal.SIGINT)
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
