"""A step as fields, and fields as a step again. Rules keep their order, so that opening a step and keeping it changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast, get_args

from covision.engine.checking import LARGEST_COUNT, LONGEST, MOST_LAPS
from covision.engine.editing.ids import ids_of, next_id
from covision.engine.process import Field, Mark, May, Process, Question, Step, Strength
from covision.engine.rules import GROUP, Groups, Turns, Way
from covision.views.http.form_input import Fields, Values

from .field_values import count, tick

PROBLEM = "problem"
MODES = ("together", "turns", "silent", "groups", "still")
HOW = ("common", "ordered", "each", "dots")
MOST_EACH, LARGEST_GROUP = 9, 12


def to_fields(step: Step, process: Process) -> Values:
    fields: Values = {
        "field": [step.field],
        "minutes": count(step.minutes),
        "each": count(step.each),
        "days": count(step.days),
        "mode": [mode_of(step)],
        "outputs": list(step.outputs),
        "carried": list(step.carried),
        "casts": list(step.casts),
        "firm": [step.firm],
        "closes": tick(step.timer == "closes"),
    }
    fields |= {name: tick(getattr(step, name)) for name in ("state", "prepared", "aside", "only_ways")}
    return fields | _moving(step, process) | _parts(step, process) | _deciding(step)


def _moving(step: Step, process: Process) -> Values:
    """Where there are no turns or groups yet, the fields hold what they would most likely be."""
    rest = _rest(process)
    turns, groups = step.turns or Turns(rest, ()), step.groups or Groups(3, (rest,) if rest else ())
    fields = {
        "turns.role": [turns.role],
        "turns.kinds": list(turns.kinds),
        "turns.each": count(turns.each),
        "turns.passing": tick(turns.passing),
        "groups.size": count(groups.size),
        "groups.roles": list(groups.roles),
    }
    for way in step.ways:
        fields |= {f"way.{way.id}.to": [way.to], f"way.{way.id}.by": [way.by]}
        fields[f"way.{way.id}.most"] = count(way.most)
    return fields


def _parts(step: Step, process: Process) -> Values:
    fields: Values = {f"presence.{role.id}": [presence(step, role.id)] for role in process.roles}
    for at, may in enumerate(step.may):
        fields |= {f"may.{at}.kinds": list(may.kinds), f"may.{at}.strength": [may.strength]}
        fields |= {f"may.{at}.most": count(may.most), f"may.{at}.least": count(may.least)}
    return fields | {f"question.{question.id}.kind": [question.kind] for question in step.questions}


def _deciding(step: Step) -> Values:
    fields: Values = {}
    for mark in step.marks:
        fields |= {f"mark.{mark.id}.by": list(mark.by), f"mark.{mark.id}.on": list(mark.on)}
        fields |= {f"mark.{mark.id}.how": [how_of(mark)], f"mark.{mark.id}.dots": count(mark.dots)}
        for name in ("hidden", "picks", "complete"):
            fields[f"mark.{mark.id}.{name}"] = tick(getattr(mark, name))
    return fields


def mode_of(step: Step) -> str:
    """How people work in a step: one of MODES, or “mixed” where a file combines several."""
    modes = [mode for mode in MODES[1:] if getattr(step, mode)]
    return modes[0] if len(modes) == 1 else "mixed" if modes else "together"


def presence(step: Step, role: str) -> str:
    return "absent" if role in step.absent else "listens" if role in step.listens else "takes"


def how_of(mark: Mark) -> str:
    if mark.each:
        return "dots" if mark.dots else "each"
    return "ordered" if mark.ordered else "common"


def from_fields(step: Step, process: Process, form: Fields) -> Step:
    """What cannot be read stands in the form’s errors, and the step keeps the nearest."""
    kinds, roles = ids_of(process.kinds), ids_of(process.roles)
    read = replace(
        step,
        field=cast("Field", form.among("field", get_args(Field), step.field)),
        minutes=form.number_up_to("minutes", LONGEST["minutes"]),
        each=form.number_up_to("each", LONGEST["each"]),
        days=form.number_up_to("days", LONGEST["days"]),
        outputs=form.picked("outputs", step.outputs, kinds),
        carried=form.picked("carried", step.carried, (PROBLEM, *kinds)),
        casts=form.picked("casts", step.casts, roles),
        firm=cast("Strength", form.among("firm", get_args(Strength), step.firm)),
        timer="closes" if form.is_ticked("closes") else "advises",
        state=form.is_ticked("state"),
        prepared=form.is_ticked("prepared"),
        aside=form.is_ticked("aside"),
        only_ways=form.is_ticked("only_ways"),
        may=(*_mays(step, process, form), *_new_mays(process, form)),
        marks=tuple(_mark(mark, process, form) for mark in step.marks),
        ways=tuple(_way(way, process, form) for way in step.ways),
        listens=_with_presence("listens", step.listens, process, form),
        absent=_with_presence("absent", step.absent, process, form),
        questions=(*_questions(step, kinds, form), *_new_questions(step, process, form)),
    )
    return _in_mode(read, process, form)


def _in_mode(step: Step, process: Process, form: Fields) -> Step:
    mode = form.among("mode", (*MODES, "mixed"), mode_of(step))
    mixed = mode == "mixed"
    return replace(
        step,
        silent=mode == "silent" or (mixed and step.silent),
        still=mode == "still" or (mixed and step.still),
        turns=_turns(step, process, form) if mode == "turns" or (mixed and step.turns) else None,
        groups=_groups(step, process, form) if mode == "groups" or (mixed and step.groups) else None,
    )


def _turns(step: Step, process: Process, form: Fields) -> Turns:
    """Turns that begin in this step are made of what the role may contribute."""
    role = form.among("turns.role", ids_of(process.roles), _rest(process))
    allowed = tuple(dict.fromkeys(kind for may in step.may if may.role == role for kind in may.kinds))
    before = step.turns.kinds if step.turns else ()
    kinds = form.picked("turns.kinds", before, ids_of(process.kinds))
    each = form.number_up_to("turns.each", MOST_EACH) or 1
    return Turns(role, kinds if step.turns else kinds or allowed, each, form.is_ticked("turns.passing"))


def _groups(step: Step, process: Process, form: Fields) -> Groups:
    before = step.groups or Groups(2, ())
    return replace(
        before,
        size=form.number_up_to("groups.size", LARGEST_GROUP) or 2,
        roles=form.picked("groups.roles", before.roles, ids_of(process.roles)),
    )


def _rest(process: Process) -> str:
    return next(
        (role.id for role in process.roles if role.rest), process.roles[0].id if process.roles else ""
    )


def _mays(step: Step, process: Process, form: Fields) -> Iterator[May]:
    for at, may in enumerate(step.may):
        kinds = form.picked(f"may.{at}.kinds", may.kinds, ids_of(process.kinds))
        if kinds:
            yield _may(May(may.role, kinds), f"may.{at}", form)


def _new_mays(process: Process, form: Fields) -> Iterator[May]:
    """Each role has one rule more to fill in."""
    for role in process.roles:
        kinds = form.picked(f"may.{role.id}.kinds", (), ids_of(process.kinds))
        if kinds:
            yield _may(May(role.id, kinds), f"may.{role.id}", form)


def _may(may: May, name: str, form: Fields) -> May:
    return replace(
        may,
        most=form.number_up_to(f"{name}.most", LARGEST_COUNT),
        least=form.number_up_to(f"{name}.least", LARGEST_COUNT),
        strength=cast("Strength", form.among(f"{name}.strength", get_args(Strength), "hard")),
    )


def _with_presence(wanted: str, before: tuple[str, ...], process: Process, form: Fields) -> tuple[str, ...]:
    now = [role for role in ids_of(process.roles) if form.text(f"presence.{role}") == wanted]
    return (*(role for role in before if role in now), *(role for role in now if role not in before))


def _questions(step: Step, kinds: tuple[str, ...], form: Fields) -> Iterator[Question]:
    """A question whose words were emptied in every language is taken away."""
    for question in step.questions:
        end = f":steps.{step.id}.questions.{question.id}"
        typed = [value for name in form.values if name.endswith(end) for value in form.values[name]]
        if not typed or any(value.strip() for value in typed):
            kind = form.among(f"question.{question.id}.kind", ("", *kinds), question.kind)
            yield replace(question, kind=kind)


def new_question(step: Step, role: str, process: Process) -> str:
    """The id that a question to be added for a role will have: each role has one more to fill in."""
    taken = list(ids_of(step.questions))
    for other in process.roles:
        id = next_id("question", taken)
        if other.id == role:
            return id
        taken.append(id)
    return next_id("question", taken)


def _new_questions(step: Step, process: Process, form: Fields) -> Iterator[Question]:
    for role in process.roles:
        id = new_question(step, role.id, process)
        end = f":steps.{step.id}.questions.{id}"
        typed = [value for name in form.values if name.endswith(end) for value in form.values[name]]
        if any(value.strip() for value in typed):
            kinds = ("", *ids_of(process.kinds))
            yield Question(id, role.id, form.among(f"question.{id}.kind", kinds, ""))


def _mark(mark: Mark, process: Process, form: Fields) -> Mark:
    name = f"mark.{mark.id}"
    how = form.among(f"{name}.how", HOW, how_of(mark))
    return replace(
        mark,
        by=form.picked(f"{name}.by", mark.by, ids_of(process.roles)),
        on=form.picked(f"{name}.on", mark.on, ids_of(process.kinds)),
        each=how in {"each", "dots"},
        ordered=how == "ordered",
        dots=(form.number_up_to(f"{name}.dots", LARGEST_COUNT) or 3) if how == "dots" else 0,
        hidden=form.is_ticked(f"{name}.hidden"),
        picks=form.is_ticked(f"{name}.picks"),
        complete=form.is_ticked(f"{name}.complete"),
    )


def _way(way: Way, process: Process, form: Fields) -> Way:
    name = f"way.{way.id}"
    return replace(
        way,
        to=form.among(f"{name}.to", ids_of(process.steps), way.to),
        by=form.among(f"{name}.by", ("", GROUP, *ids_of(process.roles)), way.by),
        most=form.number_up_to(f"{name}.most", MOST_LAPS),
    )
