"""Contributions and marks."""

from collections.abc import Callable
from dataclasses import replace

from covision.engine import events as e
from covision.engine.meeting import Card, Meeting


def change_card(meeting: Meeting, id: str, change: Callable[[Card], Card]) -> Meeting:
    return replace(meeting, cards=tuple(change(card) if card.id == id else card for card in meeting.cards))


def written(meeting: Meeting, event: e.CardWritten, by: int) -> Meeting:
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
    is_private = kind.seen == "author"
    older = tuple(
        replace(old, replaced=True) if _same_field(old, card, is_private) else old for old in meeting.cards
    )
    return replace(meeting, cards=(*older, card))


def withdrawn(meeting: Meeting, id: str) -> Meeting:
    """Where a field's text is withdrawn, the one it had replaced stands again; cards lie under no heading
    that is withdrawn."""
    withdrawn_card = next(card for card in meeting.cards if card.id == id)
    meeting = change_card(meeting, id, lambda card: replace(card, withdrawn=True))
    if any(card.under == id for card in meeting.cards):
        meeting = gathered(meeting, tuple(card.id for card in meeting.cards if card.under == id), "")
    kind = meeting.kind_of(withdrawn_card)
    if kind.shape == "card" or withdrawn_card.replaced:
        return meeting
    is_private = kind.seen == "author"
    older = [
        old
        for old in meeting.cards
        if old.id != id and not old.withdrawn and _same_field(old, withdrawn_card, is_private)
    ]
    return (
        change_card(meeting, older[-1].id, lambda card: replace(card, replaced=False)) if older else meeting
    )


def gathered(meeting: Meeting, ids: tuple[str, ...], heading: str) -> Meeting:
    cards = (replace(card, under=heading) if card.id in ids else card for card in meeting.cards)
    return replace(meeting, cards=tuple(cards))


def _same_field(old: Card, new: Card, is_private: bool) -> bool:
    """A field that only its author sees is one per person and step, any other one per round."""
    if (old.kind, old.round) != (new.kind, new.round):
        return False
    return not is_private or (old.seat, old.step) == (new.seat, new.step)


def rewritten(meeting: Meeting, event: e.CardRewritten) -> Meeting:
    return change_card(
        meeting,
        event.card,
        lambda card: replace(
            card, text=event.text, tags=event.tags, due=event.due, opened=event.opened, prompt=""
        ),
    )


def unmarked(meeting: Meeting, event: e.Unmarked, by: int) -> Meeting:
    each = any(rule.each for rule in meeting.step().marks if rule.id == event.mark)
    last = next(
        at
        for at, given in reversed(list(enumerate(meeting.marks)))
        if (given.card, given.mark) == (event.card, event.mark) and (not each or given.seat == by)
    )
    return replace(meeting, marks=meeting.marks[:last] + meeting.marks[last + 1 :])


def moved(meeting: Meeting, event: e.MarkMoved) -> Meeting:
    marks = list(meeting.marks)
    first = next(at for at, given in enumerate(marks) if (given.card, given.mark) == (event.card, event.mark))
    in_list = (event.mark, marks[first].round)
    same = [at for at, given in enumerate(marks) if (given.mark, given.round) == in_list]
    other = same[same.index(first) + (-1 if event.up else 1)]
    marks[first], marks[other] = marks[other], marks[first]
    return replace(meeting, marks=tuple(marks))


def revealed(meeting: Meeting) -> Meeting:
    if not meeting.lap():
        return replace(meeting, revealed_cards=(*meeting.revealed_cards, meeting.place()))
    return replace(meeting, revealed_laps=(*meeting.revealed_laps, (*meeting.place(), meeting.lap())))
