"""Which process uses which of the 27 groups of features: the table in docs/processes.md, made from the files."""

import argparse
import sys
from collections.abc import Callable

from covision import processes
from covision.engine.process import Process, Step
from dev.uv import ROOT

DOCS = ROOT / "docs" / "processes.md"
BEGIN, END = "<!-- features: made by dev/python dev.features -->", "<!-- /features -->"
Test = Callable[[Process], bool]


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev/python dev.features", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing, and end with 1 where it is not up to date"
    )
    if parser.parse_args().check:
        if not is_up_to_date():
            sys.exit("The table of features in docs/processes.md is not up to date: dev/python dev.features")
        return
    text = DOCS.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


def is_up_to_date() -> bool:
    return f"{BEGIN}\n\n{table()}\n\n{END}" in DOCS.read_text(encoding="utf-8")


def table() -> str:
    library = [processes.process(id) for id in processes.proposed_ids()]
    rows = []
    for number, name, test, why in GROUPS:
        using = [process.id for process in library if test(process)]
        rows.append(f"| {number} | {name} | {_told(using, len(library)) or why} |")
    return "\n".join(["| | group | used by |", "|---|---|---|", *rows])


def without_reason() -> list[str]:
    """The groups that no process uses and for which no sentence says why."""
    library = [processes.process(id) for id in processes.proposed_ids()]
    return [
        name for _, name, test, why in GROUPS if not why and not any(test(process) for process in library)
    ]


def _told(using: list[str], many: int) -> str:
    return "all" if len(using) == many else ", ".join(using)


def _step(test: Callable[[Step], object]) -> Test:
    return lambda process: any(test(step) for step in process.steps)


def _leads_back(process: Process) -> bool:
    return any(way.most and not process.step(way.to).aside for step in process.steps for way in step.ways)


GROUPS: tuple[tuple[int, str, Test, str], ...] = (
    (1, "ordered steps with id, field, outputs", _step(lambda s: s.outputs), ""),
    (2, "duration that grows with the group; days in writing", _step(lambda s: s.each or s.days), ""),
    (3, "repeated blocks, everybody client once, bounded rounds", lambda p: p.each_once or _leads_back(p), ""),
    (4, "branches and ways decided at run time", _step(lambda s: s.ways), ""),
    (5, "a pluggable step with a pool of modules", _step(lambda s: s.only_ways), ""),
    (6, "optional steps", lambda p: any(step.aside for step in p.steps), ""),
    (7, "groups in parallel, and what they bring back", _step(lambda s: s.groups), ""),
    (8, "roles with numbers, combinations, exclusions", lambda p: any(r.beside or r.apart or r.most > 1 for r in p.roles), ""),
    (9, "roles that change in a run; proposed by rota, lot or order", lambda p: p.each_once or any(r.cast != "fewest" for r in p.roles) or _step(lambda s: s.casts)(p), ""),
    (10, "permission by role and step; listening, absence", _step(lambda s: s.listens or s.absent), ""),
    (11, "statements only as answers", lambda p: any(kind.bound for kind in p.kinds), ""),
    (12, "strength of a rule, stepping over told to the group", _step(lambda s: s.firm != "confirm" or any(m.strength != "hard" for m in s.may)), ""),
    (13, "modes: turns, silence with reveal, cards in clusters", lambda p: any(kind.gathers for kind in p.kinds) or _step(lambda s: s.turns or s.silent)(p), ""),
    (14, "numbers for each person, fixed openings", lambda p: any(k.begins or k.opening for k in p.kinds) or _step(lambda s: any(m.most or m.least for m in s.may))(p), ""),
    (15, "rating, points, ranking, consent, one who decides", _step(lambda s: s.marks), ""),
    (16, "stillness, private notes, parked thoughts, state", lambda p: any(kind.seen == "author" for kind in p.kinds), ""),
    (17, "handing outputs on", _step(lambda s: s.carried), ""),
    (18, "under a name, a part, or nothing", lambda p: any(kind.signed != "name" for kind in p.kinds), ""),
    (19, "guidance for each role and step, questions ready to send", _step(lambda s: s.questions), ""),
    (20, "what the end of the time does", _step(lambda s: s.timer != "advises"), ""),
    (21, "when a step is done", _step(lambda s: s.outputs or any(m.complete for m in s.marks) or any(m.least for m in s.may)), ""),
    (22, "preparation, with answers written at home", lambda p: any(kind.prepared for kind in p.kinds) or _step(lambda s: s.prepared)(p), ""),
    (23, "rituals of opening and closing", lambda p: True, ""),
    (24, "result template with an owner", lambda p: bool(p.sheet), ""),
    (25, "origin, rights, evidence for each step", lambda p: any(s.evidence != "sourced" for s in p.steps) or processes.word(p.id, "en", "rights") != "rights", ""),
    (26, "deadlines for meetings in writing", _step(lambda s: s.days), ""),
    (27, "playing it alone", lambda p: False, "not said in the file: whoever plays alone takes every part in turn (see below)"),
)  # fmt: skip


if __name__ == "__main__":
    main()
