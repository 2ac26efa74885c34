"""What is wrong in the steps of a process: what they speak of, what they want, and where they lead."""

from collections.abc import Iterator

from covision.engine.process import Process, Step
from covision.engine.rules import GROUP, Groups, Way

from .parts import is_frame
from .sentences import ProcessFault, fault, missing_ids

RESERVED = frozenset(["round", "final", "turn"])
MOST_LAPS = 9


def steps(process: Process) -> Iterator[ProcessFault]:
    kinds, roles = {kind.id for kind in process.kinds}, {role.id for role in process.roles}
    for step in process.steps:
        place = f"steps.{step.id}"
        for table in ("listens", "absent", "casts"):
            yield from missing_ids(getattr(step, table), roles, f"{place}.{table}", "role")
        for may in step.may:
            yield from missing_ids([may.role], roles, f"{place}.may", "role")
            yield from missing_ids(may.kinds, kinds, f"{place}.may", "kind")
            if may.most and may.least > may.most:
                yield fault(f"{place}.may", "More are expected of each person than are possible.")
        for mark in step.marks:
            yield from missing_ids(mark.by, roles, f"{place}.marks.{mark.id}", "role")
            yield from missing_ids(mark.on, kinds, f"{place}.marks.{mark.id}", "kind")
            if not (mark.by and mark.on):
                yield fault(f"{place}.marks.{mark.id}", "It has to be said who decides, and about what.")
        for question in step.questions if not is_frame(process) else ():
            yield from missing_ids([question.role], roles, f"{place}.questions.{question.id}", "role")
        yield from missing_ids(step.outputs, kinds, f"{place}.outputs", "kind")
        if not is_frame(process):
            yield from missing_ids(step.carried, kinds | {"problem"}, f"{place}.carried", "kind")


def writing(process: Process) -> Iterator[ProcessFault]:
    for step in process.steps:
        place = f"steps.{step.id}"
        possible = {kind for may in step.may for kind in may.kinds}
        for kind in step.outputs:
            if kind not in possible:
                yield fault(
                    f"{place}.outputs",
                    "Nobody may write “{kind}” in this step, and yet it should leave it.",
                    kind=kind,
                )
        yield from _written_apart(process, step)
        if step.silent and not step.outputs:
            yield fault(
                f"{place}.silent", "What is written in silence has to be among what the step should leave."
            )
        for role in (*step.listens, *step.absent):
            if _writes(process, step, role):
                yield fault(
                    f"{place}.listens", "“{role}” only listens here, and yet may write for others.", role=role
                )
        if step.still and any(_writes(process, step, may.role) for may in step.may):
            yield fault(f"{place}.still", "In stillness people write only what nobody else will see.")
        if step.turns:
            yield from _turning(process, step)
        if step.groups:
            yield from _reporting(process, step, step.groups)


def _reporting(process: Process, step: Step, groups: Groups) -> Iterator[ProcessFault]:
    place = f"steps.{step.id}.groups"
    yield from missing_ids(groups.roles, {role.id for role in process.roles}, place, "role")
    group_kinds = {kind for may in step.may if may.role in groups.roles for kind in may.kinds}
    for id in groups.reports:
        kind = process.kind(id)
        if kind is None or id not in group_kinds or (kind.shape, kind.seen) != ("card", "all") or kind.spoken:
            yield fault(
                place, "“{id}” has to be a card that all see and that the groups may write here.", id=id
            )


def _written_apart(process: Process, step: Step) -> Iterator[ProcessFault]:
    """What people cannot see of each other they must not replace."""
    grouped = step.groups.roles if step.groups else ()
    apart = [id for may in step.may if may.role in grouped for id in may.kinds]
    for id in (*(step.outputs if step.silent else ()), *apart):
        kind = process.kind(id)
        if kind is not None and kind.gathers:
            yield fault(
                f"steps.{step.id}.may", "Cards are put together by all who see them, not apart or in silence."
            )
        if kind is not None and kind.shape == "field" and kind.seen == "all":
            yield fault(
                f"steps.{step.id}.may", "“{kind}” is one text for all; it cannot be written apart.", kind=id
            )


def _writes(process: Process, step: Step, role: str) -> bool:
    kinds = (process.kind(id) for may in step.may if may.role == role for id in may.kinds)
    return any(kind is not None and kind.seen == "all" for kind in kinds)


def _turning(process: Process, step: Step) -> Iterator[ProcessFault]:
    assert step.turns is not None
    place = f"steps.{step.id}.turns"
    yield from missing_ids([step.turns.role], {role.id for role in process.roles}, place, "role")
    role_kinds = {kind for may in step.may if may.role == step.turns.role for kind in may.kinds}
    for kind in step.turns.kinds:
        if kind not in role_kinds:
            yield fault(
                place, "“{role}” may not write “{kind}” in this step.", role=step.turns.role, kind=kind
            )


def moving(process: Process) -> Iterator[ProcessFault]:
    """However a group moves, it comes to the end: ways back are bounded, and no step is without a way out."""
    line = [step.id for step in process.line()]
    if not is_frame(process) and not line:
        yield fault("steps", "There has to be a step in the main phase that comes by itself.")
        return
    reached = {way.to for step in process.steps for way in step.ways}
    for step in process.steps:
        place = f"steps.{step.id}"
        if step.aside and (step.macro != "main" or step.id not in reached):
            yield fault(
                place, "A step beside the path needs a way that leads to it, and belongs to the main phase."
            )
        if step.ways and step.macro != "main":
            yield fault(f"{place}.ways", "Ways are possible in the main phase only.")
        if step.only_ways and not any(_leads_on(process, step, way.to) and not way.most for way in step.ways):
            yield fault(f"{place}.only_ways", "One way at least has to lead on, and as often as needed.")
        for way in step.ways:
            yield from _way(process, step, way)


def _way(process: Process, step: Step, way: Way) -> Iterator[ProcessFault]:
    place = f"steps.{step.id}.ways.{way.id}"
    if way.id in RESERVED:
        yield fault(place, "“{id}” has a meaning of its own; please take another id.", id=way.id)
    if not process.has_step(way.to) or process.step(way.to).macro != "main":
        yield fault(place, "There is no step “{step}” in the main phase.", step=way.to)
        return
    if way.by and way.by != GROUP:
        yield from missing_ids([way.by], {role.id for role in process.roles}, place, "role")
    if not _leads_on(process, step, way.to) and not 1 <= way.most <= MOST_LAPS:
        yield fault(
            place, "A way back needs a bound: between {least} and {most} times.", least=1, most=MOST_LAPS
        )


def _leads_on(process: Process, step: Step, to: str) -> bool:
    if not process.has_step(to):
        return False
    line = [other.id for other in process.line()]
    if step.aside or process.step(to).aside:
        return process.step(to).aside and not step.aside
    return to in line and step.id in line and line.index(to) > line.index(step.id)
