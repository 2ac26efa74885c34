"""What a peer does next: answers what waits for it, contributes, facilitates, leads; or nods when nothing is left."""

from .improvising import improvise, waits_for_client
from .leading import facilitate, is_done, lead
from .mistakes import holds_back, listen, slip
from .opening import FRAME, answer_asks, open_meeting
from .peer import Action, Peer
from .sight import Sight
from .working import contribute, waits


def next_action(me: Peer, sight: Sight) -> Action | None:
    listen(me, sight)
    me.problem = sight.problem or me.problem
    scripted = has_lines(me, sight)
    worked = (answer_asks, _as_agreed, slip, open_meeting, _contribute, facilitate)
    for habit in worked if scripted else (answer_asks, _as_agreed, slip, improvise):
        action = habit(me, sight)
        if action is not None and me.is_new(action):
            _not_yet(me, sight)
            return action
    me.table.nod(f"{sight.visit}:ideas", me.name)
    if scripted and (not is_done(me, sight) or waits(me, sight)):
        return None
    if not scripted and waits_for_client(me, sight):
        return None
    if sight.unrevealed():
        me.table.nod(f"{sight.visit}:before", me.name)
    elif not sight.offers("reveal", "steering"):
        me.table.nod(f"{sight.visit}:done", me.name)
    for habit in (_say_ready, lead):
        action = habit(me, sight)
        if action is not None and me.is_new(action):
            return action
    return None


def _as_agreed(me: Peer, sight: Sight) -> Action | None:
    return me.table.group_habits.next_action(me, sight) if me.table.group_habits else None


def _contribute(me: Peer, sight: Sight) -> Action | None:
    return None if holds_back(me, sight) else contribute(me, sight)


def has_lines(me: Peer, sight: Sight) -> bool:
    """Whether there is a written case for how the group works; else peers make up what they say."""
    return sight.process == FRAME or any(case.process == sight.process for case in me.others())


def _not_yet(me: Peer, sight: Sight) -> None:
    me.table.shake(f"{sight.visit}:done", me.name)


def _say_ready(me: Peer, sight: Sight) -> Action | None:
    if sight.covision_leads and me.table.group_habits:
        return me.table.group_habits.say_ready(me, sight)
    if me.chance("ready") < 0.3 and me.name in me.table.nodded(f"{sight.visit}:done"):
        for offer in sight.offers("say-ready", "part"):
            return Action(offer, think=3)
    return None
