"""What is wrong in a process: every rule that keeps a meeting from getting stuck, each with its place and a sentence."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from .plain import value
from .process import Kind, Process, Step
from .rules import GROUP, Groups, Way

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
PROBLEM = "problem"
RESERVED = frozenset(["round", "final", "turn"])
MOST = {"roles": 20, "kinds": 60, "steps": 60}
LONGEST = {"minutes": 240, "each": 30, "days": 60, "micro": 99}
LARGEST_COUNT = 999
MOST_LAPS = 9


What = Literal["role", "kind", "shown"]
Words = tuple[tuple[str, str | int], ...]


@value
class Fault:
    """`place` is as in the file: “steps.choose.ways.again”. `template` is English and the key to its translation; `words`
    fill its places."""

    place: str
    template: str
    words: Words = ()

    @property
    def sentence(self) -> str:
        return self.template.format(**dict(self.words))


def fault(place: str, template: str, **words: str | int) -> Fault:
    """This will make a fault; what a file says itself is cut short."""
    return Fault(place, template, tuple((name, _short(word)) for name, word in words.items()))


def _short(word: str | int) -> str | int:
    return word[:40] if isinstance(word, str) else word


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
            yield fault(f"steps.{step.id}", "A step of opening or closing has this id; please take another.")
    if process.kind(PROBLEM):
        yield fault(f"kinds.{PROBLEM}", "Problems are collected before the rounds; please take another id.")


def _ids(process: Process) -> Iterator[Fault]:
    """Ids stand in pages and addresses, so they are plain; each names one thing."""
    yield from _plain([process.id], "id")
    for table, most in MOST.items():
        named = [one.id for one in getattr(process, table)]
        if len(named) > most:
            yield fault(
                table, "There are {there} of these; at most {most} are possible.", there=len(named), most=most
            )
        yield from _plain(named, table)
    for step in process.steps:
        for table in ("marks", "ways", "questions"):
            yield from _plain([one.id for one in getattr(step, table)], f"steps.{step.id}.{table}")
    for kind in process.kinds:
        yield from _plain([tag.id for tag in kind.tags], f"kinds.{kind.id}.tags")
        for tag in kind.tags:
            yield from _plain(list(tag.options), f"kinds.{kind.id}.tags")


def _plain(ids: list[str], place: str) -> Iterator[Fault]:
    for id in sorted(set(ids)):
        if not ID.fullmatch(id):
            yield fault(place, "“{id}” is no id: small letters, digits and hyphens, up to 40.", id=id)
        elif ids.count(id) > 1:
            yield fault(f"{place}.{id}", "“{id}” stands there {times} times.", id=id, times=ids.count(id))


def _numbers(process: Process) -> Iterator[Fault]:
    for step in process.steps:
        for name, most in LONGEST.items():
            if not 0 <= getattr(step, name) <= most:
                yield fault(
                    f"steps.{step.id}.{name}", "This is between {least} and {most}.", least=0, most=most
                )
        if step.turns and not 1 <= step.turns.each <= 9:
            yield fault(f"steps.{step.id}.turns.each", "This is between {least} and {most}.", least=1, most=9)
        if step.groups and not 2 <= step.groups.size <= 12:
            yield fault(
                f"steps.{step.id}.groups.size", "This is between {least} and {most}.", least=2, most=12
            )
    yield from _counts(process)
    for kind in process.kinds:
        if not 1 <= kind.limit <= 8000:
            yield fault(f"kinds.{kind.id}.limit", "This is between {least} and {most}.", least=1, most=8000)


def _counts(process: Process) -> Iterator[Fault]:
    """How many of something: never less than nothing, and no more than anybody could count."""
    found = [("least", process.least), ("version", process.version), ("fit.most", process.fit.most)]
    found += [(f"kinds.{kind.id}.soon", kind.soon) for kind in process.kinds]
    for role in process.roles:
        found += [(f"roles.{role.id}.least", role.least), (f"roles.{role.id}.most", role.most)]
    for step in process.steps:
        found += [(f"steps.{step.id}.may", number) for may in step.may for number in (may.most, may.least)]
        found += [(f"steps.{step.id}.marks.{mark.id}", mark.dots) for mark in step.marks]
        found += [(f"steps.{step.id}.ways.{way.id}", way.most) for way in step.ways]
    for place, number in found:
        if not 0 <= number <= LARGEST_COUNT:
            yield fault(place, "This is between {least} and {most}.", least=0, most=LARGEST_COUNT)


def _roles(process: Process) -> Iterator[Fault]:
    for name in ("brings", "steers", "rest"):
        having = [role.id for role in process.roles if getattr(role, name)]
        if len(having) > 1:
            yield fault(f"roles.{having[1]}.{name}", "Only one role can have this.")
    if is_frame(process):
        return
    if not any(role.rest for role in process.roles):
        yield fault("roles", "One role has to be for the rest, so that nobody is left without a part.")
    needed = sum(role.least for role in process.roles if not role.apart)
    if process.least < max(2, needed):
        yield fault(
            "least",
            "The parts need {needed} people; a smaller group could not fill them.",
            needed=max(2, needed),
        )
    if process.fit.most and process.fit.most < process.least:
        yield fault("fit.most", "The largest group is smaller than the smallest.")
    if process.brings() and process.brings() == process.steers():
        yield fault(f"roles.{process.brings()}", "Whoever brings the case cannot lead through the steps.")
    for name, wanted in (("owner", process.owner == "client"), ("each_once", process.each_once)):
        if wanted and not process.brings():
            yield fault(name, "This needs a role that brings the case.")
    for role in process.roles:
        yield from _known(role.beside, {r.id for r in process.roles}, f"roles.{role.id}.beside", "role")


def _kinds(process: Process) -> Iterator[Fault]:
    known = {kind.id for kind in process.kinds}
    for kind in process.kinds:
        place = f"kinds.{kind.id}"
        yield from _known([kind.replies] if kind.replies else [], known, f"{place}.replies", "kind")
        yield from _known([kind.becomes] if kind.becomes else [], known, f"{place}.becomes", "kind")
        if kind.bound and not kind.replies:
            yield fault(f"{place}.bound", "This needs a kind that it answers.")
        yield from _heading(process, kind)
        if kind.prepared:
            yield from _prepared(process, kind)
        if kind.becomes and kind.seen != "author":
            yield fault(f"{place}.becomes", "Only what its author alone sees can become something else.")


def _prepared(process: Process, kind: Kind) -> Iterator[Fault]:
    """What is written at home is sent by whoever brings the case, in a step of the round, as it stands."""
    place, brings = f"kinds.{kind.id}.prepared", process.brings()
    mays = (may for step in process.of("main") for may in step.may if may.role == brings and brings)
    if not any(kind.id in may.kinds for may in mays):
        yield fault(place, "Nobody who brings the case may write this in the main phase.")
    if kind.bound or kind.dated or kind.tags or kind.gathers or kind.seen == "addressee":
        yield fault(place, "What needs an answer, a date, ticks or a reader cannot be written beforehand.")


def _heading(process: Process, kind: Kind) -> Iterator[Fault]:
    """Headings and what lies under them are cards that all see, and headings lie under none."""
    if not kind.gathers:
        return
    place, under = f"kinds.{kind.id}.gathers", process.kind(kind.gathers)
    if under is None:
        yield _unknown(kind.gathers, place, "kind")
        return
    if any(one.shape != "card" or one.seen != "all" or one.spoken for one in (kind, under)) or under.gathers:
        yield fault(
            place, "A heading and what it gathers are cards that all see; headings gather no headings."
        )
    if any(other.gathers == kind.gathers for other in process.kinds if other.id < kind.id):
        yield fault(place, "“{kind}” has another heading already.", kind=kind.gathers)


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
                yield fault(f"{place}.may", "More are expected of each person than are possible.")
        for mark in step.marks:
            yield from _known(mark.by, roles, f"{place}.marks.{mark.id}", "role")
            yield from _known(mark.on, kinds, f"{place}.marks.{mark.id}", "kind")
            if not (mark.by and mark.on):
                yield fault(f"{place}.marks.{mark.id}", "It has to be said who decides, and about what.")
        for question in step.questions if not is_frame(process) else ():
            yield from _known([question.role], roles, f"{place}.questions.{question.id}", "role")
        yield from _known(step.outputs, kinds, f"{place}.outputs", "kind")
        if not is_frame(process):
            yield from _known(step.carried, kinds | {"problem"}, f"{place}.carried", "kind")


def _known(named: Iterable[str], known: set[str], place: str, what: What) -> Iterator[Fault]:
    yield from (_unknown(id, place, what) for id in named if id not in known)


def _unknown(id: str, place: str, what: What) -> Fault:
    match what:
        case "role":
            return fault(place, "There is no role “{role}”.", role=id)
        case "kind":
            return fault(place, "There is no kind “{kind}”.", kind=id)
        case "shown":
            return fault(place, "There is no kind “{kind}” that all may see.", kind=id)


def _writing(process: Process) -> Iterator[Fault]:
    """What a step wants has to be possible in it for those it wants it from."""
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
                    f"{place}.listens",
                    "“{role}” only listens here, and yet may write for others.",
                    role=role,
                )
        if step.still and any(_writes(process, step, may.role) for may in step.may):
            yield fault(f"{place}.still", "In stillness people write only what nobody else will see.")
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
            yield fault(
                place, "“{id}” has to be a card that all see and that the groups may write here.", id=id
            )


def _written_apart(process: Process, step: Step) -> Iterator[Fault]:
    """What people cannot see of each other they must not replace."""
    grouped = step.groups.roles if step.groups else ()
    apart = [id for may in step.may if may.role in grouped for id in may.kinds]
    for id in (*(step.outputs if step.silent else ()), *apart):
        found = process.kind(id)
        if found is not None and found.gathers:
            yield fault(
                f"steps.{step.id}.may", "Cards are put together by all who see them, not apart or in silence."
            )
        if found is not None and found.shape == "field" and found.seen == "all":
            yield fault(
                f"steps.{step.id}.may", "“{kind}” is one text for all; it cannot be written apart.", kind=id
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
            yield fault(
                place,
                "“{role}” may not write “{kind}” in this step.",
                role=step.turns.role,
                kind=kind,
            )


def _moving(process: Process) -> Iterator[Fault]:
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


def _way(process: Process, step: Step, way: Way) -> Iterator[Fault]:
    place = f"steps.{step.id}.ways.{way.id}"
    if way.id in RESERVED:
        yield fault(place, "“{id}” has a meaning of its own; please take another id.", id=way.id)
    if not process.has_step(way.to) or process.step(way.to).macro != "main":
        yield fault(place, "There is no step “{step}” in the main phase.", step=way.to)
        return
    if way.by and way.by != GROUP:
        yield from _known([way.by], {role.id for role in process.roles}, place, "role")
    if not _leads_on(process, step, way.to) and not 1 <= way.most <= MOST_LAPS:
        yield fault(
            place, "A way back needs a bound: between {least} and {most} times.", least=1, most=MOST_LAPS
        )


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
    yield from _known(process.sheet, shown, "sheet", "shown")
