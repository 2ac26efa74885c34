"""How long a process takes with so many people, as its file means it."""

from .process import Process, Step


def minutes(process: Process, people: int) -> int:
    """All steps that come by themselves, and for a step with ways only the longest step aside it leads to.
    Where everybody brings a case once, all their rounds together."""
    once = sum(of_step(step, people) for step in process.steps if not step.aside)
    once += sum(
        max(of_step(process.step(way.to), people) if process.step(way.to).aside else 0 for way in step.ways)
        for step in process.steps
        if step.only_ways
    )
    return once * people if process.each_once else once


def of_step(step: Step, people: int) -> int:
    return step.minutes + step.each * people
