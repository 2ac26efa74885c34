"""What each seat is shown of a meeting: its scene, with what the room knows of that person beside the meeting."""

from dataclasses import replace
from datetime import datetime

from covision import hub
from covision.actions.learning import learning
from covision.engine.meeting import Meeting
from covision.engine.projection import project
from covision.engine.projection.viewer import Memory, Viewer, seen_places
from covision.engine.scene import Scene

from .hints import hints_for
from .people import ways
from .room import Presence, Room
from .rooms import no_such_meeting


def presence(room: Room, now: datetime) -> Presence:
    everybody = [other.number for other in room.meeting.people()]
    away = hub.away(room.id, everybody, now)
    return Presence(now, frozenset(everybody) - away, away, hub.who_is_ready(room.id))


def scene(room: Room, seat: int, look: str, presence: Presence, memory: Memory | None = None) -> Scene:
    """`look` is “round-step” of an earlier step, or empty; `memory` is of the same seat's last scene.

    :raises Refused: the seat is not in this meeting (any more).
    """
    if room.erased:
        raise no_such_meeting()
    viewer = Viewer(
        seat=seat,
        present=presence.present,
        away=presence.away,
        ready=seat in presence.ready,
        own_hints=seat not in room.hint_memory.own_off,
        look=_place(room.meeting, look) if look else None,
        guidance=room.learnt.get(seat, learning.NOTHING).guidance,
        feel_ready=room.feel_ready,
        cases=tuple(case.ref for case in room.prepared.offered(seat, room.meeting)),
        kept=room.prepared.kept(seat),
        history=room.prepared.history,
        wishes=room.prepared.wishes,
        ways=tuple((way.id, way.case) for way in ways(room)),
        prepared=room.prepared.parts,
        intended_case=room.prepared.meant(seat),
        steps=room.own_steps.get(seat, ()),
        answers=_answers(room, seat),
        memory=memory or Memory(),
        common=room.common,
    )
    shown = project(room.meeting, viewer)
    if room.meeting.help == "off":
        return shown
    return replace(shown, hints=hints_for(shown, room.hint_memory, room.text, presence.at))


def _answers(room: Room, seat: int) -> tuple[tuple[str, str], ...]:
    is_client = room.meeting.client(room.answered[0]) == seat if room.answers else False
    # each answer is named “reference.kind”
    return tuple((ref.partition(".")[2], ref) for ref in room.answers) if is_client else ()


def _place(meeting: Meeting, look: str) -> tuple[int, str] | None:
    round, _, step = look.partition("-")
    place = (int(round) if round.isascii() and round.isdigit() and len(round) < 4 else -1, step)
    return place if place in seen_places(meeting) else None
