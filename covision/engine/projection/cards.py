"""Contributions as one viewer sees them: with marks, answers and what they may do."""

from collections.abc import Iterable
from dataclasses import replace

from covision.engine.deciding.cards import may_bring, may_change, may_withdraw, visible
from covision.engine.deciding.marks import dots_left, marks_here, may_mark, ranking, stands_for
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Kind, Mark
from covision.engine.scene.cards import CardList, CardView, MarkView

from .viewer import Viewer, looked_at


def card_list(
    meeting: Meeting, viewer: Viewer, id: str, cards: Iterable[Card], plain: bool = False
) -> CardList:
    still = plain or viewer.looks_back()
    views = tuple(view for card in cards if (view := _seen(meeting, viewer, card, still)) is not None)
    first = next(iter(views), None)
    return CardList(id, first.process if first else "", first.kind if first else "", views)


def _seen(meeting: Meeting, viewer: Viewer, card: Card, plain: bool) -> CardView | None:
    """None if the viewer may not know of the card; made anew only if the card or the lens changed."""

    name = f"{card.id} plain" if plain else card.id

    def look() -> CardView | None:
        if not visible(meeting, card, viewer.seat):
            return None
        return viewer.common.shared(name, card_view(meeting, viewer, card, plain))

    return viewer.memory.recall(name, card, look)


def card_view(meeting: Meeting, viewer: Viewer, card: Card, plain: bool = False) -> CardView:
    kind = meeting.kind_of(card)
    is_own = card.seat == viewer.seat
    named = is_own or _is_named(meeting, kind, card)
    acts = is_own and not plain and not meeting.closed
    roles = meeting.roles(card.seat, card.round, card.step) if kind.signed == "role" and not named else ()
    return CardView(
        id=card.id,
        process=meeting.process_at(card.round, card.step).id,
        kind=card.kind,
        seat=card.seat if named else 0,
        unsigned=not named,
        signed=next(iter(roles), ""),
        is_own=is_own,
        to=card.to,
        text=card.text.id if card.text else "",
        language=card.text.language if card.text else "",
        prompt=card.prompt,
        reply=card.reply,
        tags=card.tags,
        due=card.due,
        unfit=bool(kind.tags) and meeting.unfit(card),
        unchecked=bool(kind.tags) and not meeting.fits(card),
        parked=bool(kind.becomes),
        marks=tuple(_mark_views(meeting, viewer, card, plain)),
        may_edit=acts and may_change(meeting, card, viewer.seat) and kind.shape == "card" and not card.prompt,
        may_withdraw=acts and _may_withdraw(meeting, card, viewer.seat),
        may_answer="" if plain else _may_answer(meeting, viewer, card),
        may_bring=acts and bool(kind.becomes) and may_bring(meeting, card),
        may_propose=not plain and _may_propose(meeting, card, viewer.seat),
    )


def conversation(meeting: Meeting, viewer: Viewer, cards: Iterable[Card]) -> tuple[CardView, ...]:
    seen = (_seen(meeting, viewer, card, viewer.looks_back()) for card in cards)
    views = {view.id: view for view in seen if view is not None}
    answers: dict[str, list[CardView]] = {}
    for view in views.values():
        if view.reply in views:
            answers.setdefault(view.reply, []).append(view)
    return tuple(
        replace(view, answers=tuple(answers[view.id])) if view.id in answers else view
        for view in views.values()
        if view.reply not in views
    )


def _mark_views(meeting: Meeting, viewer: Viewer, card: Card, plain: bool) -> Iterable[MarkView]:
    round, step = looked_at(meeting, viewer)
    views = (
        _mark_view(meeting, viewer, card, rule, plain)
        for rule in meeting.step_at(round, step).marks
        if card.kind in rule.on and not card.replaced and card.round in {0, round} and meeting.fits(card)
    )
    return (view for view in views if view is not None)


def _mark_view(meeting: Meeting, viewer: Viewer, card: Card, rule: Mark, plain: bool) -> MarkView | None:
    round, step = looked_at(meeting, viewer)
    is_open = not rule.hidden or (round, step) in meeting.revealed_marks
    on_it = (card.id, rule.id, round)
    by = [given.seat for given in meeting.marks if (given.card, given.mark, given.round) == on_it]
    own_marks, total = by.count(viewer.seat), len(by)
    may = not plain and not viewer.looks_back() and may_mark(meeting, rule, card, viewer.seat)
    count = total if is_open else own_marks
    if not count and not may:
        return None
    rank, last = _rank(meeting, rule, card, round)
    removable = own_marks if rule.each else total
    room = dots_left(meeting, rule, viewer.seat) > 0 if may and rule.dots else not removable
    return MarkView(
        mark=rule.id,
        count=count,
        is_own=bool(own_marks),
        rank=rank,
        counted=rule.each,
        may_give=may and room and not stands_for(meeting, rule, card, viewer.seat),
        may_take=may and marks_here(meeting, rule, card.id, viewer.seat) > 0,
        may_rise=may and rank > 1,
        may_sink=may and 0 < rank < last,
    )


def _rank(meeting: Meeting, rule: Mark, card: Card, round: int) -> tuple[int, int]:
    ranked = ranking(meeting, rule.id, round) if rule.ordered else ()
    return (ranked.index(card.id) + 1 if card.id in ranked else 0, len(ranked))


def _may_withdraw(meeting: Meeting, card: Card, seat: int) -> bool:
    if any(card.id in {round.case, round.proposed} for round in meeting.rounds):
        return False
    return may_withdraw(meeting, card, seat)


def _is_named(meeting: Meeting, kind: Kind, card: Card) -> bool:
    if kind.signed == "reveal":
        return meeting.has_revealed((card.round, card.step), card.lap)
    return kind.signed == "name"


def _may_answer(meeting: Meeting, viewer: Viewer, card: Card) -> str:
    """The kind of answer somebody may give; what is only said in answer to somebody else is no answer to
    oneself."""
    if card.round != meeting.place()[0]:
        return ""
    in_this_step = card.step == meeting.place()[1]
    fitting = {
        kind.id
        for kind in meeting.process().kinds
        if kind.replies == card.kind and (card.seat != viewer.seat if kind.bound else in_this_step)
    }
    if not fitting:
        return ""
    may = viewer.memory.recall("may write", meeting.version, lambda: meeting.may_write(viewer.seat))
    return next((id for id in may if id in fitting), "")


def _may_propose(meeting: Meeting, card: Card, seat: int) -> bool:
    current = meeting.round_now()
    return (
        meeting.step().act == "choose"
        and meeting.holder == seat
        and current is not None
        and not meeting.has_case()
        and current.proposed != card.id
        and card in meeting.open_cases()
    )
