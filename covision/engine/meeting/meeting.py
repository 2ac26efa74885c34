"""A meeting as the sum of what happened: its people, rounds, contributions, marks, clock and place on the path."""

from collections.abc import Iterator
from datetime import datetime

from covision.engine.events import Help, PlannedStep
from covision.engine.plain import value
from covision.engine.process import EVERYONE, Kind, Mark, Process, Step
from covision.engine.rules import Turns

from .values import (
    NOBODY,
    Card,
    GivenMark,
    Grouping,
    HelpVoice,
    Lap,
    LogEntry,
    Move,
    Place,
    Round,
    Seat,
    Standing,
    StepClock,
    TurnOver,
    Visit,
    WayWish,
)


@value
class Meeting:
    """The folded journal."""

    version: int = 0  # how many events
    frame: Process | None = None
    minutes: int = 0
    planned_rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False
    alone: bool = False  # one person coaches themselves
    started: datetime | None = None
    closed: bool = False
    seats: tuple[Seat, ...] = ()
    rounds: tuple[Round, ...] = ()
    cards: tuple[Card, ...] = ()
    marks: tuple[GivenMark, ...] = ()
    visits: tuple[Visit, ...] = ()
    revealed_cards: tuple[Place, ...] = ()  # places
    revealed_marks: tuple[Place, ...] = ()  # places
    plan: tuple[PlannedStep, ...] = ()  # lengths that differ from the process's
    clock: StepClock = StepClock()
    last_move: Move | None = None
    holder: int = 0
    instead_of: int = 0
    # what the group was told: went on anyway, steering taken
    log: tuple[LogEntry, ...] = ()
    help: Help = "off"  # how much Covision helps
    help_voices: tuple[HelpVoice, ...] = ()  # who would like it otherwise
    wishes: tuple[WayWish, ...] = ()  # for ways from the current step
    agreed: tuple[int, ...] = ()  # seats that agree to leave the step although something firm is missing
    turns_over: tuple[TurnOver, ...] = ()
    revealed_laps: tuple[Lap, ...] = ()
    groupings: tuple[Grouping, ...] = ()

    # -- people ----------------------------------------------------------------------------------------------------

    def seat(self, number: int) -> Seat | None:
        return next((seat for seat in self.seats if seat.number == number), None)

    def standing(self, number: int) -> Standing | None:
        seat = self.seat(number)
        return seat.standing if seat else None

    def is_in(self, number: int) -> bool:
        return self.standing(number) == "in"

    def covision_leads(self) -> bool:
        return self.help == "hold"

    def people(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.standing == "in")

    # -- place -----------------------------------------------------------------------------------------------------

    def visit(self) -> Visit:
        return self.visits[-1]

    def place(self) -> Place:
        return (self.visit().round, self.visit().step)

    def lap(self) -> int:
        return self.visits[-1].lap

    def process_at(self, round: int, step: str) -> Process:
        assert self.frame is not None
        if self.frame.has_step(step):
            return self.frame
        process = self.rounds[round - 1].process
        assert process is not None
        return process

    def process(self) -> Process:
        return self.process_at(*self.place())

    def step_at(self, round: int, step: str) -> Step:
        return self.process_at(round, step).step(step)

    def step(self) -> Step:
        return self.step_at(*self.place())

    def round_now(self) -> Round | None:
        """Between rounds, the last there is."""
        number = self.place()[0] if self.visits else 0
        return self.round(number or len(self.rounds))

    def round(self, number: int) -> Round | None:
        return self.rounds[number - 1] if 0 < number <= len(self.rounds) else None

    # -- roles -----------------------------------------------------------------------------------------------------

    def process_of(self, round: int) -> Process | None:
        this_round = self.round(round)
        return this_round.process if this_round else None

    def parts(self, seat: int, round: int) -> tuple[str, ...]:
        """The round's roles this seat holds, the one for the rest included once the round has begun."""
        this_round = self.round(round)
        if this_round is None or this_round.process is None:
            return ()
        process = this_round.process
        taken = tuple(role for role, who in this_round.parts if who == seat)
        rest = next((role.id for role in process.roles if role.rest), "")
        is_of_the_rest = rest and this_round.began and all(rest in process.beside(role) for role in taken)
        return (*taken, rest) if is_of_the_rest else taken

    def roles(self, seat: int, round: int, step: str) -> tuple[str, ...]:
        """What a seat is in a step: roles of the process in its main phase; in the frame everyone, beside
        those roles."""
        assert self.frame is not None
        if not self.frame.has_step(step):
            return self.parts(seat, round)
        if self.frame.step(step).macro == "initial":
            return (EVERYONE,)
        played = tuple(part for past in self.rounds if past.began for part in self.parts(seat, past.number))
        return (EVERYONE, *dict.fromkeys(played))

    def who(self, role: str, round: int) -> int:
        this_round = self.round(round)
        return next((seat for name, seat in this_round.parts if name == role), 0) if this_round else 0

    def leaders(self, but: int) -> tuple[int, ...]:
        led = (
            self.who(role.id, round.number)
            for round in self.rounds
            if round.began and round.process
            for role in round.process.roles
            if role.steers
        )
        return tuple(seat for seat in dict.fromkeys(led) if seat != but and self.is_in(seat))

    def client(self, round: int) -> int:
        """The seat, or 0 where the problem is shared."""
        process = self.process_of(round)
        return self.who(process.brings(), round) if process else 0

    # -- contributions ---------------------------------------------------------------------------------------------

    def card(self, id: str) -> Card | None:
        return next((card for card in self.cards if card.id == id and not card.withdrawn), None)

    def kind_of(self, card: Card) -> Kind:
        kind = self.process_at(card.round, card.step).kind(card.kind)
        assert kind is not None
        return kind

    def standing_cards(self, round: int, kind: str) -> tuple[Card, ...]:
        return tuple(
            card
            for card in self.cards
            if card.kind == kind and card.round == round and not card.withdrawn and not card.replaced
        )

    def may_write(self, seat: int) -> tuple[str, ...]:
        if self.closed or not (self.is_in(seat) or self._acts_as_nobody(seat)):
            return ()
        round, name = self.place()
        step, process, roles = self.step(), self.process(), self.roles(seat, round, name)
        kinds = dict.fromkeys(kind for may in step.may if may.role in roles for kind in may.kinds)
        if self._acts_as_nobody(seat):
            return tuple(kinds)  # its questions are read, where people talk too
        if step.turns and step.turns.role in roles and turn_of(self) != seat:
            kinds = dict.fromkeys(kind for kind in kinds if kind not in step.turns.kinds)
        return tuple(
            id for id in kinds if (kind := process.kind(id)) is None or self._has_its_use(kind, seat)
        )

    def _has_its_use(self, kind: Kind, seat: int) -> bool:
        return not (self.spoken and kind.spoken) and (kind.seen != "addressee" or bool(self.leaders(seat)))

    def _acts_as_nobody(self, seat: int) -> bool:
        return seat == NOBODY and self.covision_leads()

    def mark_rule(self, mark: str) -> Mark | None:
        return next((rule for rule in self.step().marks if rule.id == mark), None)

    def mark_rule_at(self, round: int, step: str, mark: str) -> Mark:
        return next(rule for rule in self.step_at(round, step).marks if rule.id == mark)

    def shows_card(self, card: Card) -> bool:
        step = self.step_at(card.round, card.step)
        hides = step.silent and card.kind in step.outputs
        return not hides or self.has_revealed((card.round, card.step), card.lap)

    def has_revealed(self, place: Place, lap: int) -> bool:
        return place in self.revealed_cards if not lap else (*place, lap) in self.revealed_laps

    def picked(self, round: int) -> tuple[str, ...]:
        return tuple(
            given.card
            for given in self.marks
            if given.round == round and self.mark_rule_at(given.round, given.step, given.mark).picks
        )

    def marked(self, card: str, mark: str) -> tuple[int, ...]:
        return tuple(given.seat for given in self.marks if given.card == card and given.mark == mark)

    # -- the case --------------------------------------------------------------------------------------------------

    def problems(self) -> tuple[Card, ...]:
        done = {round.case for round in self.rounds if round.began}
        return tuple(
            card
            for card in self.cards
            if card.kind == "problem" and not card.withdrawn and card.id not in done
        )

    def fits(self, card: Card) -> bool:
        return self.kind_of(card).fits(card.tags)

    def has_case(self) -> bool:
        """Whether a problem has been chosen for the round, and its client is still in a round that has begun."""
        current = self.round_now()
        client = self.client(current.number) if current and current.began else 0
        return bool(current and current.case) and not (client and not self.is_in(client))

    def unfit(self, card: Card) -> bool:
        return self.kind_of(card).unfit(card.tags)

    def open_cases(self) -> tuple[Card, ...]:
        current = self.round_now()
        passed = current.passed if current else ()
        return tuple(
            card
            for card in self.problems()
            if self.fits(card) and card.id not in passed and self.is_in(card.seat) and self.shows_card(card)
        )

    # -- time ------------------------------------------------------------------------------------------------------

    def planned(self, round: int, step: str) -> int:
        """In seconds."""
        for at, name, seconds in self.plan:
            if (at, name) == (round, step):
                return seconds
        return self.minutes_of(round, step) * 60

    def minutes_of(self, round: int, step: str) -> int:
        definition = self.step_at(round, step)
        return definition.minutes + (definition.each * len(self.taking_part(round)) if definition.each else 0)

    def taking_part(self, round: int) -> tuple[int, ...]:
        this_round = self.round(round)
        apart = this_round.process.apart() if this_round and this_round.process else set()
        apart_seats = {seat for role, seat in this_round.parts if role in apart} if this_round else set()
        return tuple(seat.number for seat in self.people() if seat.number not in apart_seats)

    def took(self, round: int, step: str) -> int:
        return sum(
            visit.seconds
            for visit in self.visits
            if (visit.round, visit.step) == (round, step) and visit.ended
        )


# -- turns -------------------------------------------------------------------------------------------------------------


def turn_of(meeting: Meeting) -> int:
    """The seat whose turn it is in the current step, or 0 if everybody has had one."""
    return next(_to_come(meeting), 0)


def turns_to_come(meeting: Meeting) -> tuple[int, ...]:
    return tuple(_to_come(meeting))


def _to_come(meeting: Meeting) -> Iterator[int]:
    turns, place = meeting.step().turns, meeting.place()
    if turns is not None:
        seats = (seat.number for seat in meeting.people() if turns.role in meeting.roles(seat.number, *place))
        yield from (seat for seat in seats if not has_had_turn(meeting, turns, seat))


def has_had_turn(meeting: Meeting, turns: Turns, seat: int) -> bool:
    round, step = meeting.place()
    if (round, step, meeting.lap(), seat) in meeting.turns_over:
        return True
    return said_in_turn(meeting, turns, seat) >= turns.each


def said_in_turn(meeting: Meeting, turns: Turns, seat: int) -> int:
    """What was withdrawn counts, too: it was said."""
    place = (*meeting.place(), meeting.lap())
    return sum(
        1
        for card in meeting.cards
        if card.seat == seat and card.kind in turns.kinds and (card.round, card.step, card.lap) == place
    )
