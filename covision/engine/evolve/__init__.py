"""How each event changes the meeting. Nothing is refused here: what is in the journal has happened."""

from dataclasses import replace
from datetime import datetime

from covision.engine import events as e
from covision.engine.events import Event, RoleSeat
from covision.engine.meeting import (
    GivenMark,
    Grouping,
    HelpVoice,
    Meeting,
    Seat,
    StepClock,
    TurnOver,
    WayWish,
)
from covision.engine.process import shared_process

from . import cards, people, rounds, steps
from .common import logged, without


def evolve(meeting: Meeting, event: Event, by: int, at: datetime) -> Meeting:
    """The meeting after the event; `by` is the seat it came from, 0 for nobody."""
    return replace(_after(meeting, event, by, at), version=meeting.version + 1)


def _after(meeting: Meeting, event: Event, by: int, at: datetime) -> Meeting:  # noqa: PLR0915 (one arm for each event)
    match event:
        case e.MeetingOpened():
            return _opened(event, by)
        case e.PersonAsked():
            return replace(meeting, seats=(*meeting.seats, Seat(event.seat, "asking")))
        case e.PersonAdmitted():
            return people.standing(meeting, event.seat, "in")
        case e.PersonTurnedAway():
            return people.standing(meeting, event.seat, "turned-away")
        case e.PersonLeft():
            return people.standing(meeting, event.seat, "left")
        case e.PersonRemoved():
            return people.standing(meeting, event.seat, "removed")
        case e.RemovalVoiced():
            return people.change_seat(
                meeting, event.seat, lambda seat: replace(seat, voices=(*seat.voices, by))
            )
        case e.AgreementConfirmed():
            return people.change_seat(meeting, by, lambda seat: replace(seat, agreed=True))
        case e.StepBegan():
            return steps.step_began(meeting, event, at)
        case e.StepEnded():
            return steps.step_ended(meeting, event, at)
        case e.StepUndone():
            return steps.undone(meeting, by)
        case e.ClockStarted():
            return replace(meeting, clock=replace(meeting.clock, since=at), started=meeting.started or at)
        case e.ClockPaused():
            return replace(meeting, clock=replace(meeting.clock, spent=meeting.clock.used(at), since=None))
        case e.TimeAdded():
            longer = max(0, meeting.clock.length + event.seconds)
            return replace(meeting, clock=replace(meeting.clock, length=longer, more_asked=False))
        case e.TimeSpread():
            return replace(meeting, plan=event.later)
        case e.MoreTimeAsked():
            return replace(meeting, clock=replace(meeting.clock, more_asked=True))
        case e.CardWritten():
            return cards.written(meeting, event, by)
        case e.CardRewritten():
            return cards.rewritten(meeting, event)
        case e.CardWithdrawn():
            return cards.withdrawn(meeting, event.card)
        case e.CardBrought():
            round, step = meeting.place()
            return cards.change_card(
                meeting, event.card, lambda card: replace(card, kind=event.kind, round=round, step=step)
            )
        case e.CardsGathered():
            return cards.gathered(meeting, event.cards, event.card)
        case e.CardsTakenOut():
            return cards.gathered(meeting, event.cards, "")
        case e.CardsRevealed():
            return cards.revealed(meeting)
        case e.MarksRevealed():
            return replace(meeting, revealed_marks=(*meeting.revealed_marks, meeting.place()))
        case e.Marked():
            return replace(
                meeting, marks=(*meeting.marks, GivenMark(event.card, event.mark, by, *meeting.place()))
            )
        case e.Unmarked():
            return cards.unmarked(meeting, event, by)
        case e.MarkMoved():
            return cards.moved(meeting, event)
        case e.CaseProposed():
            return rounds.change_round(meeting, lambda round: replace(round, proposed=event.card))
        case e.CaseAccepted():
            return rounds.change_round(meeting, lambda round: replace(round, case=event.card, proposed=""))
        case e.CasePassed():
            return rounds.change_round(meeting, lambda round: rounds.passed(round, event.card))
        case e.ProcessPicked():
            return rounds.picked(meeting, event)
        case e.RoleAsked():
            asked = RoleSeat(event.role, event.seat)
            return rounds.change_round(meeting, lambda round: replace(round, asked=(*round.asked, asked)))
        case e.RoleTaken():
            return rounds.change_round(meeting, lambda round: rounds.taken(round, event.role, event.seat))
        case e.RoleDeclined():
            return rounds.change_round(meeting, lambda round: rounds.declined(round, event.role, event.seat))
        case e.RoleGivenBack():
            return rounds.change_round(
                meeting, lambda round: rounds.given_back(round, event.role, event.seat)
            )
        case e.RoundBegan():
            return rounds.round_began(meeting)
        case e.RoundTurned():
            return rounds.turned(meeting, event)
        case e.WayWished():
            return replace(meeting, wishes=(*meeting.wishes, WayWish(event.way, by)))
        case e.WishDropped():
            return replace(meeting, wishes=without(meeting.wishes, WayWish(event.way, by)))
        case e.TurnEnded():
            over = TurnOver(*meeting.place(), meeting.lap(), event.seat)
            return replace(meeting, turns_over=(*meeting.turns_over, over))
        case e.GroupsFormed():
            formed = Grouping(*meeting.place(), meeting.lap(), event.groups)
            return replace(meeting, groupings=(*meeting.groupings, formed))
        case e.HeldBackNot():
            return logged(meeting, "spoke", by, event.kind)
        case e.GoingOnAgreed():
            return replace(meeting, agreed=(*meeting.agreed, by))
        case e.WentOnAnyway():
            return logged(meeting, "anyway", by, *event.what)
        case e.SteeringHandedOver():
            return logged(people.steering(meeting, event.seat, instead_of=0), "handed", event.seat)
        case e.SteeringTaken():
            return logged(people.steering_taken(meeting, event.seat), "taken", event.seat)
        case e.SteeringTakenBack():
            return logged(people.steering(meeting, event.seat, instead_of=0), "back", event.seat)
        case e.WayChanged():
            return replace(meeting, spoken=event.spoken)
        case e.HelpVoiced():
            others = tuple(voice for voice in meeting.help_voices if voice.seat != by)
            return replace(meeting, help_voices=(*others, HelpVoice(by, event.help)))
        case e.HelpChosen():
            return people.helped(meeting, event, by)
        case e.SheetShared():
            return rounds.change_round(
                meeting, lambda round: replace(round, shared_by=(*round.shared_by, by)), event.round
            )
        case e.SheetKept():
            return rounds.change_round(meeting, lambda round: replace(round, shared_by=()), event.round)
        case e.MeetingClosed():
            return replace(meeting, closed=True, clock=StepClock())


def _opened(event: e.MeetingOpened, by: int) -> Meeting:
    return Meeting(
        frame=shared_process(event.frame),
        minutes=event.minutes,
        planned_rounds=event.rounds,
        spoken=event.spoken,
        rehearsal=event.rehearsal,
        alone=event.alone,
        seats=(Seat(by, "in"),),
        holder=by,
    )
