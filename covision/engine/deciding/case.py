"""Choosing: which problem is worked on, whether its owner says yes, and by which process."""

from covision.engine import events as e
from covision.engine.events import Event
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Process
from covision.engine.refusals import Refused

from . import ways
from .common import check_act, check_holder


def propose(meeting: Meeting, id: str, by: int) -> tuple[Event, ...]:
    """:raises Refused: votes are still hidden, the problem does not fit, or its owner has passed."""
    check_act(meeting, "choose")
    check_holder(meeting, by)
    current = meeting.round_now()
    assert current is not None
    if meeting.has_case():
        raise Refused("A problem has been chosen already.")
    card = next((card for card in meeting.problems() if card.id == id and meeting.shows_card(card)), None)
    if card is None:
        raise Refused("There is no such problem.", "gone")
    if card not in meeting.open_cases():
        raise Refused(
            "This problem cannot be chosen: it has not passed its check, or its owner has passed or left."
        )
    return (*_round_anew(meeting), e.CaseProposed(id))


def accept(meeting: Meeting, processes: tuple[Process, ...], by: int) -> tuple[Event, ...]:
    """Propose, with the yes, the process that fits whose problem it is; in a rehearsal the one that is
    rehearsed."""
    check_act(meeting, "choose")
    card = _asked(meeting, by)
    of_any = meeting.rehearsal and len(processes) == 1
    fitting = next((process for process in processes if of_any or f"whose:{process.case}" in card.tags), None)
    accepted = e.CaseAccepted(card.id)
    return (accepted, e.ProcessPicked(fitting)) if fitting else (accepted,)


def pass_on(meeting: Meeting, by: int) -> tuple[Event, ...]:
    check_act(meeting, "choose")
    current = meeting.round_now()
    chosen = meeting.card(current.case) if current else None
    if chosen is not None and chosen.seat == by:
        return (*_round_anew(meeting), e.CasePassed(chosen.id))
    return (e.CasePassed(_asked(meeting, by).id),)


def pick_process(meeting: Meeting, process: Process, by: int) -> tuple[Event, ...]:
    """What was written by another process stays with the round that had begun by it; the problem gets a round
    of its own."""
    check_act(meeting, "cast")
    current = meeting.round_now()
    assert current is not None
    case = meeting.card(current.case)
    if by != meeting.holder and (case is None or case.seat != by):
        raise Refused("Whoever brings the problem or holds the steering bar picks the process.", "forbidden")
    if current.process == process:
        raise Refused("This process is picked already.")
    if not current.began:
        return (e.ProcessPicked(process),)
    return (*_round_anew(meeting), e.CaseAccepted(current.case), e.ProcessPicked(process))


def without_client(meeting: Meeting, seat: int) -> tuple[Event, ...]:
    """What follows when the client of a round goes before it has begun: the group chooses anew."""
    current = meeting.round_now()
    if current is None or current.began or not current.case or meeting.client(current.number) != seat:
        return ()
    assert meeting.frame is not None
    passed = e.CasePassed(current.case)
    choose = next(step for step in meeting.frame.steps if step.act == "choose")
    if meeting.step().act != "cast":
        return (passed,)
    began = ways.begin(meeting, (current.number, choose.id), choose.minutes * 60)
    return (passed, e.StepEnded(*meeting.place()), *began)


def _round_anew(meeting: Meeting) -> tuple[Event, ...]:
    current = meeting.round_now()
    if current is None or not current.began:
        return ()
    last, step = meeting.rounds[-1], meeting.step()
    began = ways.begin(meeting, (last.number + last.began, step.id), step.minutes * 60)
    return (e.StepEnded(*meeting.place()), *began)


def _asked(meeting: Meeting, by: int) -> Card:
    current = meeting.round_now()
    card = meeting.card(current.proposed) if current else None
    if card is None or card.seat != by:
        raise Refused("Nobody has asked you about a problem just now.")
    return card
