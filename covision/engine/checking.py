"""What is wrong in a process: every rule that keeps a meeting from getting stuck, each with its place and a sentence."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from .plain import value
from .process import Kind, Process, Step
from .rules import GROUP, Groups, Way

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
PROBLEM = "problem"
RESERVED = frozenset(["round", "final", "turn"])
MOST = {"roles": 20, "kinds": 60, "steps": 60}
LONGEST = {"minutes": 240, "each": 30, "days": 60}
MOST_LAPS = 9


@value
class Fault:
    """`place` is as in the file: “steps.choose.ways.again”."""

    place: str
    sentence: str


def faults(process: Process, frame: Process | None = None) -> tuple[Fault, ...]:
    """This will look through a process that has the right shape already. In a meeting it stands beside the `frame`, whose
    steps and problems it must not be taken for."""
    beside = tuple(_beside(process, frame)) if frame else ()
    return (*beside, *_all(process))


def _all(process: Process) -> tuple[Fault, ...]:
    checks = (_ids, _numbers, _roles, _kinds, _steps, _writing, _moving, _sheet)
    return tuple(chain.from_iterable(check(process) for check in checks))


def is_frame(process: Process) -> bool:
    return any(step.act for step in process.steps)


def _beside(process: Process, frame: Process) -> Iterator[Fault]:
    for step in process.steps:
        if frame.has_step(step.id):
            yield Fault(f"steps.{step.id}", "A step of opening or closing has this id; please take another.")
    if process.kind(PROBLEM):
        yield Fault(f"kinds.{PROBLEM}", "Problems are collected before the rounds; please take another id.")


def _ids(process: Process) -> Iterator[Fault]:
    """Ids stand in pages and addresses, so they are plain; each names one thing."""
    yield from _plain([process.id], "id")
    for table, most in MOST.items():
        named = [one.id for one in getattr(process, table)]
        if len(named) > most:
            yield Fault(table, f"There are {len(named)} {table}; at most {most} are possible.")
        yield from _plain(named, table)
    for step in process.steps:
        for table in ("marks", "ways", "questions"):
            yield from _plain([one.id for one in getattr(step, table)], f"steps.{step.id}.{table}")


def _plain(ids: list[str], place: str) -> Iterator[Fault]:
    for id in sorted(set(ids)):
        if not ID.fullmatch(id):
            yield Fault(place, f"“{id[:40]}” is no id: small letters, digits and hyphens, up to 40.")
        elif ids.count(id) > 1:
            yield Fault(f"{place}.{id}", f"“{id}” stands there {ids.count(id)} times.")


def _numbers(process: Process) -> Iterator[Fault]:
    for step in process.steps:
        for name, most in LONGEST.items():
            if not 0 <= getattr(step, name) <= most:
                yield Fault(f"steps.{step.id}.{name}", f"This is between 0 and {most}.")
        if step.turns and not 1 <= step.turns.each <= 9:
            yield Fault(f"steps.{step.id}.turns.each", "This is between 1 and 9.")
        if step.groups and not 2 <= step.groups.size <= 12:
            yield Fault(f"steps.{step.id}.groups.size", "This is between 2 and 12.")
    for kind in process.kinds:
        if not 1 <= kind.limit <= 8000:
            yield Fault(f"kinds.{kind.id}.limit", "This is between 1 and 8000 characters.")


def _roles(process: Process) -> Iterator[Fault]:
    for name in ("brings", "steers", "rest"):
        having = [role.id for role in process.roles if getattr(role, name)]
        if len(having) > 1:
            yield Fault(f"roles.{having[1]}.{name}", "Only one role can have this.")
    if is_frame(process):
        return
    if not any(role.rest for role in process.roles):
        yield Fault("roles", "One role has to be for the rest, so that nobody is left without a part.")
    needed = sum(role.least for role in process.roles if not role.apart)
    if process.least < max(2, needed):
        yield Fault("least", f"The parts need {max(2, needed)} people; a smaller group could not fill them.")
    if process.fit.most and process.fit.most < process.least:
        yield Fault("fit.most", "The largest group is smaller than the smallest.")
    if process.brings() and process.brings() == process.steers():
        yield Fault(f"roles.{process.brings()}", "Whoever brings the case cannot lead through the steps.")
    for name, wanted in (("owner", process.owner == "client"), ("each_once", process.each_once)):
        if wanted and not process.brings():
            yield Fault(name, "This needs a role that brings the case (brings = true).")
    for role in process.roles:
        yield from _known(role.beside, {r.id for r in process.roles}, f"roles.{role.id}.beside", "role")


def _kinds(process: Process) -> Iterator[Fault]:
    known = {kind.id for kind in process.kinds}
    for kind in process.kinds:
        place = f"kinds.{kind.id}"
        yield from _known([kind.replies] if kind.replies else [], known, f"{place}.replies", "kind")
        yield from _known([kind.becomes] if kind.becomes else [], known, f"{place}.becomes", "kind")
        if kind.bound and not kind.replies:
            yield Fault(f"{place}.bound", "This needs a kind to answer (replies).")
        yield from _heading(process, kind)
        if kind.prepared:
            yield from _prepared(process, kind)
        if kind.becomes and kind.seen != "author":
            yield Fault(f"{place}.becomes", "Only what its author alone sees can become something else.")


def _prepared(process: Process, kind: Kind) -> Iterator[Fault]:
    """What is written at home is sent by whoever brings the case, in a step of the round, as it stands."""
    place, brings = f"kinds.{kind.id}.prepared", process.brings()
    mays = (may for step in process.of("main") for may in step.may if may.role == brings and brings)
    if not any(kind.id in may.kinds for may in mays):
        yield Fault(place, "Nobody who brings the case may write this in the main phase.")
    if kind.bound or kind.dated or kind.tags or kind.gathers or kind.seen == "addressee":
        yield Fault(place, "What needs an answer, a date, ticks or a reader cannot be written beforehand.")


def _heading(process: Process, kind: Kind) -> Iterator[Fault]:
    """Headings and what lies under them are cards that all see, and headings lie under none."""
    if not kind.gathers:
        return
    place, under = f"kinds.{kind.id}.gathers", process.kind(kind.gathers)
    if under is None:
        yield Fault(place, f"There is no kind “{kind.gathers[:40]}”.")
        return
    if any(one.shape != "card" or one.seen != "all" or one.spoken for one in (kind, under)) or under.gathers:
        yield Fault(
            place, "A heading and what it gathers are cards that all see; headings gather no headings."
        )
    if any(other.gathers == kind.gathers for other in process.kinds if other.id < kind.id):
        yield Fault(place, f"“{kind.gathers[:40]}” has another heading already.")


def _steps(process: Process) -> Iterator[Fault]:
    """Whatever a step speaks of has to be there."""
    kinds, roles = {kind.id for kind in process.kinds}, {role.id for role in process.roles}
    for step in process.steps:
        place = f"steps.{step.id}"
        for table in ("listens", "absent", "casts"):
            yield from _known(getattr(step, table), roles, f"{place}.{table}", "role")
        for may in step.may:
            yield from _known([may.role], roles, f"{place}.may", "role")
            yield from _known(may.kinds, kinds, f"{place}.may", "kind")
            if may.most and may.least > may.most:
                yield Fault(
                    f"{place}.may", "More are expected of each person (least) than are possible (most)."
                )
        for mark in step.marks:
            yield from _known(mark.by, roles, f"{place}.marks.{mark.id}", "role")
            yield from _known(mark.on, kinds, f"{place}.marks.{mark.id}", "kind")
        for question in step.questions if not is_frame(process) else ():
            yield from _known([question.role], roles, f"{place}.questions.{question.id}", "role")
        yield from _known(step.outputs, kinds, f"{place}.outputs", "kind")
        if not is_frame(process):
            yield from _known(step.carried, kinds | {"problem"}, f"{place}.carried", "kind")


def _known(named: Iterable[str], known: set[str], place: str, what: str) -> Iterator[Fault]:
    for id in named:
        if id not in known:
            yield Fault(place, f"There is no {what} “{id[:40]}”.")


def _writing(process: Process) -> Iterator[Fault]:
    """What a step wants has to be possible in it for those it wants it from."""
    for step in process.steps:
        place = f"steps.{step.id}"
        possible = {kind for may in step.may for kind in may.kinds}
        for kind in step.outputs:
            if kind not in possible:
                yield Fault(f"{place}.outputs", f"Nobody may write “{kind[:40]}” in this step.")
        yield from _written_apart(process, step)
        if step.silent and not step.outputs:
            yield Fault(f"{place}.silent", "What is written in silence has to be named in outputs.")
        for role in (*step.listens, *step.absent):
            if _writes(process, step, role):
                yield Fault(
                    f"{place}.listens", f"“{role[:40]}” only listens here, and yet may write for others."
                )
        if step.still and any(_writes(process, step, may.role) for may in step.may):
            yield Fault(f"{place}.still", "In stillness people write to themselves only (seen = “author”).")
        if step.turns:
            yield from _turning(process, step)
        if step.groups:
            yield from _reporting(process, step, step.groups)


def _reporting(process: Process, step: Step, groups: Groups) -> Iterator[Fault]:
    """Whoever works in a group can write what it brings back, and as a card, since others write theirs."""
    place = f"steps.{step.id}.groups"
    yield from _known(groups.roles, {role.id for role in process.roles}, place, "role")
    theirs = {kind for may in step.may if may.role in groups.roles for kind in may.kinds}
    for id in groups.reports:
        kind = process.kind(id)
        if kind is None or id not in theirs or (kind.shape, kind.seen) != ("card", "all") or kind.spoken:
            yield Fault(
                place, f"“{id[:40]}” has to be a card that all see and that the groups may write here."
            )


def _written_apart(process: Process, step: Step) -> Iterator[Fault]:
    """What people cannot see of each other they must not replace."""
    grouped = step.groups.roles if step.groups else ()
    apart = [id for may in step.may if may.role in grouped for id in may.kinds]
    for id in (*(step.outputs if step.silent else ()), *apart):
        found = process.kind(id)
        if found is not None and found.gathers:
            yield Fault(
                f"steps.{step.id}.may", "Cards are put together by all who see them, not apart or in silence."
            )
        if found is not None and found.shape == "field" and found.seen == "all":
            yield Fault(
                f"steps.{step.id}.may", f"“{id[:40]}” is one text for all; it cannot be written apart."
            )


def _writes(process: Process, step: Step, role: str) -> bool:
    kinds = (process.kind(id) for may in step.may if may.role == role for id in may.kinds)
    return any(kind is not None and kind.seen == "all" for kind in kinds)


def _turning(process: Process, step: Step) -> Iterator[Fault]:
    assert step.turns is not None
    place = f"steps.{step.id}.turns"
    yield from _known([step.turns.role], {role.id for role in process.roles}, place, "role")
    theirs = {kind for may in step.may if may.role == step.turns.role for kind in may.kinds}
    for kind in step.turns.kinds:
        if kind not in theirs:
            yield Fault(place, f"“{step.turns.role[:40]}” may not write “{kind[:40]}” in this step.")


def _moving(process: Process) -> Iterator[Fault]:
    """However a group moves, it comes to the end: ways back are bounded, and no step is without a way out."""
    line = [step.id for step in process.line()]
    if not is_frame(process) and not line:
        yield Fault("steps", "There has to be a step in the main phase that comes by itself.")
        return
    reached = {way.to for step in process.steps for way in step.ways}
    for step in process.steps:
        place = f"steps.{step.id}"
        if step.aside and (step.macro != "main" or step.id not in reached):
            yield Fault(place, "A step aside belongs to the main phase and needs a way that leads to it.")
        if step.ways and step.macro != "main":
            yield Fault(f"{place}.ways", "Ways are possible in the main phase only.")
        if step.only_ways and not any(_leads_on(process, step, way.to) and not way.most for way in step.ways):
            yield Fault(f"{place}.only_ways", "One way at least has to lead on, and as often as needed.")
        for way in step.ways:
            yield from _way(process, step, way)


def _way(process: Process, step: Step, way: Way) -> Iterator[Fault]:
    place = f"steps.{step.id}.ways.{way.id}"
    if way.id in RESERVED:
        yield Fault(place, f"“{way.id}” has a meaning of its own; please take another id.")
    if not process.has_step(way.to) or process.step(way.to).macro != "main":
        yield Fault(place, f"There is no step “{way.to[:40]}” in the main phase.")
        return
    if way.by and way.by != GROUP:
        yield from _known([way.by], {role.id for role in process.roles}, place, "role")
    if not _leads_on(process, step, way.to) and not 1 <= way.most <= MOST_LAPS:
        yield Fault(place, f"A way back needs a bound: most is between 1 and {MOST_LAPS}.")


def _leads_on(process: Process, step: Step, to: str) -> bool:
    """Whether a way leads to something that has not been: a later step of the line, or from the line aside."""
    if not process.has_step(to):
        return False
    line = [one.id for one in process.line()]
    if step.aside or process.step(to).aside:
        return process.step(to).aside and not step.aside
    return to in line and step.id in line and line.index(to) > line.index(step.id)


def _sheet(process: Process) -> Iterator[Fault]:
    shown = {kind.id for kind in process.kinds if kind.seen == "all"}
    yield from _known(process.sheet, shown, "sheet", "kind that all may see")
