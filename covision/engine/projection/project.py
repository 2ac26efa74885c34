"""The scene of one viewer, region by region."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from covision.engine.deciding.cards import visible
from covision.engine.deciding.permits import most_of, strength_of, written_here
from covision.engine.meeting import Card, Meeting, turn_of
from covision.engine.path import later_seconds, spread
from covision.engine.process import Field, Mark
from covision.engine.refusals import Refused
from covision.engine.scene import Carried, ClockView, Composer, Form, Head, Scene, Top

from .board import board
from .cards import card_list
from .help import help
from .lookback import lookback
from .part import part, said_here
from .path import path
from .people import asks, people, proposed
from .steering import steering
from .viewer import Viewer, looked_at, seen_places

MODEL = 7  # micro steps of the resource model

T = TypeVar("T")


def project(meeting: Meeting, viewer: Viewer) -> Scene:
    """This will show the meeting to one viewer.

    :raises Refused: the viewer has no place in the meeting, or none any more.
    """
    match meeting.standing(viewer.seat):
        case "asking":
            return Scene(
                viewer.seat,
                replace(_top(meeting, viewer), standing="asking", macro="initial", case=0, round=0),
            )
        case "turned-away":
            raise Refused("The group has not let you in this time.", "forbidden")
        case "removed":
            raise Refused("The group has asked you to leave this meeting.", "forbidden")
        case "left" | None:
            raise Refused("You are not in this meeting any more.", "forbidden")
        case "in":
            pass
    if viewer.looks_back() and (viewer.look == meeting.place() or viewer.look not in seen_places(meeting)):
        viewer = replace(viewer, look=None)
    viewer.common.focus(meeting.visits)
    viewer.memory.focus(_lens(meeting, viewer))
    return _scene(meeting, viewer)


def _scene(meeting: Meeting, viewer: Viewer) -> Scene:
    """Each region says what it is made from beside the lens; while that is the same, the region is."""
    going = (meeting.clock, meeting.plan, meeting.visits)
    judges = meeting.is_held() or viewer.seat == meeting.holder or meeting.step().firm == "hard"
    steered_by = meeting.cards if judges else ()

    def same(name: str, made_from: object, make: Callable[[], T]) -> T:
        return viewer.memory.recall(name, made_from, lambda: viewer.common.shared(name, make()))

    return Scene(
        me=viewer.seat,
        top=same("top", meeting.visits, lambda: _top(meeting, viewer)),
        clock=same("clock", going, lambda: _clock(meeting, viewer)),
        path=same("path", going, lambda: path(meeting, viewer)),
        head=same("head", meeting.visits, lambda: _head(meeting, viewer)),
        carried=same("carried", _worth_carrying(meeting, viewer), lambda: _carried(meeting, viewer)),
        part=same(
            "part",
            (viewer.ready, viewer.guidance, viewer.feel_ready, said_here(meeting)),
            lambda: part(meeting, viewer),
        ),
        asks=same(
            "asks",
            (viewer.away, meeting.instead_of, proposed(meeting), meeting.help_voices),
            lambda: asks(meeting, viewer),
        ),
        lookback=lookback(meeting, viewer) if viewer.steps else None,
        board=viewer.memory.recall(
            "board",
            (meeting.cards, viewer.feel_ready, viewer.kept, viewer.history, viewer.wishes, viewer.ways),
            lambda: board(meeting, viewer),
        ),
        composer=same(
            "composer", (_written_over(meeting, viewer), viewer.cases), lambda: _composer(meeting, viewer)
        ),
        people=None
        if meeting.alone
        else same("people", (viewer.here, meeting.log), lambda: people(meeting, viewer)),
        help=same("help", viewer.own_hints, lambda: help(meeting, viewer)),
        steering=same(
            "steering",
            (steered_by, meeting.last_move, going, viewer.here),
            lambda: steering(meeting, viewer),
        ),
    )


def _lens(meeting: Meeting, viewer: Viewer) -> object:
    """All that the view of a single card is made from, but for the card itself: while it is the same, so is the view. A
    point on a card that was withdrawn comes back to who gave it, so what is gone counts."""
    return (
        viewer.seat,
        viewer.look,
        meeting.visits,
        meeting.closed,
        meeting.spoken,
        meeting.rehearsal,
        meeting.planned_rounds,
        meeting.holder,
        meeting.help,
        meeting.help_voices,
        meeting.seats,
        meeting.rounds,
        meeting.marks,
        meeting.revealed_cards,
        meeting.revealed_marks,
        meeting.revealed_laps,
        meeting.wishes,
        meeting.turns_over,
        meeting.groupings,
        meeting.agreed,
        viewer.common.recall("gone", meeting.cards, lambda: sum(card.withdrawn for card in meeting.cards)),
        _whose_turn(meeting, viewer),
    )


def _whose_turn(meeting: Meeting, viewer: Viewer) -> int:
    """Where turns are taken, what others write says whether the viewer may answer a card."""
    made_from = (said_here(meeting), meeting.turns_over, meeting.seats, meeting.rounds)
    return viewer.common.recall("turn", made_from, lambda: turn_of(meeting))


def _top(meeting: Meeting, viewer: Viewer) -> Top:
    step = meeting.step_at(*looked_at(meeting, viewer))
    now = meeting.round_now()
    round = meeting.place()[0]
    return Top(
        standing="in",
        macro=meeting.step().macro,
        field=step.field,
        round=round,
        rounds=max(meeting.planned_rounds, len(meeting.rounds)),
        case=meeting.client(round) if now and now.began and round else 0,
        spoken=meeting.spoken,
        rehearsal=meeting.rehearsal,
        closed=meeting.closed,
        looking=viewer.looks_back(),
    )


def _clock(meeting: Meeting, viewer: Viewer) -> ClockView | None:
    clock = meeting.clock
    if meeting.closed or not clock.length:
        return None
    ends = clock.since + timedelta(seconds=clock.length - clock.spent) if clock.since else None
    later = later_seconds(meeting, ends)
    return ClockView(
        length=clock.length,
        running=clock.since is not None,
        ends=ends,
        finish=ends + timedelta(seconds=later) if ends else None,
        left=max(0, clock.length - clock.spent),
        later=later,
        more_asked=clock.more_asked,
        may_ask=not clock.more_asked and not meeting.alone,
        may_steer=meeting.holder == viewer.seat,
        lost=meeting.started is not None and _late(meeting),
    )


def _late(meeting: Meeting) -> bool:
    """Whether the plan from the last change of the clock on ends after the planned end of the meeting."""
    at = meeting.clock.since or meeting.visit().began
    assert meeting.started is not None
    left = max(0, meeting.clock.length - meeting.clock.spent)
    ends = at + timedelta(seconds=left + later_seconds(meeting))
    too_long = ends > meeting.started + timedelta(seconds=meeting.minutes * 60)
    return too_long and sum(seconds for _, _, seconds in spread(meeting, at)) < later_seconds(meeting)


def _head(meeting: Meeting, viewer: Viewer) -> Head:
    round, name = looked_at(meeting, viewer)
    process = meeting.process_at(round, name)
    step = process.step(name)
    number, of = _counted(meeting, round, name)
    return Head(
        process=process.id,
        round=round,
        step=name,
        micro=number,
        field=step.field,
        looking=viewer.looks_back(),
        client=meeting.client(round),
        of=of,
        lap=0 if viewer.looks_back() else meeting.lap(),
        still=step.still,
        sure=step.evidence,
    )


def _counted(meeting: Meeting, round: int, name: str) -> tuple[int, int]:
    """Which step of how many: of the resource model's seven, or of a method's own; not where the frame is around that."""
    process = meeting.process_at(round, name)
    step = process.step(name)
    if step.macro != "main":
        last = meeting.round_now()
        own = last is not None and last.process is not None and not last.process.of("main")[0].micro
        return (step.micro, 0 if own and step.macro == "final" else MODEL)
    if step.micro:
        return (step.micro, MODEL)
    line = [one.id for one in process.line()]
    return (line.index(name) + 1, len(line)) if name in line else (0, 0)


def _carried(meeting: Meeting, viewer: Viewer) -> Carried | None:
    """Fields, kept resources and chosen solutions of the round; in the final phase those of the last round."""
    found = (
        (kind, card_list(meeting, viewer, f"carried-{kind}", cards, plain=True))
        for kind, cards in _worth_carrying(meeting, viewer)
    )
    lists = tuple(replace(one, field=_won_in(meeting, viewer, kind)) for kind, one in found if one.cards)
    return Carried(lists) if lists else None


def _worth_carrying(meeting: Meeting, viewer: Viewer) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """The cards of each kind that travels along, whoever may see them."""
    round, name = looked_at(meeting, viewer)
    step = meeting.step_at(round, name)
    of = _round_of(meeting, round)
    made_from = (
        meeting.cards,
        meeting.marks,
        meeting.rounds,
        meeting.revealed_cards,
        meeting.revealed_laps,
    )
    return viewer.common.recall(
        ("carried", round, name),
        made_from,
        lambda: tuple((kind, _of_kind(meeting, of, kind)) for kind in step.carried),
    )


def _won_in(meeting: Meeting, viewer: Viewer, kind: str) -> Field:
    there = meeting.round(_round_of(meeting, looked_at(meeting, viewer)[0]))
    if kind == "problem" or there is None or there.process is None:
        return "problem"
    return there.process.field_of(kind)


def _round_of(meeting: Meeting, round: int) -> int:
    """In the final phase, what was won is that of the last round."""
    return round or len([there for there in meeting.rounds if there.began])


def _of_kind(meeting: Meeting, round: int, kind: str) -> tuple[Card, ...]:
    there = meeting.round(round)
    if kind == "problem":
        case = meeting.card(there.case) if there else None
        return (case,) if case else ()
    cards = tuple(card for card in meeting.standing_cards(round, kind) if meeting.shows_card(card))
    marked = meeting.picked(round)
    picked = tuple(
        sorted((card for card in cards if card.id in marked), key=lambda card: marked.index(card.id))
    )
    return (
        picked if picked or any(kind in rule.on for rule in _picking(meeting, round, ordered=True)) else cards
    )


def _picking(meeting: Meeting, round: int, ordered: bool) -> tuple[Mark, ...]:
    there = meeting.round(round)
    steps = there.process.steps if there and there.process else ()
    return tuple(rule for step in steps for rule in step.marks if rule.picks and rule.ordered == ordered)


def _written_over(meeting: Meeting, viewer: Viewer) -> object:
    """What the forms of this step stand on: texts that may be replaced, questions that may be answered, how many of
    each kind the viewer has written, whose turn it is."""
    over = viewer.common.recall("written over", meeting.cards, lambda: _fields_and_questions(meeting))
    own = viewer.memory.recall("written here", meeting.cards, lambda: _own(meeting, viewer.seat))
    return (over, own, said_here(meeting))


def _fields_and_questions(meeting: Meeting) -> tuple[Card, ...]:
    process, round = meeting.process(), meeting.place()[0]
    asked = {kind.replies for kind in process.kinds if kind.replies}
    kinds = {kind.id for kind in process.kinds if kind.shape == "field"} | asked
    return tuple(card for card in meeting.cards if card.round == round and card.kind in kinds)


def _own(meeting: Meeting, seat: int) -> tuple[tuple[str, int], ...]:
    """How many contributions of each counted kind somebody has made in this visit to the step."""
    counted = dict.fromkeys(kind for may in meeting.step().may if may.most for kind in may.kinds)
    return tuple((kind, written_here(meeting, seat, kind)) for kind in counted)


def _composer(meeting: Meeting, viewer: Viewer) -> Composer | None:
    if viewer.looks_back() or meeting.closed:
        return None
    kinds = meeting.may_write(viewer.seat)
    forms = tuple(_form(meeting, viewer, kind) for kind in kinds)
    shown = tuple(form for form in forms if form is not None)
    round, step = meeting.place()
    cases = viewer.cases if "problem" in kinds else ()
    return Composer(shown, f"{round}-{step}", cases) if shown else None


def _form(meeting: Meeting, viewer: Viewer, id: str) -> Form | None:
    process, round = meeting.process(), meeting.place()[0]
    kind = process.kind(id)
    if kind is None or kind.back:
        return None
    written, most = written_here(meeting, viewer.seat, id), most_of(meeting, id, viewer.seat)
    if most and written >= most and kind.shape == "card":
        return None
    current = None
    if kind.shape == "field":
        cards = [card for card in meeting.standing_cards(round, id) if visible(meeting, card, viewer.seat)]
        own = [card for card in cards if card.seat == viewer.seat and card.step == meeting.place()[1]]
        current = next(iter(own if kind.seen == "author" else cards), None)
    reply = ""
    if kind.replies:
        asked = meeting.standing_cards(round, kind.replies)
        here = [card for card in asked if card.step == meeting.place()[1] or kind.bound]
        here = [
            card
            for card in here
            if visible(meeting, card, viewer.seat) and not (kind.bound and card.seat == viewer.seat)
        ]
        if not here:
            return None
        reply = here[-1].id
    return Form(
        process=process.id,
        kind=id,
        shape=kind.shape,
        limit=kind.limit,
        opening=kind.opening,
        dated=kind.dated,
        tags=kind.tags,
        private=kind.seen == "author",
        current=current.id if current else "",
        current_text=current.text.id if current and current.text else "",
        reply=reply,
        to=meeting.leaders(viewer.seat) if kind.seen == "addressee" else (),
        begins=kind.begins,
        holds_back=strength_of(meeting, id, viewer.seat),
        left=most - written if most and kind.shape == "card" else 0,
        signed=kind.signed,
    )
