"""`covision serve`: prepares the database and static files, takes a free port and serves until it is stopped."""

import argparse
import gc
import logging
import socket
import sys
from collections.abc import Sequence

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import OperationalError
from django.utils.module_loading import import_string

from covision import hub, journal
from covision.actions.accounts import saml
from covision.clock import REAL_TIME, Clock
from covision.models.database import DirectoryInUse, hold_alone, is_sqlite

FIRST_PORT = 8000
PORTS_TO_TRY = 100
GRACE = 2
YOUNG, MIDDLE, OLD = 5_000, 20, 10_000  # how often each generation of objects is looked through for rings


def main(arguments: Sequence[str], clock: Clock = REAL_TIME) -> int:
    parser = argparse.ArgumentParser(prog="covision serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument(
        "--port", type=int, default=None, help="the port; without it the first free one from 8000 on"
    )
    parser.add_argument("--base-url", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        saml.check()
        data_lock = hold_alone(settings.COVISION_DATA) if is_sqlite() else None
        prepare()
    except (DirectoryInUse, OperationalError, saml.UnusableProvider) as why:
        print(f"Covision cannot start: {why}", file=sys.stderr)
        return 1
    try:
        sock = bind(options.host, options.port)
    except OSError as why:
        print(f"Covision cannot listen on {options.host}:{options.port}: {why.strerror}.", file=sys.stderr)
        return 1
    hub.start()
    try:
        serve(sock, clock)
    finally:
        hub.close()
        journal.close()
        if data_lock is not None:
            data_lock.close()
    return 0


def prepare() -> None:
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    lay_out_static_files()
    connections.close_all()


def lay_out_static_files() -> None:
    """Give static files their hashed names and compress them, where the server takes them from."""
    logging.disable(logging.INFO)
    call_command("collectstatic", verbosity=0, interactive=False)
    logging.disable(logging.NOTSET)


def bind(host: str, port: int | None) -> socket.socket:
    """Take the port, or without one the first free one from 8000 on.

    :raises OSError: it is taken, or none was free.
    """
    wanted = [port] if port is not None else list(range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY))
    for at, candidate in enumerate(wanted, 1):
        sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, candidate))
        except OSError:
            sock.close()
            if at == len(wanted):
                raise
        else:
            return sock
    raise OSError("no port")


def serve(sock: socket.socket, clock: Clock) -> None:
    """Serve on the socket until a signal comes, and say the address as soon as it answers."""
    host, port = sock.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    config = uvicorn.Config(
        import_string("covision.asgi.Server")(clock),  # named, for the server stands above its commands
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=75,
        backlog=4096,
        lifespan="on",
        ws="none",
    )
    _Server(config, address).run(sockets=[sock])


def collect_seldom() -> None:
    """Looking through all objects for rings of waste stops everybody: 0.2 to 0.65 seconds with 500 rooms open, several
    times a minute. Rooms are values without rings, so it is done once an hour, with what is due."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            collect_seldom()
            print(
                f"Covision is ready. Open this address in your browser:\n\n    {self.address}\n", flush=True
            )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Open lines are ended first: the server waits for its connections, and they would not end by themselves."""
        hub.wake(hub.STOPPING)
        await super().shutdown(sockets)
