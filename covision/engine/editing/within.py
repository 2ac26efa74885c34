"""What stands in a step and speaks of kinds and roles: mended when those go, or get other names."""

from collections.abc import Mapping
from dataclasses import replace

from covision.engine.process import Mark, May, Question, Step
from covision.engine.rules import GROUP, Groups, Turns, Way

PROBLEM = "problem"  # collected before the rounds and carried into them

Names = Mapping[str, str]


def mapped(step: Step, kinds: Names, roles: Names) -> Step:
    """A step with other ids for kinds and roles; what has no other id goes, and what needs it goes with it."""
    return replace(
        step,
        may=_mays(step.may, kinds, roles),
        marks=_marks(step.marks, kinds, roles),
        ways=tuple(_way(way, roles) for way in step.ways),
        turns=_turns(step.turns, kinds, roles),
        groups=_groups(step.groups, kinds, roles),
        listens=_named(step.listens, roles),
        absent=_named(step.absent, roles),
        casts=_named(step.casts, roles),
        outputs=_named(step.outputs, kinds),
        carried=_named(step.carried, kinds),
        questions=_questions(step.questions, kinds, roles),
    )


def _named(ids: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[id] for id in ids if id in names))


def _mays(mays: tuple[May, ...], kinds: Names, roles: Names) -> tuple[May, ...]:
    return tuple(
        replace(may, role=roles[may.role], kinds=left)
        for may in mays
        if may.role in roles and (left := _named(may.kinds, kinds))
    )


def _marks(marks: tuple[Mark, ...], kinds: Names, roles: Names) -> tuple[Mark, ...]:
    return tuple(
        replace(mark, by=by, on=on)
        for mark in marks
        if (by := _named(mark.by, roles)) and (on := _named(mark.on, kinds))
    )


def _way(way: Way, roles: Names) -> Way:
    return way if way.by in {"", GROUP} else replace(way, by=roles.get(way.by, ""))


def _turns(turns: Turns | None, kinds: Names, roles: Names) -> Turns | None:
    if turns is None or turns.role not in roles:
        return None
    left = _named(turns.kinds, kinds)
    return replace(turns, role=roles[turns.role], kinds=left) if left else None


def _groups(groups: Groups | None, kinds: Names, roles: Names) -> Groups | None:
    if groups is None:
        return None
    left = _named(groups.roles, roles)
    return replace(groups, roles=left, reports=_named(groups.reports, kinds)) if left else None


def _questions(questions: tuple[Question, ...], kinds: Names, roles: Names) -> tuple[Question, ...]:
    return tuple(
        replace(question, role=roles[question.role], kind=kinds.get(question.kind, ""))
        for question in questions
        if question.role in roles
    )
