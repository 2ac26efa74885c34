"""The house the stories play in: a real server on loopback with a data directory of its own, stopped by its process id."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO

from load.hand_clock import MOVED

READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")


PROGRAM = (str(Path(sys.executable).with_name("covision")),)
BY_HAND = (sys.executable, "-m", "load.hand_clock")  # serves, and knows no other command
PATIENCE = 300  # seconds


class House:
    """`variables` are settings beside where its data are, `program` what runs it. `by_hand`, time stands still in it."""

    def __init__(
        self,
        data: Path,
        variables: Mapping[str, str] = MappingProxyType({}),
        by_hand: bool = False,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.data, self.variables, self.by_hand, self.port = data, variables, by_hand, 0
        self.program = program
        self.complaints = data.with_suffix(".log")
        self._log: IO[bytes] = self.complaints.open("wb")
        self._server: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Start the server, on the port it had before, and wait until it answers."""
        self._server = subprocess.Popen(
            [*(BY_HAND if self.by_hand else (*self.program, "serve")), "--port", str(self.port)],
            env=self._environment(),
            stdin=subprocess.PIPE if self.by_hand else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self._server.stdout
        for line in self._server.stdout:
            if address := READY.search(line):
                self.port = int(address[1])
                return
        raise AssertionError(f"The server did not start: {self.complaints.read_text()}")

    def forward(self, seconds: float) -> None:
        """Let so many seconds pass in the house."""
        server = self._server
        assert server and server.stdin and server.stdout
        server.stdin.write(f"{seconds}\n")
        server.stdin.flush()
        for line in server.stdout:
            if line.strip() == MOVED:
                return
        raise AssertionError(f"The server ended: {self.complaints.read_text()}")

    def does(self, command: str) -> None:
        """Run another command of the program beside the server, as an operator's timer does."""
        environment = {**self._environment(), "COVISION_ORIGIN": self.address}
        subprocess.run([*self.program, command], env=environment, stdout=subprocess.DEVNULL, check=True)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
        return {**kept, **self.variables, "COVISION_DATA": str(self.data)}

    def loses_power(self) -> None:
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.loses_power()
        self.open()

    def close(self) -> None:
        self._end(signal.SIGTERM)
        self._log.close()

    def _end(self, how: signal.Signals) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        server.send_signal(how)
        server.wait(timeout=PATIENCE)
        if server.stdin:
            server.stdin.close()
        assert server.stdout
        server.stdout.close()
