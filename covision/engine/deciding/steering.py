"""Steps forward and back, and who holds the bar. Nothing that was written is ever lost by a step."""

from datetime import datetime, timedelta

from covision.engine import events as e
from covision.engine.commands import EndStep, GoBack
from covision.engine.events import Event
from covision.engine.meeting import Meeting, Place
from covision.engine.path import ends_round, later_places, next_place, place_before, spread, turns_on
from covision.engine.refusals import Refused
from covision.engine.ways import way_named

from . import ways
from .common import check_holder, check_same_step
from .missing import missing

UNDO_WITHIN = timedelta(seconds=10)
LATENCY = timedelta(seconds=2)


def end_step(meeting: Meeting, command: EndStep, by: int, now: datetime) -> tuple[Event, ...]:
    """End the step and begin the next, start a further round, or close the meeting.

    :raises Refused: the step has moved on already, or something is missing and `anyway` is not said.
    """
    check_holder(meeting, by)
    check_same_step(meeting, command.step)
    ended = e.StepEnded(*meeting.place(), command.ready)
    way = way_named(meeting, command.then)
    if way is not None:
        return (ended, *ways.take(meeting, way, command.away))
    _check_can_go(meeting, command.then)
    lacking = missing(meeting, now)
    _check_firmness(meeting, lacking, command.anyway, by)
    round = meeting.place()[0]
    notice: tuple[Event, ...] = (e.WentOnAnyway(lacking),) if lacking and command.anyway else ()
    if ends_round(meeting) and turns_on(meeting, command.then):
        return (*notice, ended, *ways.turn(meeting))
    place = next_place(meeting, command.then)
    if place is None:
        return (*notice, ended, e.MeetingClosed())
    begins: tuple[Event, ...] = (e.RoundBegan(round),) if _goes_to_work(meeting, place) else ()
    later = _shared_out(meeting, place, now)
    spread_again: tuple[Event, ...] = (e.TimeSpread(later),) if later else ()
    seconds = _seconds(meeting, place, later)
    return (*notice, *begins, ended, *spread_again, *ways.begin(meeting, place, seconds))


def go_back(meeting: Meeting, command: GoBack, by: int) -> tuple[Event, ...]:
    check_holder(meeting, by)
    check_same_step(meeting, command.step)
    place = place_before(meeting)
    if place is None:
        raise Refused("This is the first step.")
    lap = next((v.lap for v in reversed(meeting.visits) if (v.round, v.step) == place), 0)
    ended = e.StepEnded(*meeting.place(), command.ready)
    return (ended, *ways.begin(meeting, place, meeting.planned(*place), lap=lap))


def undo(meeting: Meeting, by: int, now: datetime) -> tuple[Event, ...]:
    if not meeting.covision_leads():  # what Covision did, anybody may undo
        check_holder(meeting, by)
    move = meeting.last_move
    if move is None or now - move.at > UNDO_WITHIN + LATENCY:
        raise Refused("A step can be undone for ten seconds. You can still go back.")
    return (e.StepUndone(),)


def hand_over(meeting: Meeting, seat: int, by: int) -> tuple[Event, ...]:
    check_holder(meeting, by)
    if seat == by:
        raise Refused("You hold the steering bar already.")
    _check_may_hold(meeting, seat)
    return (e.SteeringHandedOver(seat),)


def take(meeting: Meeting, away: bool, by: int) -> tuple[Event, ...]:
    if meeting.holder == by:
        raise Refused("You hold the steering bar already.")
    if meeting.is_in(meeting.holder) and not away and not meeting.covision_leads():
        raise Refused(
            "Whoever holds the steering bar is still here, or has only just gone. Please wait a moment."
        )
    _check_may_hold(meeting, by)
    return (e.SteeringTaken(by),)


def take_back(meeting: Meeting, by: int) -> tuple[Event, ...]:
    if meeting.instead_of != by:
        raise Refused("Nobody has taken the steering bar over from you.")
    return (e.SteeringTakenBack(by),)


def change_way(meeting: Meeting, spoken: bool, by: int) -> tuple[Event, ...]:
    check_holder(meeting, by)
    if meeting.spoken == spoken:
        raise Refused("The group works like this already.")
    return (e.WayChanged(spoken),)


def may_hold(meeting: Meeting, seat: int) -> bool:
    """Whether somebody may hold the bar: in a round neither the client nor an observer can (method.md 1.1)."""
    current = meeting.round_now()
    if not meeting.is_in(seat):
        return False
    if current is None or not current.began or current.process is None or meeting.step().macro == "final":
        return True
    roles = [current.process.role(part) for part in meeting.parts(seat, current.number)]
    return not any(role and (role.brings or role.apart) for role in roles)


def _check_can_go(meeting: Meeting, then: str) -> None:
    current = meeting.round_now()
    act = meeting.step().act
    if then == "final" and act:
        return
    if meeting.step().only_ways:
        raise Refused("From here the group goes one of several ways. Please choose one of them.")
    if then == "turn" and not turns_on(meeting, then):
        raise Refused("Everybody has brought a case by now.")
    if act == "choose" and (current is None or not current.case):
        raise Refused("First a problem has to be chosen, and its owner has to say yes.")
    if act != "cast" or current is None:
        return
    if current.process is None:
        raise Refused("First pick the process for this round.")
    steers = current.process.steers()
    if steers and not meeting.covision_leads() and not meeting.is_in(meeting.who(steers, current.number)):
        raise Refused("Somebody has to facilitate this round first.")


def _check_firmness(meeting: Meeting, lacking: tuple[str, ...], anyway: bool, by: int) -> None:
    firm = meeting.step().firm
    if not lacking or firm == "hint":
        return
    if not anyway:
        raise Refused(
            "Something is still missing in this step. You can go on without it if the group wants to."
        )
    others = [seat.number for seat in meeting.people() if seat.number != by]
    if firm == "hard" and others and not set(others) & set(meeting.agreed):
        raise Refused("This rule is firm. Somebody else has to agree to go on without what is missing.")


def _check_may_hold(meeting: Meeting, seat: int) -> None:
    if not may_hold(meeting, seat):
        raise Refused(
            "In this round neither the client nor an observer can hold the steering bar.", "forbidden"
        )


def _goes_to_work(meeting: Meeting, place: Place) -> bool:
    return meeting.step().act == "cast" and place[0] == meeting.place()[0]


def _seconds(meeting: Meeting, place: Place, later: tuple[e.PlannedStep, ...]) -> int:
    shared = next((seconds for round, step, seconds in later if (round, step) == place), 0)
    if shared:
        return shared
    if place[0] > len(meeting.rounds):
        assert meeting.frame is not None
        return meeting.frame.step(place[1]).minutes * 60
    return meeting.planned(*place)


def _shared_out(meeting: Meeting, place: Place, now: datetime) -> tuple[e.PlannedStep, ...]:
    again = _goes_to_work(meeting, place) and place[0] > 1
    return spread(meeting, now) if again and later_places(meeting) else ()
