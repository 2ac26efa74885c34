"""What the buttons of the editor do to a draft, and where the page stands afterwards."""

from collections.abc import Callable

from covision.engine.editing import parts, steps
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.processes import editing
from covision.processes.process_text import ProcessText
from covision.views.http.form_input import Fields, number


@value
class Goal:
    part: str  # the one that is open next
    anchor: str = "open"  # the element of its page that gets the focus


@value
class Pressed:
    """A button."""

    verb: str
    what: str  # that is done to
    part: str  # the one that was open
    form: Fields

    @property
    def step(self) -> str:
        return self.part.removeprefix("step:")


Done = tuple[ProcessText, Goal]


def press(written: ProcessText, pressed: Pressed) -> Done:
    """:raises Refused: there is no such button, or what it speaks of is gone."""
    do = VERBS.get(pressed.verb)
    if do is None:
        raise Refused("This is not possible here.", "invalid")
    return do(written, pressed)


def _keep(written: ProcessText, pressed: Pressed) -> Done:
    return written, Goal(pressed.part, pressed.what or "open")


def _open(written: ProcessText, pressed: Pressed) -> Done:
    part, _hash, section = pressed.what.partition("#")
    return written, Goal(part, section or "open")


def _add(written: ProcessText, pressed: Pressed) -> Done:
    stock = pressed.form.text("stock")
    changed, new = (
        editing.take_step(written, stock, pressed.what) if stock else editing.add_step(written, pressed.what)
    )
    return changed, Goal(f"step:{new}")


def _copy(written: ProcessText, pressed: Pressed) -> Done:
    changed, new = editing.copy_step(written, pressed.what)
    return changed, Goal(f"step:{new}")


def _remove(written: ProcessText, pressed: Pressed) -> Done:
    """The step that follows is open next, or the one before."""
    ids = [step.id for step in written.process.steps]
    changed = editing.remove_step(written, pressed.what)
    at = ids.index(pressed.what)
    left = [*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at]]
    return changed, Goal(f"step:{left[0]}" if left else "about")


def _by(places: int, anchor: str, other: str) -> Callable[[ProcessText, Pressed], Done]:
    def move(written: ProcessText, pressed: Pressed) -> Done:
        changed = steps.move_by(written.process, pressed.what, places)
        at_end = changed.steps[0 if places < 0 else -1].id == pressed.what
        return ProcessText(changed, written.words), Goal(pressed.part, other if at_end else anchor)

    return move


def _to(written: ProcessText, pressed: Pressed) -> Done:
    id, _colon, place = pressed.what.partition(":")
    to = max(0, number(place))
    return ProcessText(steps.move_step(written.process, id, to), written.words), Goal(pressed.part)


def _mark(written: ProcessText, pressed: Pressed) -> Done:
    return editing.add_mark(written, pressed.step), Goal(pressed.part, "decide")


def _unmark(written: ProcessText, pressed: Pressed) -> Done:
    return editing.remove_mark(written, pressed.step, pressed.what), Goal(pressed.part, "decide")


def _way(written: ProcessText, pressed: Pressed) -> Done:
    return editing.add_way(written, pressed.step), Goal(pressed.part, "ways")


def _unway(written: ProcessText, pressed: Pressed) -> Done:
    return editing.remove_way(written, pressed.step, pressed.what), Goal(pressed.part, "ways")


def _role(written: ProcessText, _pressed: Pressed) -> Done:
    changed = parts.add_role(written.process)
    return ProcessText(changed, written.words), Goal("roles", f"role-{changed.roles[-1].id}")


def _unrole(written: ProcessText, pressed: Pressed) -> Done:
    return editing.remove_role(written, pressed.what), Goal("roles")


def _kind(written: ProcessText, _pressed: Pressed) -> Done:
    changed = parts.add_kind(written.process)
    return ProcessText(changed, written.words), Goal(f"kind:{changed.kinds[-1].id}")


def _unkind(written: ProcessText, pressed: Pressed) -> Done:
    return editing.remove_kind(written, pressed.what), Goal("about", "kinds")


def _speak(written: ProcessText, pressed: Pressed) -> Done:
    return editing.add_language(written, pressed.what), Goal(pressed.part)


def _unspeak(written: ProcessText, pressed: Pressed) -> Done:
    return editing.leave_out(written, pressed.what), Goal(pressed.part)


VERBS: dict[str, Callable[[ProcessText, Pressed], Done]] = {
    "keep": _keep,
    "open": _open,
    "add": _add,
    "copy": _copy,
    "remove": _remove,
    "up": _by(-1, "up", "down"),
    "down": _by(1, "down", "up"),
    "to": _to,
    "mark": _mark,
    "unmark": _unmark,
    "way": _way,
    "unway": _unway,
    "role": _role,
    "unrole": _unrole,
    "kind": _kind,
    "unkind": _unkind,
    "speak": _speak,
    "unspeak": _unspeak,
}
