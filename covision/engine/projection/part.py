"""What the viewer's part is in the step now: what to do, whose turn it is, with whom, and which ways lead on."""

from covision.engine.deciding.permits import group_of
from covision.engine.facilitator import asked_here
from covision.engine.meeting import Card, Meeting, said_in_turn, turns_to_come
from covision.engine.process import EVERYONE
from covision.engine.rules import Way
from covision.engine.scene.part import Guide, Part, RoleView, TurnView, WayView
from covision.engine.ways import is_decided, is_left, who_decide

from .board import role_view
from .viewer import Viewer


def part(meeting: Meeting, viewer: Viewer) -> Part | None:
    if viewer.looks_back() or meeting.closed:
        return None
    process, step = meeting.process(), meeting.step()
    roles = meeting.roles(viewer.seat, *meeting.place())
    away = bool(set(step.absent) & set(roles))
    visible_roles = tuple(role for role in roles if process.role(role) or role == EVERYONE) or (EVERYONE,)
    return Part(
        process=process.id,
        step=step.id,
        roles=visible_roles,
        guides=_guides(meeting, viewer, roles),
        ready=viewer.ready,
        guidance=viewer.guided(visible_roles),
        listens=bool(set(step.listens) & set(roles)),
        away=away,
        group=group_of(meeting, viewer.seat),
        turn=None if away else _turn(meeting, viewer),
        ways=tuple(_way(meeting, viewer, way) for way in step.ways if is_left(meeting, way)),
        parts=_parts(meeting, viewer),
        only_ways=step.only_ways,
        covision_leads=meeting.covision_leads(),
        may_say_ready=not (viewer.ready or meeting.alone or meeting.covision_leads()),
    )


def said_here(meeting: Meeting) -> tuple[Card, ...]:
    return meeting.cards if meeting.step().turns else ()


def _guides(meeting: Meeting, viewer: Viewer, roles: tuple[str, ...]) -> tuple[Guide, ...]:
    step, may = meeting.step(), meeting.may_write(viewer.seat)
    asked = asked_by_the_leader(meeting, viewer)
    return tuple(
        Guide(prompt, question.kind in may and prompt not in asked, prompt in asked)
        for question in step.questions
        for prompt in [f"{step.id}.{question.id}"]
        if question.role in roles
    )


def asked_by_the_leader(meeting: Meeting, viewer: Viewer) -> tuple[str, ...]:
    asked = viewer.common.recall("asked", meeting.cards, lambda: asked_here(meeting))
    steers = meeting.process().steers()
    leads = {
        f"{meeting.step().id}.{question.id}"
        for question in meeting.step().questions
        if question.role == steers
    }
    return tuple(prompt for prompt in asked if prompt in leads)


def _turn(meeting: Meeting, viewer: Viewer) -> TurnView | None:
    turns = meeting.step().turns
    if turns is None:
        return None
    seat, *after = turns_to_come(meeting) or (0,)
    is_own_turn = seat == viewer.seat
    speaks = turns.passing or meeting.spoken or (is_own_turn and said_in_turn(meeting, turns, seat) > 0)
    may_pass = bool(seat) and (viewer.seat == meeting.holder or (is_own_turn and speaks))
    return TurnView(seat, is_own_turn, may_pass, tuple(after))


def _way(meeting: Meeting, viewer: Viewer, way: Way) -> WayView:
    taking_part = meeting.taking_part(meeting.place()[0])
    wishing = [seat for name, seat in meeting.wishes if name == way.id and meeting.is_in(seat)]
    return WayView(
        way=way.id,
        to=way.to,
        by=way.by,
        decides=viewer.seat in who_decide(meeting, way),
        wishes=len(wishing),
        of=len(taking_part),
        wished=viewer.seat in wishing,
        may_wish=viewer.seat in taking_part,
        left=is_decided(meeting, way, viewer.away) and not is_decided(meeting, way),
    )


def _parts(meeting: Meeting, viewer: Viewer) -> tuple[RoleView, ...]:
    current = meeting.round(meeting.place()[0])
    if current is None or current.process is None:
        return ()
    casts = (current.process.role(id) for id in meeting.step().casts)
    return tuple(role_view(meeting, viewer, current, role) for role in casts if role is not None)
