"""A server of one's own for plays and measurements: a subprocess on loopback, on a throw-away data directory."""

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from .hand_clock import MOVED

HAND_MOVED = ("-m", "load.hand_clock")
READY = re.compile(rb"http://[^\s]+")
START = "import sys; from covision.management.cli import run; sys.exit(run(sys.argv[1:]))"
STARTING = 300.0  # seconds, on a machine that is busy
STOPPING = 60.0
# settings of other data, and of what requirements-load.txt does not install, begin so
ELSEWHERE = ("COVISION_DATABASE_URL", "COVISION_KEYS", "COVISION_KEK_FILE", "COVISION_SAML_")


class ServerProcess:
    """Use as an asynchronous context; `url` is where it answers, `pid` its process. By hand, its time stands still but for
    `forward`."""

    def __init__(self, by_hand: bool = False) -> None:
        self.by_hand = by_hand
        self.url = ""
        self.port = 0
        self.kills = 0
        self._data = tempfile.TemporaryDirectory(prefix="covision-play-", ignore_cleanup_errors=True)
        self._process: asyncio.subprocess.Process | None = None
        self._drain: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "ServerProcess":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()
        self._data.cleanup()

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def complaints(self) -> str:
        """The end of what the server wrote to its log."""
        file = Path(self._data.name) / "server.log"
        return file.read_text(encoding="utf-8", errors="replace")[-4000:] if file.exists() else ""

    async def start(self) -> None:
        """Start it, on the same port and data if it ran before.

        :raises RuntimeError: it did not come up; with what it said.
        """
        env = {name: value for name, value in os.environ.items() if not name.startswith(ELSEWHERE)}
        env["COVISION_DATA"] = str(Path(self._data.name) / "data")
        with (Path(self._data.name) / "server.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *(HAND_MOVED if self.by_hand else ("-c", START, "serve")),
                "--port",
                str(self.port),
                stdin=asyncio.subprocess.PIPE if self.by_hand else asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env=env,
            )
        self.url = await self._address()
        self.port = int(self.url.rstrip("/").rpartition(":")[2])

    async def kill_and_restart(self) -> None:
        """End it as a power cut does, and start it again."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        self.kills += 1
        await self.start()

    async def forward(self, seconds: float) -> None:
        """Move its time, and wait until all that was due then has been begun."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seconds}\n".encode())
        await self._process.stdin.drain()
        while (row := await self._process.stdout.readline()).decode().strip() != MOVED:
            if not row:
                raise ConnectionError("the server is gone")

    async def _address(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(STARTING):
                while row := await self._process.stdout.readline():
                    if address := READY.search(row):
                        if not self.by_hand:
                            self._drain = asyncio.create_task(_read_on(self._process.stdout))
                        return address[0].decode()
        except TimeoutError:
            pass
        await self._stop()
        raise RuntimeError(f"The server did not come up.\n{self.complaints()}")

    async def _stop(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(STOPPING):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


async def _read_on(stream: asyncio.StreamReader) -> None:
    """A full pipe would stop the server."""
    while await stream.readline():
        pass
