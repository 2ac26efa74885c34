"""What is wrong in a process: every rule that keeps a meeting from getting stuck, each with its place and a sentence."""

from collections.abc import Iterator
from itertools import chain

from covision.engine.process import Process

from . import parts, steps
from .parts import ID, LARGEST_COUNT, LONGEST, is_frame
from .sentences import ProcessFault, fault
from .steps import MOST_LAPS

__all__ = ("ID", "LARGEST_COUNT", "LONGEST", "MOST_LAPS", "ProcessFault", "fault", "faults", "is_frame")

PROBLEM = "problem"


def faults(process: Process, frame: Process | None = None) -> tuple[ProcessFault, ...]:
    """Check a process that has the right shape already. In a meeting it stands beside the `frame`, whose
    steps and problems it must not be taken for."""
    beside = tuple(_beside(process, frame)) if frame else ()
    return (*beside, *_all(process))


def _all(process: Process) -> tuple[ProcessFault, ...]:
    checks = (
        parts.ids,
        parts.numbers,
        parts.roles,
        parts.kinds,
        steps.steps,
        steps.writing,
        steps.moving,
        parts.sheet,
    )
    return tuple(chain.from_iterable(check(process) for check in checks))


def _beside(process: Process, frame: Process) -> Iterator[ProcessFault]:
    for step in process.steps:
        if frame.has_step(step.id):
            yield fault(f"steps.{step.id}", "A step of opening or closing has this id; please take another.")
    if process.kind(PROBLEM):
        yield fault(f"kinds.{PROBLEM}", "Problems are collected before the rounds; please take another id.")
