"""What was picked to travel on, in its order."""

from covision.engine.meeting import Card, Meeting
from covision.engine.process import Process


def picked_cards(meeting: Meeting, round: int, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    picked = meeting.picked(round)
    ranks = {card.id: picked.index(card.id) for card in cards if card.id in picked}
    ranks |= {card.id: picked.index(card.under) for card in cards if card.under in picked}
    return tuple(sorted((card for card in cards if card.id in ranks), key=lambda card: ranks[card.id]))


def is_ranked(process: Process, kind: str) -> bool:
    marks = (mark for step in process.steps for mark in step.marks if mark.picks and mark.ordered)
    return any(kind in mark.on for mark in marks)
