"""The people in the room, and what waits for the viewer's yes or no."""

from typing import Literal

from covision.engine.deciding.steering import may_hold
from covision.engine.meeting import Card, Meeting
from covision.engine.process import EVERYONE
from covision.engine.scene.people import Asks, Knock, People, PersonView, RoleAsk

from .cards import card_view
from .help import wishes
from .viewer import Viewer


def people(meeting: Meeting, viewer: Viewer) -> People:
    return People(tuple(_person(meeting, viewer, seat.number) for seat in meeting.people()), meeting.log)


def _person(meeting: Meeting, viewer: Viewer, number: int) -> PersonView:
    seat = meeting.seat(number)
    assert seat is not None
    round = meeting.place()[0]
    current = meeting.round_now()
    named = current.process.id if current and current.process else "frame"
    roles = meeting.parts(number, round or (current.number if current and current.began else 0))
    return PersonView(
        seat=number,
        me=number == viewer.seat,
        process=named,
        roles=tuple(role for role in roles if role != EVERYONE),
        holds_bar=meeting.holder == number,
        present=number in viewer.present,
        agreed=seat.agreed,
        may_remove=number != viewer.seat and viewer.seat not in seat.voices and not meeting.closed,
        removal_voiced=any(meeting.is_in(voice) for voice in seat.voices) and number != viewer.seat,
    )


def asks(meeting: Meeting, viewer: Viewer) -> Asks | None:
    if meeting.closed:
        return None
    current = meeting.round_now()
    casting = meeting.step().act == "cast"
    roles = tuple(
        RoleAsk(current.process.id, role)
        for role, seat in (current.asked if current and casting else ())
        if seat == viewer.seat and current and current.process
    )
    case = proposed(meeting)
    own_case = case if case and case.seat == viewer.seat else None
    knocks = tuple(Knock(seat.number) for seat in meeting.seats if seat.standing == "asking")
    steering = _steering(meeting, viewer)
    wished = wishes(meeting, viewer)
    if not (roles or own_case or knocks or steering or wished):
        return None
    view = card_view(meeting, viewer, own_case, plain=True) if own_case else None
    return Asks(knocks, roles, view, steering, meeting.holder, wished)


def proposed(meeting: Meeting) -> Card | None:
    current = meeting.round_now()
    return meeting.card(current.proposed) if current and meeting.step().act == "choose" else None


def _steering(meeting: Meeting, viewer: Viewer) -> Literal["", "take", "take-back"]:
    if meeting.instead_of == viewer.seat and meeting.holder != viewer.seat:
        return "take-back"
    if meeting.covision_leads():
        return ""
    out_of_reach = not meeting.is_in(meeting.holder) or meeting.holder in viewer.away
    return "take" if out_of_reach and meeting.holder != viewer.seat and may_hold(meeting, viewer.seat) else ""
