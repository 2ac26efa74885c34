"""What a peer does next: answers what waits for it, contributes, facilitates, leads; or nods when nothing is left."""

from .leading import facilitate, is_done, lead
from .mistakes import holds_back, listen, slip
from .opening import answer_asks, open_meeting
from .person import Deed, Person
from .sight import Sight
from .working import contribute, waits


def next_deed(me: Person, sight: Sight) -> Deed | None:
    """This will choose the next thing to do, or nothing, and let the table know."""
    listen(me, sight)
    for habit in (answer_asks, slip, open_meeting, _contribute, facilitate):
        deed = habit(me, sight)
        if deed is not None and me.is_new(deed):
            _not_yet(me, sight)
            return deed
    me.table.nod(f"{sight.place}:ideas", me.name)
    if not is_done(me, sight) or waits(me, sight):
        return None
    if sight.unrevealed():
        me.table.nod(f"{sight.place}:before", me.name)
    elif not sight.offers("reveal", "steering"):
        me.table.nod(f"{sight.place}:done", me.name)
    for habit in (_say_ready, lead):
        deed = habit(me, sight)
        if deed is not None and me.is_new(deed):
            return deed
    return None


def _contribute(me: Person, sight: Sight) -> Deed | None:
    return None if holds_back(me, sight) else contribute(me, sight)


def _not_yet(me: Person, sight: Sight) -> None:
    me.table.shake(f"{sight.place}:done", me.name)


def _say_ready(me: Person, sight: Sight) -> Deed | None:
    """Some say that they are ready; nobody has to."""
    if me.chance("ready") < 0.3 and me.name in me.table.nodded(f"{sight.place}:done"):
        for form in sight.offers("say-ready", "part"):
            return Deed(form, think=3)
    return None
