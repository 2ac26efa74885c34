"""`./run bench`: how long commands take from hand to eyes, what an open line costs in memory and a command in CPU.

Each row is measured on a server of its own with the real journal, vault, projection and HTML. Rooms of six stand in the
step in which resources are collected; each person adds one every ten seconds. Open loop: a command has its moment, and
the time runs from that moment, whether or not earlier ones have been answered, until its text has arrived on the lines
of all six. Memory is the growth of the server's resident set while the lines open, divided by their number; CPU is the
server's user and system time during the measured seconds, divided by the commands.
"""

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from .crowd import Crowd
from .seating import seat_rooms
from .server_process import ServerProcess

PEOPLE = 6
EVERY = 10.0
SETTLE = 3.0
TAIL = 10.0
TICKS = os.sysconf("SC_CLK_TCK")
HEADINGS = (
    "rooms",
    "people",
    "commands/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "kB/line",
    "CPU ms/command",
    "unseen",
)


@dataclass(frozen=True)
class BenchSize:
    """One size. `unseen` counts commands whose text did not reach everybody; it has to be 0."""

    rooms: int
    people: int
    commands_per_s: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    kb_per_line: float
    server_cpu_ms_per_command: float
    unseen: int


def main(argv: Sequence[str]) -> int:
    """Measure and report; 1 means that something did not arrive."""
    options = _options(argv)
    _raise_file_limit()
    rows = [asyncio.run(_measure(rooms, options)) for rooms in options.rooms]
    _say(_table(rows))
    if options.json:
        Path(options.json).write_text(
            json.dumps({"rows": [asdict(row) for row in rows]}, indent=1), encoding="utf-8"
        )
    return 1 if any(row.unseen for row in rows) else 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--rooms", type=_sizes, default=(1, 50, 500), help="how many rooms, one row each (1,50,500)"
    )
    parser.add_argument("--seconds", type=float, default=20, help="how long each row is measured (20)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", default="", help="write the rows to this file")
    return parser.parse_args(argv)


def _sizes(sizes: str) -> tuple[int, ...]:
    return tuple(int(size) for size in sizes.split(","))


def _raise_file_limit() -> None:
    """A line and a command each need a connection."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 20_000 if most == resource.RLIM_INFINITY else min(20_000, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


async def _measure(rooms: int, options: argparse.Namespace) -> BenchSize:
    async with ServerProcess() as server:
        _say(f"seating {rooms} rooms of {PEOPLE} through the front door")
        began = time.monotonic()
        seats = await seat_rooms(server.url, rooms, PEOPLE)
        _say(f"seated after {time.monotonic() - began:.0f} s")
        await asyncio.sleep(SETTLE)
        before = _memory(server.pid)
        crowd = Crowd(server.url, seats, Random(options.seed))
        await crowd.open_lines()
        await asyncio.sleep(SETTLE)
        grown = _memory(server.pid) - before
        row = await _work(crowd, server, options.seconds)
        return replace(row, rooms=rooms, kb_per_line=round(grown / len(seats), 1))


async def _work(crowd: Crowd, server: ServerProcess, seconds: float) -> BenchSize:
    spent = _cpu(server.pid)
    await crowd.work(seconds, EVERY)
    spent = _cpu(server.pid) - spent
    await crowd.wait_for_eyes(TAIL)
    crowd.close()
    eyes = sorted(crowd.eyes)
    p50, p95, p99 = (_percentile(eyes, rank) * 1000 for rank in (50, 95, 99))
    return BenchSize(
        rooms=0,
        people=len(crowd.seats),
        commands_per_s=round(crowd.sent / seconds, 1),
        p50_ms=round(p50, 1),
        p95_ms=round(p95, 1),
        p99_ms=round(p99, 1),
        kb_per_line=0,
        server_cpu_ms_per_command=round(spent * 1000 / max(1, crowd.sent), 2),
        unseen=crowd.sent - len(eyes),
    )


def _percentile(ordered: Sequence[float], rank: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * rank / 100))] if ordered else 0.0


def _memory(pid: int) -> float:
    """The resident set of a process in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return float(next(row for row in status.splitlines() if row.startswith("VmRSS")).split()[1])


def _cpu(pid: int) -> float:
    """Seconds of user and system time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _table(rows: Sequence[BenchSize]) -> str:
    cells = [HEADINGS, *(tuple(str(value) for value in asdict(row).values()) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
