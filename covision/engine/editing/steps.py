"""The steps of a process: added, copied, taken from another process, put elsewhere, changed and taken away."""

from dataclasses import replace

from covision.engine.plain import value
from covision.engine.process import Kind, Process, Role, Step
from covision.engine.rules import GROUP

from .ids import gone_refusal, ids_of, next_id, with_part
from .within import PROBLEM, mapped

Renamed = tuple[str, str]  # an id in the other process, and in this one

MINUTES = 5  # of a step that was just added


@value
class Taken:
    """What came along with a step from another process."""

    step: str  # its new id
    kinds: tuple[Renamed, ...]
    roles: tuple[Renamed, ...]


def add_step(process: Process, after: str = "") -> Process:
    before = process.step(after) if process.has_step(after) else None
    step = Step(_new_id(process), "main", field=before.field if before else "problem", minutes=MINUTES)
    return _put_in(process, step, after)


def copy_step(process: Process, id: str) -> Process:
    """:raises Refused: there is no such step."""
    return _put_in(process, replace(step_of(process, id), id=_new_id(process)), id)


def take_step(process: Process, other: Process, id: str, after: str = "") -> tuple[Process, Taken]:
    """Put a step of another process behind a step of this one. Its kinds come along where this process has
    none that is the same; its roles become those that do the same here, and what only other roles would do
    stays away.

    :raises Refused: the other process has no such step.
    """
    source = step_of(other, id)
    roles = tuple((role.id, same_role) for role in other.roles if (same_role := _same_part(process, role)))
    named = {id for part in source.may for id in part.kinds} | {id for mark in source.marks for id in mark.on}
    used = [kind for kind in other.kinds if kind.id in named]
    kinds: list[Renamed] = []
    for kind in used:
        process, name = _with_kind(process, replace(kind, replies="", becomes="", gathers="", bound=False))
        kinds.append((kind.id, name))
    names = {**dict(kinds), PROBLEM: PROBLEM}
    step = replace(mapped(source, names, dict(roles)), id=_new_id(process), ways=(), aside=False)
    return _put_in(process, replace(step, only_ways=False), after), Taken(step.id, tuple(kinds), roles)


def put_step(process: Process, step: Step) -> Process:
    """:raises Refused: there is no such step."""
    return replace(process, steps=with_part(process.steps, step))


def move_step(process: Process, id: str, to: int) -> Process:
    """`to` counts from 0; beyond the ends it is the end.

    :raises Refused: there is no such step.
    """
    moved = step_of(process, id)
    others = [step for step in process.steps if step.id != id]
    others.insert(max(0, to), moved)
    return replace(process, steps=tuple(others))


def move_by(process: Process, id: str, places: int) -> Process:
    return move_step(process, id, ids_of(process.steps).index(step_of(process, id).id) + places)


def remove_step(process: Process, id: str) -> Process:
    """Take a step away, and the ways that lead to it.

    :raises Refused: there is no such step.
    """
    step_of(process, id)
    return replace(process, steps=tuple(_without(step, id) for step in process.steps if step.id != id))


def leads_to(process: Process, id: str) -> tuple[str, ...]:
    return tuple(
        step.id for step in process.steps if step.id != id and any(way.to == id for way in step.ways)
    )


def _without(step: Step, gone_step: str) -> Step:
    ways = tuple(way for way in step.ways if way.to != gone_step)
    return replace(step, ways=ways, only_ways=step.only_ways and bool(ways))


def _put_in(process: Process, step: Step, after: str) -> Process:
    ids = ids_of(process.steps)
    at = ids.index(after) + 1 if after in ids else 0
    return replace(process, steps=(*process.steps[:at], step, *process.steps[at:]))


def step_of(process: Process, id: str) -> Step:
    """:raises Refused: there is no such step."""
    if not process.has_step(id):
        raise gone_refusal()
    return process.step(id)


def _new_id(process: Process) -> str:
    return next_id("step", ids_of(process.steps))


def _same_part(process: Process, role: Role) -> str:
    for role_here in process.roles:
        for part in ("brings", "steers", "rest", "apart"):
            if getattr(role, part) and getattr(role_here, part):
                return role_here.id
    return ""


def _with_kind(process: Process, kind: Kind) -> tuple[Process, str]:
    if process.kind(kind.id) == kind:
        return process, kind.id
    taken = ids_of(process.kinds)
    name = next_id("kind", (*taken, GROUP)) if kind.id in taken else kind.id
    return replace(process, kinds=(*process.kinds, replace(kind, id=name))), name
