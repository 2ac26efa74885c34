"""The roles of a process and its kinds of contribution: added, changed and taken away."""

from collections.abc import Iterable
from dataclasses import replace

from covision.engine.process import Kind, Process, Role

from .ids import gone_refusal, ids_of, next_id, with_part
from .within import PROBLEM, mapped


def add_role(process: Process) -> Process:
    return replace(process, roles=(*process.roles, Role(next_id("role", ids_of(process.roles)))))


def remove_role(process: Process, id: str) -> Process:
    """Take a role away, with all that only it would do.

    :raises Refused: there is no such role.
    """
    _check(id, ids_of(process.roles))
    roles = tuple(
        replace(role, beside=tuple(other for other in role.beside if other != id))
        for role in process.roles
        if role.id != id
    )
    return _mended(replace(process, roles=roles))


def add_kind(process: Process) -> Process:
    return replace(process, kinds=(*process.kinds, Kind(next_id("kind", ids_of(process.kinds)))))


def put_kind(process: Process, kind: Kind) -> Process:
    """:raises Refused: there is no such kind."""
    return replace(process, kinds=with_part(process.kinds, kind))


def remove_kind(process: Process, id: str) -> Process:
    """Take a kind away from everywhere.

    :raises Refused: there is no such kind.
    """
    _check(id, ids_of(process.kinds))
    kinds = tuple(_without(kind, id) for kind in process.kinds if kind.id != id)
    sheet = tuple(kind for kind in process.sheet if kind != id)
    return _mended(replace(process, kinds=kinds, sheet=sheet))


def steps_with_kind(process: Process, id: str) -> tuple[str, ...]:
    return tuple(step.id for step in process.steps if any(id in may.kinds for may in step.may))


def steps_with_role(process: Process, id: str) -> tuple[str, ...]:
    return tuple(step.id for step in process.steps if any(may.role == id for may in step.may))


def _without(kind: Kind, id: str) -> Kind:
    if kind.replies == id:
        kind = replace(kind, replies="", bound=False)
    if kind.gathers == id:
        kind = replace(kind, gathers="")
    return replace(kind, becomes="") if kind.becomes == id else kind


def _mended(process: Process) -> Process:
    kinds = {id: id for id in (*ids_of(process.kinds), PROBLEM)}
    roles = {id: id for id in ids_of(process.roles)}
    return replace(process, steps=tuple(mapped(step, kinds, roles) for step in process.steps))


def _check(id: str, ids: Iterable[str]) -> None:
    if id not in ids:
        raise gone_refusal()
