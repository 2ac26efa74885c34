"""Who comes, who goes, who has confirmed the agreement, and whose result sheet is shown to whom."""

from covision.engine import events as e
from covision.engine.events import Event
from covision.engine.meeting import Meeting
from covision.engine.refusals import Refused

from .case import without_client

MOST_PEOPLE = 40
VOICES_TO_REMOVE = 2


def ask_to_come_in(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    """:raises Refused: the meeting is over or full, or the person has been sent away before."""
    if meeting.closed:
        raise Refused("This meeting has ended.")
    if meeting.standing(seat) is not None:
        raise Refused("You have already asked to come in.")
    if sum(1 for other in meeting.seats if other.standing in {"in", "asking"}) >= MOST_PEOPLE:
        raise Refused("This meeting is full.")
    return (e.PersonAsked(seat),)


def take_place(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    """Seat a member of the circle at once; who has left comes back.

    :raises Refused: the meeting is over or full, or the person was sent away from it.
    """
    match meeting.standing(seat):
        case "in":
            return ()
        case "asking":
            return (e.PersonAdmitted(seat),)
        case "left":
            if meeting.closed:
                raise Refused("This meeting has ended.")
            return (e.PersonAdmitted(seat),)
        case None:
            return (*ask_to_come_in(meeting, seat), e.PersonAdmitted(seat))
        case "removed" | "turned-away":
            raise Refused("The group has asked you to leave this meeting.", "forbidden")


def lose_place(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    if meeting.standing(seat) not in {"in", "asking", "left"}:
        return ()
    return (e.PersonRemoved(seat), *without_client(meeting, seat))


def let_in(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    _check_waiting(meeting, seat)
    return (e.PersonAdmitted(seat),)


def turn_away(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    _check_waiting(meeting, seat)
    return (e.PersonTurnedAway(seat),)


def leave(meeting: Meeting, by: int) -> tuple[Event, ...]:
    return (e.PersonLeft(by), *without_client(meeting, by))


def voice_removal(meeting: Meeting, seat: int, by: int) -> tuple[Event, ...]:
    """The second voice removes, so that no one person can."""
    person = meeting.seat(seat)
    if person is None or person.standing != "in":
        raise Refused("This person is not in the meeting.", "gone")
    if seat == by:
        raise Refused("You can leave the meeting yourself.", "invalid")
    if by in person.voices:
        raise Refused("You have already asked for this. A second person has to agree.")
    voiced = e.RemovalVoiced(seat)
    present = [voice for voice in person.voices if meeting.is_in(voice)]
    if len(present) + 1 >= VOICES_TO_REMOVE:
        return (voiced, e.PersonRemoved(seat), *without_client(meeting, seat))
    return (voiced,)


def confirm_agreement(meeting: Meeting, by: int) -> tuple[Event, ...]:
    person = meeting.seat(by)
    if person is not None and person.agreed:
        raise Refused("You have already confirmed the agreement.")
    return (e.AgreementConfirmed(),)


def owners(meeting: Meeting, round: int) -> tuple[int, ...]:
    this_round = meeting.round(round)
    if this_round is None or this_round.process is None or not this_round.began:
        return ()
    if this_round.process.owner == "client":
        return (meeting.client(round),)
    apart = this_round.process.apart()
    return tuple(
        seat.number for seat in meeting.people() if not apart & set(meeting.parts(seat.number, round))
    )


def share_sheet(meeting: Meeting, round: int, by: int) -> tuple[Event, ...]:
    _check_owner(meeting, round, by)
    this_round = meeting.round(round)
    if this_round is not None and by in this_round.shared_by:
        raise Refused("You have already agreed to share this result sheet.")
    return (e.SheetShared(round),)


def keep_sheet(meeting: Meeting, round: int, by: int) -> tuple[Event, ...]:
    _check_owner(meeting, round, by)
    this_round = meeting.round(round)
    if this_round is None or not this_round.shared_by:
        raise Refused("This result sheet is private already.")
    return (e.SheetKept(round),)


def sheet_is_shared(meeting: Meeting, round: int) -> bool:
    this_round, sheet_owners = meeting.round(round), owners(meeting, round)
    return this_round is not None and bool(sheet_owners) and set(sheet_owners) <= set(this_round.shared_by)


def _check_owner(meeting: Meeting, round: int, by: int) -> None:
    if by not in owners(meeting, round):
        raise Refused("Only those whom this result sheet belongs to may decide who sees it.", "forbidden")


def _check_waiting(meeting: Meeting, seat: int) -> None:
    if meeting.standing(seat) != "asking":
        raise Refused("This person is not waiting any more.")
