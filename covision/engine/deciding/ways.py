"""Ways from a step: wishing for one, taking it, and beginning what comes next."""

from dataclasses import replace

from covision.engine import events as e
from covision.engine.events import Event
from covision.engine.meeting import Meeting, Place, Round, said_in_turn, turn_of
from covision.engine.process import Step
from covision.engine.refusals import Refused
from covision.engine.rules import Way
from covision.engine.ways import is_decided, is_left, leads_back, next_client, turned_parts, way_named

from .common import check_same_step


def wish(meeting: Meeting, step: str, id: str, by: int) -> tuple[Event, ...]:
    check_same_step(meeting, step)
    _check_offered(meeting, id, by)
    if (id, by) in meeting.wishes:
        raise Refused("You have wished for this already.")
    return (e.WayWished(id),)


def drop(meeting: Meeting, step: str, id: str, by: int) -> tuple[Event, ...]:
    check_same_step(meeting, step)
    if (id, by) not in meeting.wishes:
        raise Refused("There is no such wish of yours.")
    return (e.WishDropped(id),)


def take(meeting: Meeting, way: Way, away: tuple[int, ...] = ()) -> tuple[Event, ...]:
    """Begin the step a way leads to; a step gone through once more begins a new lap. `away` are out of reach.

    :raises Refused: the way has been taken often enough, others decide about it, or something lies hidden.
    """
    if not is_left(meeting, way):
        raise Refused("The group has gone this way {most} times. Now it goes on.", most=way.most)
    if not is_decided(meeting, way, away):
        raise Refused("Others decide about this way, and have not wished for it yet.", "forbidden")
    if meeting.step().silent and not meeting.has_revealed(meeting.place(), meeting.lap()):
        raise Refused("What was written in silence has to be revealed first.")
    round, step = meeting.place()
    lap = max(visit.lap for visit in meeting.visits if visit.round == round) + leads_back(meeting, way)
    began = e.StepBegan(round, way.to, meeting.planned(round, way.to), lap, f"{step}.{way.id}")
    return (began, e.ClockStarted(), *_apart(meeting, round, meeting.process().step(way.to)))


def turn(meeting: Meeting) -> tuple[Event, ...]:
    client, number = next_client(meeting), meeting.place()[0] + 1
    parts = turned_parts(meeting, client)
    case = next((card.id for card in meeting.open_cases() if card.seat == client), "")
    first = meeting.process().line()[0]
    seconds = (first.minutes + first.each * len(meeting.taking_part(number - 1))) * 60
    began = (e.RoundTurned(number, parts, case), e.StepBegan(number, first.id, seconds), e.ClockStarted())
    ahead = Round(number, meeting.rounds[number - 2].process, parts=parts, began=True)
    turned_meeting = replace(meeting, rounds=(*meeting.rounds[: number - 1], ahead))
    return (*began, *_apart(turned_meeting, number, first))


def begin(meeting: Meeting, place: Place, seconds: int, lap: int | None = None) -> tuple[Event, ...]:
    if lap is None:
        lap = meeting.lap() if place[0] == meeting.place()[0] and place[0] else 0
    began = (e.StepBegan(*place, seconds, lap), e.ClockStarted())
    if place[0] > len(meeting.rounds):
        return began
    rounds = (replace(other, began=True) if other.number == place[0] else other for other in meeting.rounds)
    return (*began, *_apart(replace(meeting, rounds=tuple(rounds)), place[0], meeting.step_at(*place)))


def end_turn(meeting: Meeting, seat: int, by: int) -> tuple[Event, ...]:
    """Its owner may where the step allows passing or they have said something; the holder of the bar may for
    somebody who is not present.

    :raises Refused: it is somebody else's turn, or passing is not how this step goes.
    """
    turns = meeting.step().turns
    if turns is None:
        raise Refused("Nobody takes turns in the step the group is in now.")
    if turn_of(meeting) != seat:
        raise Refused("The turn has already gone on.")
    if by not in {seat, meeting.holder}:
        raise Refused("Only the person whose turn it is can pass it on.", "forbidden")
    silent = not meeting.spoken and not said_in_turn(meeting, turns, seat)
    if by == seat and by != meeting.holder and silent and not turns.passing:
        raise Refused("In this step everybody says something. Take your time; a few words are enough.")
    return (e.TurnEnded(seat),)


def agree(meeting: Meeting, step: str, by: int) -> tuple[Event, ...]:
    check_same_step(meeting, step)
    if meeting.step().firm != "hard":
        raise Refused("Nothing in this step needs a second yes.")
    if by == meeting.holder:
        raise Refused("Somebody else has to agree.", "forbidden")
    if by in meeting.agreed:
        raise Refused("You have agreed already.")
    return (e.GoingOnAgreed(),)


def _check_offered(meeting: Meeting, id: str, by: int) -> None:
    way = way_named(meeting, id)
    if way is None or not is_left(meeting, way):
        raise Refused("There is no such way from here.", "gone")
    if by not in meeting.taking_part(meeting.place()[0]):
        raise Refused("Whoever stands apart in this round does not decide where it goes.", "forbidden")


def _apart(meeting: Meeting, round: int, step: Step) -> tuple[Event, ...]:
    """Where groups work apart, neighbours in the circle form one. Nobody is left alone, so groups may be
    larger. The round has begun in this meeting: who has no other role has the one for the rest."""
    if step.groups is None:
        return ()
    roles = set(step.groups.roles)
    seats = [s.number for s in meeting.people() if roles & set(meeting.parts(s.number, round))]
    many = max(1, len(seats) // step.groups.size)
    share, rest = divmod(len(seats), many)
    ends = [share * number + min(number, rest) for number in range(many + 1)]
    return (e.GroupsFormed(tuple(tuple(seats[ends[n] : ends[n + 1]]) for n in range(many))),)
