"""What is wrong in the ids, numbers, roles and kinds of a process."""

import re
from collections.abc import Iterator

from covision.engine.process import Kind, Process

from .sentences import ProcessFault, fault, missing_ids, unknown

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
MOST = {"roles": 20, "kinds": 60, "steps": 60}
LONGEST = {"minutes": 240, "each": 30, "days": 60, "micro": 99}
LARGEST_COUNT = 999


def is_frame(process: Process) -> bool:
    return any(step.act for step in process.steps)


def ids(process: Process) -> Iterator[ProcessFault]:
    yield from _plain([process.id], "id")
    for table, most in MOST.items():
        named = [part.id for part in getattr(process, table)]
        if len(named) > most:
            yield fault(
                table, "There are {there} of these; at most {most} are possible.", there=len(named), most=most
            )
        yield from _plain(named, table)
    for step in process.steps:
        for table in ("marks", "ways", "questions"):
            yield from _plain([part.id for part in getattr(step, table)], f"steps.{step.id}.{table}")
    for kind in process.kinds:
        yield from _plain([tag.id for tag in kind.tags], f"kinds.{kind.id}.tags")
        for tag in kind.tags:
            yield from _plain(list(tag.options), f"kinds.{kind.id}.tags")


def _plain(ids: list[str], place: str) -> Iterator[ProcessFault]:
    for id in sorted(set(ids)):
        if not ID.fullmatch(id):
            yield fault(place, "“{id}” is no id: small letters, digits and hyphens, up to 40.", id=id)
        elif ids.count(id) > 1:
            yield fault(f"{place}.{id}", "“{id}” stands there {times} times.", id=id, times=ids.count(id))


def numbers(process: Process) -> Iterator[ProcessFault]:
    for step in process.steps:
        for name, most in LONGEST.items():
            yield from _bounds(f"steps.{step.id}.{name}", getattr(step, name), 0, most)
        if step.turns:
            yield from _bounds(f"steps.{step.id}.turns.each", step.turns.each, 1, 9)
        if step.groups:
            yield from _bounds(f"steps.{step.id}.groups.size", step.groups.size, 2, 12)
    for place, number in _counts(process):
        yield from _bounds(place, number, 0, LARGEST_COUNT)
    for kind in process.kinds:
        yield from _bounds(f"kinds.{kind.id}.limit", kind.limit, 1, 8000)


def _bounds(place: str, number: int, least: int, most: int) -> Iterator[ProcessFault]:
    if not least <= number <= most:
        yield fault(place, "This is between {least} and {most}.", least=least, most=most)


def _counts(process: Process) -> Iterator[tuple[str, int]]:
    """How many of something, with its place: never less than nothing, and no more than anybody could count."""
    yield from (("least", process.least), ("version", process.version), ("fit.most", process.fit.most))
    yield from ((f"kinds.{kind.id}.soon", kind.soon) for kind in process.kinds)
    for role in process.roles:
        yield from ((f"roles.{role.id}.least", role.least), (f"roles.{role.id}.most", role.most))
    for step in process.steps:
        yield from ((f"steps.{step.id}.may", number) for may in step.may for number in (may.most, may.least))
        yield from ((f"steps.{step.id}.marks.{mark.id}", mark.dots) for mark in step.marks)
        yield from ((f"steps.{step.id}.ways.{way.id}", way.most) for way in step.ways)


def roles(process: Process) -> Iterator[ProcessFault]:
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
        yield from missing_ids(role.beside, {r.id for r in process.roles}, f"roles.{role.id}.beside", "role")


def kinds(process: Process) -> Iterator[ProcessFault]:
    existing = {kind.id for kind in process.kinds}
    for kind in process.kinds:
        place = f"kinds.{kind.id}"
        yield from missing_ids([kind.replies] if kind.replies else [], existing, f"{place}.replies", "kind")
        yield from missing_ids([kind.becomes] if kind.becomes else [], existing, f"{place}.becomes", "kind")
        if kind.bound and not kind.replies:
            yield fault(f"{place}.bound", "This needs a kind that it answers.")
        yield from _heading(process, kind)
        if kind.prepared:
            yield from _prepared(process, kind)
        if kind.becomes and kind.seen != "author":
            yield fault(f"{place}.becomes", "Only what its author alone sees can become something else.")


def _prepared(process: Process, kind: Kind) -> Iterator[ProcessFault]:
    """What is written at home is sent by the client, in a step of the round, as it stands."""
    place, brings = f"kinds.{kind.id}.prepared", process.brings()
    mays = (may for step in process.of("main") for may in step.may if may.role == brings and brings)
    if not any(kind.id in may.kinds for may in mays):
        yield fault(place, "Nobody who brings the case may write this in the main phase.")
    if kind.bound or kind.dated or kind.tags or kind.gathers or kind.seen == "addressee":
        yield fault(place, "What needs an answer, a date, ticks or a reader cannot be written beforehand.")


def _heading(process: Process, kind: Kind) -> Iterator[ProcessFault]:
    """Headings and what lies under them are cards that all see, and headings lie under none."""
    if not kind.gathers:
        return
    place, under = f"kinds.{kind.id}.gathers", process.kind(kind.gathers)
    if under is None:
        yield unknown(kind.gathers, place, "kind")
        return
    both = [(part.shape, part.seen, part.spoken) for part in (kind, under)]
    if both != [("card", "all", False)] * 2 or under.gathers:
        yield fault(
            place, "A heading and what it gathers are cards that all see; headings gather no headings."
        )
    if any(other.gathers == kind.gathers for other in process.kinds if other.id < kind.id):
        yield fault(place, "“{kind}” has another heading already.", kind=kind.gathers)


def sheet(process: Process) -> Iterator[ProcessFault]:
    public = {kind.id for kind in process.kinds if kind.seen == "all"}
    yield from missing_ids(process.sheet, public, "sheet", "shown")
