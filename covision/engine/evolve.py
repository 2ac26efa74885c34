"""How each event changes the meeting. Nothing is refused here: what is in the journal has happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from . import events as e
from .events import Event
from .meeting import NOBODY, Card, Clock, Given, Grouping, Meeting, Move, Round, Seat, Standing, Visit
from .process import one_of_a_kind


def evolve(meeting: Meeting, event: Event, by: int, at: datetime) -> Meeting:
    """This will give the meeting after the event; `by` is the seat it came from, 0 for nobody."""
    return replace(_after(meeting, event, by, at), version=meeting.version + 1)


def _after(meeting: Meeting, event: Event, by: int, at: datetime) -> Meeting:  # noqa: PLR0915 (one arm for each event)
    match event:
        case e.MeetingOpened():
            return _opened(event, by)
        case e.PersonAsked():
            return replace(meeting, seats=(*meeting.seats, Seat(event.seat, "asking")))
        case e.PersonAdmitted():
            return _standing(meeting, event.seat, "in")
        case e.PersonTurnedAway():
            return _standing(meeting, event.seat, "turned-away")
        case e.PersonLeft():
            return _standing(meeting, event.seat, "left")
        case e.PersonRemoved():
            return _standing(meeting, event.seat, "removed")
        case e.RemovalVoiced():
            return _seat(meeting, event.seat, lambda seat: replace(seat, voices=(*seat.voices, by)))
        case e.AgreementConfirmed():
            return _seat(meeting, by, lambda seat: replace(seat, agreed=True))
        case e.StepBegan():
            return _step_began(meeting, event, at)
        case e.StepEnded():
            return _step_ended(meeting, event, at)
        case e.StepUndone():
            return _undone(meeting, by)
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
            return _written(meeting, event, by)
        case e.CardRewritten():
            return _rewritten(meeting, event)
        case e.CardWithdrawn():
            return _withdrawn(meeting, event.card)
        case e.CardBrought():
            round, step = meeting.place()
            return _card(
                meeting, event.card, lambda card: replace(card, kind=event.kind, round=round, step=step)
            )
        case e.CardsGathered():
            return _gathered(meeting, event.cards, event.card)
        case e.CardsTakenOut():
            return _gathered(meeting, event.cards, "")
        case e.CardsRevealed():
            return _revealed(meeting)
        case e.MarksRevealed():
            return replace(meeting, revealed_marks=(*meeting.revealed_marks, meeting.place()))
        case e.Marked():
            return replace(
                meeting, marks=(*meeting.marks, Given(event.card, event.mark, by, *meeting.place()))
            )
        case e.Unmarked():
            return _unmarked(meeting, event, by)
        case e.MarkMoved():
            return _moved(meeting, event)
        case e.CaseProposed():
            return _round(meeting, lambda now: replace(now, proposed=event.card))
        case e.CaseAccepted():
            return _round(meeting, lambda now: replace(now, case=event.card, proposed=""))
        case e.CasePassed():
            return _round(meeting, lambda now: _passed(now, event.card))
        case e.ProcessPicked():
            return _picked(meeting, event)
        case e.RoleAsked():
            return _round(meeting, lambda now: replace(now, asked=(*now.asked, (event.role, event.seat))))
        case e.RoleTaken():
            return _round(meeting, lambda now: _taken(now, event.role, event.seat))
        case e.RoleDeclined():
            return _round(meeting, lambda now: _declined(now, event.role, event.seat))
        case e.RoleGivenBack():
            return _round(
                meeting, lambda now: replace(now, parts=_without(now.parts, (event.role, event.seat)))
            )
        case e.RoundBegan():
            return _round_began(meeting)
        case e.RoundTurned():
            return _turned(meeting, event)
        case e.WayWished():
            return replace(meeting, wishes=(*meeting.wishes, (event.way, by)))
        case e.WishDropped():
            return replace(meeting, wishes=_without(meeting.wishes, (event.way, by)))
        case e.TurnEnded():
            over = (*meeting.place(), meeting.lap(), event.seat)
            return replace(meeting, turns_over=(*meeting.turns_over, over))
        case e.GroupsFormed():
            formed = Grouping(*meeting.place(), meeting.lap(), event.groups)
            return replace(meeting, groupings=(*meeting.groupings, formed))
        case e.HeldBackNot():
            return replace(meeting, log=(*meeting.log, ("spoke", by, (event.kind,))))
        case e.GoingOnAgreed():
            return replace(meeting, agreed=(*meeting.agreed, by))
        case e.WentOnAnyway():
            return replace(meeting, log=(*meeting.log, ("anyway", by, event.what)))
        case e.SteeringHandedOver():
            return replace(
                _steering(meeting, event.seat), instead_of=0, log=(*meeting.log, ("handed", event.seat, ()))
            )
        case e.SteeringTaken():
            taken = replace(_steering(meeting, event.seat), instead_of=meeting.instead_of or meeting.holder)
            taken = replace(taken, help="whisper" if meeting.is_held() else meeting.help, help_voices=())
            return replace(taken, log=(*meeting.log, ("taken", event.seat, ())))
        case e.SteeringTakenBack():
            return replace(
                _steering(meeting, event.seat), instead_of=0, log=(*meeting.log, ("back", event.seat, ()))
            )
        case e.WayChanged():
            return replace(meeting, spoken=event.spoken)
        case e.HelpVoiced():
            others = tuple(voice for voice in meeting.help_voices if voice[0] != by)
            return replace(meeting, help_voices=(*others, (by, event.help)))
        case e.HelpChosen():
            return _helped(meeting, event, by)
        case e.SheetShared():
            return _sheet(meeting, event.round, lambda now: replace(now, shared_by=(*now.shared_by, by)))
        case e.SheetKept():
            return _sheet(meeting, event.round, lambda now: replace(now, shared_by=()))
        case e.MeetingClosed():
            return replace(meeting, closed=True, clock=Clock())


def _opened(event: e.MeetingOpened, by: int) -> Meeting:
    return Meeting(
        frame=one_of_a_kind(event.frame),
        minutes=event.minutes,
        planned_rounds=event.rounds,
        spoken=event.spoken,
        rehearsal=event.rehearsal,
        alone=event.alone,
        seats=(Seat(by, "in"),),
        holder=by,
    )


# -- people -------------------------------------------------------------------------------------------------------------


def _seat(meeting: Meeting, number: int, change: Callable[[Seat], Seat]) -> Meeting:
    seats = tuple(change(seat) if seat.number == number else seat for seat in meeting.seats)
    return replace(meeting, seats=seats)


def _standing(meeting: Meeting, number: int, standing: Standing) -> Meeting:
    return _seat(meeting, number, lambda seat: replace(seat, standing=standing, voices=()))


# -- steps --------------------------------------------------------------------------------------------------------------


def _step_began(meeting: Meeting, event: e.StepBegan, at: datetime) -> Meeting:
    rounds = meeting.rounds
    if event.round > len(rounds):
        rounds = (*rounds, Round(event.round))
    return replace(
        meeting,
        rounds=rounds,
        visits=(*meeting.visits, Visit(event.round, event.step, at, lap=event.lap, way=event.way)),
        clock=Clock(length=event.seconds),
        wishes=(),
        agreed=(),
    )


def _step_ended(meeting: Meeting, event: e.StepEnded, at: datetime) -> Meeting:
    here = meeting.visit()
    left = replace(here, ended=True, ready=event.ready, seconds=int((at - here.began).total_seconds()))
    return replace(meeting, visits=(*meeting.visits[:-1], left), last_move=Move(at, here, meeting.clock))


def _undone(meeting: Meeting, by: int) -> Meeting:
    """The place and the clock go back; everything written in between stays. While Covision holds the bar the group is
    told, and Covision remembers where it was held back."""
    move = meeting.last_move
    if move is None:
        return meeting
    kept = meeting.visits[:-1] if meeting.closed else meeting.visits[:-2]
    log = (*meeting.log, ("undone", by, (move.visit.step,))) if meeting.is_held() else meeting.log
    return replace(
        meeting, visits=(*kept, move.visit), clock=move.clock, last_move=None, closed=False, log=log
    )


# -- contributions ------------------------------------------------------------------------------------------------------


def _card(meeting: Meeting, id: str, change: Callable[[Card], Card]) -> Meeting:
    return replace(meeting, cards=tuple(change(card) if card.id == id else card for card in meeting.cards))


def _written(meeting: Meeting, event: e.CardWritten, by: int) -> Meeting:
    round, step = meeting.place()
    card = Card(
        event.card,
        event.kind,
        by,
        round,
        step,
        event.text,
        event.prompt,
        event.reply,
        event.tags,
        event.due,
        event.opened,
        to=event.to,
        lap=meeting.lap(),
    )
    kind = meeting.kind_of(card)
    if kind.shape == "card":
        return replace(meeting, cards=(*meeting.cards, card))
    own = kind.seen == "author"
    older = tuple(
        replace(old, replaced=True) if _same_field(old, card, own) else old for old in meeting.cards
    )
    return replace(meeting, cards=(*older, card))


def _withdrawn(meeting: Meeting, id: str) -> Meeting:
    """Where a field's text is withdrawn, the one it had replaced stands again; cards lie under no heading that is gone."""
    gone = next(card for card in meeting.cards if card.id == id)
    meeting = _card(meeting, id, lambda card: replace(card, withdrawn=True))
    if any(card.under == id for card in meeting.cards):
        meeting = _gathered(meeting, tuple(card.id for card in meeting.cards if card.under == id), "")
    kind = meeting.kind_of(gone)
    if kind.shape == "card" or gone.replaced:
        return meeting
    own = kind.seen == "author"
    older = [
        old for old in meeting.cards if old.id != id and not old.withdrawn and _same_field(old, gone, own)
    ]
    return _card(meeting, older[-1].id, lambda card: replace(card, replaced=False)) if older else meeting


def _gathered(meeting: Meeting, ids: tuple[str, ...], heading: str) -> Meeting:
    cards = (replace(card, under=heading) if card.id in ids else card for card in meeting.cards)
    return replace(meeting, cards=tuple(cards))


def _same_field(old: Card, new: Card, own: bool) -> bool:
    """A field that only its author sees is one per person and step, any other one per round."""
    if (old.kind, old.round) != (new.kind, new.round):
        return False
    return not own or (old.seat, old.step) == (new.seat, new.step)


def _rewritten(meeting: Meeting, event: e.CardRewritten) -> Meeting:
    return _card(
        meeting,
        event.card,
        lambda card: replace(
            card, text=event.text, tags=event.tags, due=event.due, opened=event.opened, prompt=""
        ),
    )


def _unmarked(meeting: Meeting, event: e.Unmarked, by: int) -> Meeting:
    each = any(rule.each for rule in meeting.step().marks if rule.id == event.mark)
    last = next(
        at
        for at in reversed(range(len(meeting.marks)))
        if _is_mark(meeting.marks[at], event) and (not each or meeting.marks[at].seat == by)
    )
    return replace(meeting, marks=meeting.marks[:last] + meeting.marks[last + 1 :])


def _is_mark(given: Given, event: e.Unmarked) -> bool:
    return given.card == event.card and given.mark == event.mark


def _moved(meeting: Meeting, event: e.MarkMoved) -> Meeting:
    marks = list(meeting.marks)
    here = next(at for at, given in enumerate(marks) if given.card == event.card and given.mark == event.mark)
    same = [
        at for at, given in enumerate(marks) if (given.mark, given.round) == (event.mark, marks[here].round)
    ]
    other = same[same.index(here) + (-1 if event.up else 1)]
    marks[here], marks[other] = marks[other], marks[here]
    return replace(meeting, marks=tuple(marks))


def _revealed(meeting: Meeting) -> Meeting:
    if not meeting.lap():
        return replace(meeting, revealed_cards=(*meeting.revealed_cards, meeting.place()))
    return replace(meeting, revealed_laps=(*meeting.revealed_laps, (*meeting.place(), meeting.lap())))


# -- rounds -------------------------------------------------------------------------------------------------------------


def _round(meeting: Meeting, change: Callable[[Round], Round]) -> Meeting:
    return replace(meeting, rounds=(*meeting.rounds[:-1], change(meeting.rounds[-1])))


def _picked(meeting: Meeting, event: e.ProcessPicked) -> Meeting:
    now = meeting.rounds[-1]
    case = meeting.card(now.case)
    process = one_of_a_kind(event.process)
    brings = process.brings()
    parts = ((brings, case.seat),) if brings and case else ()
    return _round(meeting, lambda now: replace(now, process=process, parts=parts, asked=(), declined=()))


def _passed(now: Round, card: str) -> Round:
    """Whoever passes after having said yes also takes the process and its parts along."""
    if now.case == card:
        now = replace(now, case="", process=None, parts=(), asked=(), declined=())
    return replace(now, proposed="", passed=(*now.passed, card))


def _taken(now: Round, role: str, seat: int) -> Round:
    return replace(
        now,
        parts=(*now.parts, (role, seat)),
        asked=_without(now.asked, (role, seat)),
        declined=_without(now.declined, (role, seat)),
    )


def _declined(now: Round, role: str, seat: int) -> Round:
    return replace(now, asked=_without(now.asked, (role, seat)), declined=(*now.declined, (role, seat)))


def _without(pairs: tuple[tuple[str, int], ...], pair: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(other for other in pairs if other != pair)


def _round_began(meeting: Meeting) -> Meeting:
    began = _round(meeting, lambda now: replace(now, began=True, asked=()))
    now = began.rounds[-1]
    steers = now.process.steers() if now.process else ""
    holder = began.who(steers, now.number) if steers else 0
    if holder:
        help = "whisper" if began.is_held() else began.help
        return replace(began, holder=holder, instead_of=0, help=help)
    if began.is_held() and steers:
        began = _round(began, lambda now: replace(now, parts=(*now.parts, (steers, NOBODY))))
    return replace(began, instead_of=0)


def _turned(meeting: Meeting, event: e.RoundTurned) -> Meeting:
    """The next round stands there at once with its parts; what an undone turn had left of it is replaced."""
    process = meeting.rounds[event.round - 2].process
    turned = Round(event.round, process, case=event.case, parts=event.parts, began=True, turned=True)
    changed = replace(meeting, rounds=(*meeting.rounds[: event.round - 1], turned))
    steers = process.steers() if process else ""
    holder = changed.who(steers, event.round) if steers else 0
    return replace(changed, holder=holder or meeting.holder, instead_of=0)


def _steering(meeting: Meeting, seat: int) -> Meeting:
    """The bar moves; during a round the part that steers moves with it."""
    now = meeting.round_now()
    moved = replace(meeting, holder=seat)
    if now is None or not now.began or now.process is None or meeting.step().macro != "main":
        return moved
    steers = now.process.steers()
    if not steers:
        return moved
    parts = tuple(pair for pair in now.parts if pair[0] != steers)
    return _round(moved, lambda now: replace(now, parts=(*parts, (steers, seat))))


def _helped(meeting: Meeting, event: e.HelpChosen, by: int) -> Meeting:
    """Where Covision holds the part, the bar is nobody's and the part that steers goes with it."""
    told = replace(
        meeting, help=event.help, help_voices=(), log=(*meeting.log, (f"help-{event.help}", by, ()))
    )
    return replace(_steering(told, NOBODY), instead_of=0) if event.help == "hold" else told


def _sheet(meeting: Meeting, round: int, change: Callable[[Round], Round]) -> Meeting:
    rounds = tuple(change(there) if there.number == round else there for there in meeting.rounds)
    return replace(meeting, rounds=rounds)
