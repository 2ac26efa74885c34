"""Who plays which part in the coming round: asking, taking, declining, and the fair proposal."""

from zlib import crc32

from covision.engine.events import Event, RoleAsked, RoleDeclined, RoleGivenBack, RoleTaken
from covision.engine.meeting import Meeting, Round
from covision.engine.process import Process, Role
from covision.engine.refusals import Refused
from covision.engine.turns import PastRole, last_had, last_of_all

from .common import check_act


def ask(meeting: Meeting, role: str, seat: int, by: int) -> tuple[Event, ...]:
    _check_casts(meeting, role)
    definition = _role(meeting, role)
    if not meeting.is_in(seat):
        raise Refused("This person is not in the meeting.", "gone")
    if seat == by:
        raise Refused("You can take this part yourself.", "invalid")
    current = _now(meeting)
    if (role, seat) in current.asked:
        raise Refused("This person has been asked already.")
    _check_free(meeting, definition, seat)
    return (RoleAsked(role, seat),)


def take(meeting: Meeting, role: str, by: int) -> tuple[Event, ...]:
    _check_casts(meeting, role)
    _check_free(meeting, _role(meeting, role), by)
    left = (who for name, who in _now(meeting).parts if name == role and not meeting.is_in(who))
    return (*(RoleGivenBack(role, who) for who in left), RoleTaken(role, by))


def decline(meeting: Meeting, role: str, by: int) -> tuple[Event, ...]:
    _check_casts(meeting, role)
    _role(meeting, role)
    if (role, by) in _now(meeting).declined:
        raise Refused("You have declined this part already.")
    gave_back: tuple[Event, ...] = (RoleGivenBack(role, by),) if (role, by) in _now(meeting).parts else ()
    return (*gave_back, RoleDeclined(role, by))


def give_back(meeting: Meeting, role: str, by: int) -> tuple[Event, ...]:
    _check_casts(meeting, role)
    definition = _role(meeting, role)
    if (role, by) not in _now(meeting).parts:
        raise Refused("You do not have this part.")
    if definition.brings:
        raise Refused("You bring the problem of this round. Go back to choosing to change that.")
    return (RoleGivenBack(role, by),)


def open_roles(process: Process) -> tuple[Role, ...]:
    return tuple(role for role in process.roles if not role.rest and not role.brings)


def may_take(meeting: Meeting, role: Role, seat: int) -> bool:
    try:
        _check_free(meeting, role, seat)
    except Refused:
        return False
    return True


def fair_seat(
    meeting: Meeting, role: Role, history: tuple[PastRole, ...] = (), wishing: frozenset[int] = frozenset()
) -> int:
    """The seat proposed for a role, as the process casts it. Usually who has had fewest roles in this
    meeting; among those who said beforehand that they would, then who had the role longest ago in the
    circle's meetings before, or any role; then by seat. 0 if nobody may take it."""
    current = _now(meeting)
    able = [
        seat.number
        for seat in meeting.people()
        if may_take(meeting, role, seat.number) and (role.id, seat.number) not in current.declined
    ]
    if role.cast == "chance":
        return max(able, key=lambda seat: _lot(current, role, seat), default=0)
    if role.cast == "second":
        return next(iter((*able[1:2], *able)), 0)
    return min(
        able,
        key=lambda seat: (
            _held(meeting, seat),
            seat not in wishing,
            last_had(history, seat, role.id),
            last_of_all(history, seat),
            seat,
        ),
        default=0,
    )


def _lot(round: Round, role: Role, seat: int) -> int:
    """Nobody can foresee it, and everybody is shown the same: drawn from the random name of the case."""
    return crc32(f"{round.case} {round.number} {role.id} {seat}".encode())


def _held(meeting: Meeting, seat: int) -> int:
    return sum(1 for round in meeting.rounds if round.began for _, who in round.parts if who == seat)


def _check_free(meeting: Meeting, role: Role, seat: int) -> None:
    current = _now(meeting)
    if role.rest or role.brings:
        raise Refused("This part is not taken, it comes by itself.", "invalid")
    holders = sum(1 for name, who in current.parts if name == role.id and meeting.is_in(who))
    if role.most and holders >= role.most:
        raise Refused("Somebody has this part already.")
    for name, who in current.parts:
        if who == seat and name != role.id and not _go_together(current, role, name):
            raise Refused("These two parts cannot be held by one person.")
        if who == seat and name == role.id:
            raise Refused("You have this part already.")


def _go_together(round: Round, role: Role, other: str) -> bool:
    definition = round.process.role(other) if round.process else None
    return other in role.beside or bool(definition and role.id in definition.beside)


def _check_casts(meeting: Meeting, role: str) -> None:
    if role not in meeting.step().casts:
        check_act(meeting, "cast")


def _role(meeting: Meeting, id: str) -> Role:
    current = _now(meeting)
    role = current.process.role(id) if current.process else None
    if role is None:
        raise Refused("The process does not know this part.", "invalid")
    return role


def _now(meeting: Meeting) -> Round:
    current = meeting.round_now()
    assert current is not None
    return current
