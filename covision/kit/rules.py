"""The rules of a process in plain words, read from its structure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from covision.engine.process import Mark, Process, Role, Step

from .words import Words


def count_of(role: Role) -> str:
    if role.rest:
        return _everybody_else(role)
    if role.most and role.least == role.most:
        return ngettext("%(num)s person", "%(num)s people", role.most) % {"num": role.most}
    if role.most and not role.least:
        return ngettext("%(num)s person, if you like", "up to %(num)s people, if you like", role.most) % {
            "num": role.most
        }
    if role.most:
        return _("%(least)s to %(most)s people") % {"least": role.least, "most": role.most}
    return _at_least(role.least) if role.least else _("as many as you like")


def about_role(role: Role, words: Words) -> tuple[str, ...]:
    beside = [words.text("roles", other, "name") for other in role.beside]
    told = (
        (role.brings, _("Brings the case and decides what is of use.")),
        (role.steers, _("Leads through the steps and keeps the time; it is a task, not a rank.")),
        (role.apart, _("Takes no part in the case and is not counted.")),
        (bool(beside), _("Can be taken on beside: %(roles)s.") % {"roles": ", ".join(beside)}),
    )
    return tuple(sentence for holds, sentence in told if holds)


def rules_of_process(process: Process, words: Words) -> tuple[str, ...]:
    parked = [words.text("kinds", kind.id, "many") for kind in process.kinds if kind.becomes]
    late = [words.text("kinds", kind.id, "many") for kind in process.kinds if kind.seen == "final"]
    told = (
        (
            process.fit.helps == "questions",
            _("Those who help ask questions only. Nobody gives advice."),
        ),
        (any(kind.opening for kind in process.kinds), words.text("opening_hint")),
        (
            bool(parked),
            _("Whoever has an idea too early notes it down and keeps it until its step has come."),
        ),
        (
            any(step.silent for step in process.steps),
            _("In some steps everybody first writes alone; then all cards are uncovered together."),
        ),
        (
            any(kind.dated and kind.soon for kind in process.kinds),
            _("A plan has a day. One of the next steps begins within %(hours)s hours.")
            % {"hours": max((kind.soon for kind in process.kinds), default=0)},
        ),
        (
            any(step.state for step in process.steps),
            _("At some points each looks at their own state. Nobody has to tell it."),
        ),
        (bool(late), _("Read out at the end only: %(kinds)s.") % {"kinds": ", ".join(late)}),
        (process.owner == "client", _("What comes of it belongs to whoever brought the case.")),
        (process.owner == "group", _("What comes of it belongs to the group.")),
    )
    return tuple(sentence for holds, sentence in told if holds and sentence)


def rules_of_step(step: Step, process: Process, words: Words) -> tuple[str, ...]:
    return tuple(_rules_of_step(step, process, words))


def _rules_of_step(step: Step, process: Process, words: Words) -> Iterator[str]:
    kinds = {kind for may in step.may for kind in may.kinds}
    if any(kind.opening for kind in process.kinds if kind.id in kinds):
        yield words.text("opening_hint")
    if step.silent:
        yield _("First everybody writes alone; then all cards are uncovered together.")
    for mark in step.marks:
        yield _mark(mark, words)
    if step.state:
        yield _("At the end of this step each looks at their own state; nobody has to tell it.")


def _mark(mark: Mark, words: Words) -> str:
    said = {
        "who": ", ".join(words.text("roles", role, "name") for role in mark.by),
        "what": ", ".join(words.text("kinds", kind, "many") for kind in mark.on),
        "mark": words.text("marks", mark.id, "name"),
        "num": mark.dots,
    }
    if mark.each and mark.dots:
        sentence = ngettext(
            "%(who)s: each has %(num)s point to give to “%(what)s”.",
            "%(who)s: each has %(num)s points to give to “%(what)s”.",
            mark.dots,
        )
    elif mark.each:
        sentence = _("%(who)s: each says for themselves whether “%(what)s” is %(mark)s.")
    elif mark.ordered:
        sentence = _("%(who)s: mark some of “%(what)s” as “%(mark)s”, and put them in order.")
    else:
        sentence = _("%(who)s: mark some of “%(what)s” as “%(mark)s”.")
    together = _("All points are uncovered at the same time.")
    return f"{sentence % said} {together}" if mark.hidden else sentence % said


def _everybody_else(role: Role) -> str:
    if not role.least:
        return _("everybody else")
    return ngettext(
        "everybody else, at least %(num)s person", "everybody else, at least %(num)s people", role.least
    ) % {"num": role.least}


def _at_least(number: int) -> str:
    return ngettext("at least %(num)s person", "at least %(num)s people", number) % {"num": number}
