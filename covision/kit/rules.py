"""The rules of a process in plain words, read from its structure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from covision.engine.process import Mark, Process, Role, Step
from covision.engine.rules import GROUP

from .words import ProcessWords


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


def about_role(role: Role, words: ProcessWords) -> tuple[str, ...]:
    beside = [words.text("roles", other, "name") for other in role.beside]
    rules = (
        (role.brings, _("Brings the case and decides what is of use.")),
        (role.steers, _("Leads through the steps and keeps the time; it is a task, not a rank.")),
        (role.apart, _("Takes no part in the case and is not counted.")),
        (bool(beside), _("Can be taken on beside: %(roles)s.") % {"roles": ", ".join(beside)}),
        (role.cast == "rota", _("Proposed in turn: whoever has not had it for longest. You decide.")),
        (role.cast == "chance", _("Proposed by lot. You decide.")),
        (role.cast == "second", _("Proposed: the second who comes in. You decide.")),
    )
    return tuple(sentence for holds, sentence in rules if holds)


def rules_of_process(process: Process, words: ProcessWords) -> Iterator[str]:
    late = [words.text("kinds", kind.id, "many") for kind in process.kinds if kind.seen == "final"]
    home = [words.text("kinds", kind.id, "label") for kind in process.kinds if kind.prepared]
    if process.fit.helps == "questions":
        yield _("Those who help ask questions only. Nobody gives advice.")
    if any(kind.opening for kind in process.kinds) and (hint := words.text("opening_hint")):
        yield hint
    if any(kind.becomes for kind in process.kinds):
        yield _("Whoever has an idea too early notes it down and keeps it until its step has come.")
    if any(step.silent for step in process.steps):
        yield _("In some steps everybody first writes alone; then all cards are uncovered together.")
    if any(kind.dated and kind.soon for kind in process.kinds):
        hours = max(kind.soon for kind in process.kinds)
        yield _("A plan has a day. One of the next steps begins within %(hours)s hours.") % {"hours": hours}
    if any(step.state for step in process.steps):
        yield _("At some points each looks at their own state. Nobody has to tell it.")
    if home:
        yield _("Whoever brings the case can write at home: %(kinds)s.") % {"kinds": "; ".join(home)}
    if late:
        yield _("Read out at the end only: %(kinds)s.") % {"kinds": ", ".join(late)}
    if process.owner == "client":
        yield _("What comes of it belongs to whoever brought the case.")
    if process.owner == "group":
        yield _("What comes of it belongs to the group.")


def rules_of_step(step: Step, process: Process, words: ProcessWords) -> Iterator[str]:
    kinds = {kind for may in step.may for kind in may.kinds}
    if any(kind.opening for kind in process.kinds if kind.id in kinds):
        yield words.text("opening_hint")
    if step.silent:
        yield _("First everybody writes alone; then all cards are uncovered together.")
    yield from _together(step, process, words)
    for mark in step.marks:
        yield _mark(mark, words)
    if step.timer == "closes":
        yield _("Once the time is up, nothing more is added.")
    if step.firm == "hard":
        yield _("If something is missing, a second person has to agree before you go on.")
    yield from _ways(step, words)
    if step.state:
        yield _("At the end of this step each looks at their own state; nobody has to tell it.")


def _together(step: Step, process: Process, words: ProcessWords) -> Iterator[str]:
    """Who works with whom: one after the other, in small groups, only listening, away; and what is put
    together."""
    if step.still:
        yield _("Nobody speaks. Whoever likes writes for themselves.")
    if step.listens:
        yield _("Only listening: %(who)s.") % {"who": _names(step.listens, words)}
    if step.absent:
        yield _("Out of the room: %(who)s.") % {"who": _names(step.absent, words)}
    if step.turns:
        yield _("One after the other, once around the circle.")
        yield _("You may pass.") if step.turns.passing else _("Everybody says something.")
    if step.groups:
        yield _("In small groups of about %(num)s: %(who)s. Afterwards all see what came of it.") % {
            "num": step.groups.size,
            "who": _names(step.groups.roles, words),
        }
        for kind in step.groups.reports:
            yield _("One from each group: %(what)s.") % {"what": words.text("kinds", kind, "name")}
    kinds = (process.kind(id) for may in step.may for id in may.kinds)
    if any(kind is not None and kind.gathers for kind in kinds):
        yield _("Put cards under a heading that belong together. Whose card it is stays as it was.")


def _ways(step: Step, words: ProcessWords) -> Iterator[str]:
    for by in dict.fromkeys(way.by for way in step.ways):
        titles = [words.text("steps", step.id, "ways", way.id) for way in step.ways if way.by == by]
        ways = ", ".join(_("“%(way)s”") % {"way": title} for title in titles)
        names = {"ways": ways, "who": words.text("roles", by, "name") if by else ""}
        if by == GROUP:
            yield _("Possible from here: %(ways)s. More than half of you decide.") % names
        elif by:
            yield _("Possible from here: %(ways)s. Decides: %(who)s.") % names
        else:
            yield _("Possible from here: %(ways)s.") % names


def _names(roles: tuple[str, ...], words: ProcessWords) -> str:
    return ", ".join(words.text("roles", role, "name") for role in roles)


def _mark(mark: Mark, words: ProcessWords) -> str:
    names = {
        "who": _names(mark.by, words),
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
    return f"{sentence % names} {together}" if mark.hidden else sentence % names


def _everybody_else(role: Role) -> str:
    if not role.least:
        return _("everybody else")
    return ngettext(
        "everybody else, at least %(num)s person", "everybody else, at least %(num)s people", role.least
    ) % {"num": role.least}


def _at_least(number: int) -> str:
    return ngettext("at least %(num)s person", "at least %(num)s people", number) % {"num": number}
