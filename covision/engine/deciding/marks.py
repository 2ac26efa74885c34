"""Marks on contributions: votes, what is kept, what is chosen and in which order, consent; and revealing them."""

from typing import Literal

from covision.engine.commands import MarkCard, MoveCard, UnmarkCard
from covision.engine.events import CardsRevealed, Event, Marked, MarkMoved, MarksRevealed, Unmarked
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Mark
from covision.engine.refusals import Refused

from .cards import visible
from .clusters import heading_over
from .common import check_holder


def give(meeting: Meeting, command: MarkCard, by: int) -> tuple[Event, ...]:
    """:raises Refused: the role may not, the mark is given, the dots are used up or the marks are revealed already."""
    rule, card = _rule_and_card(meeting, command.mark, command.card, by)
    is_marked = marks_here(meeting, rule, card.id, by)
    if rule.dots and dots_left(meeting, rule, by) <= 0:
        raise Refused("You have given all your {dots} points. Take one back to move it.", dots=rule.dots)
    if is_marked and not rule.dots:
        raise Refused("This is marked already.")
    if stands_for(meeting, rule, card, by):
        raise Refused("This card lies under a heading, which stands for all its cards. Mark the heading.")
    if not meeting.fits(card):
        raise Refused("This problem has not passed its check, so it cannot be chosen.")
    return (*_instead_of(meeting, rule, card.id, by), Marked(card.id, rule.id))


def take(meeting: Meeting, command: UnmarkCard, by: int) -> tuple[Event, ...]:
    rule, card = _rule_and_card(meeting, command.mark, command.card, by)
    if not marks_here(meeting, rule, card.id, by):
        raise Refused("There is no such mark to take back.")
    return (Unmarked(card.id, rule.id),)


def move(meeting: Meeting, command: MoveCard, by: int) -> tuple[Event, ...]:
    rule, card = _rule_and_card(meeting, command.mark, command.card, by)
    ranked = ranking(meeting, rule.id, meeting.place()[0])
    if not rule.ordered or card.id not in ranked:
        raise Refused("This is not in the list that has an order.", "invalid")
    at = ranked.index(card.id) + (-1 if command.up else 1)
    if not 0 <= at < len(ranked):
        raise Refused("It cannot go further in this direction.")
    return (MarkMoved(card.id, rule.id, command.up),)


def _instead_of(meeting: Meeting, rule: Mark, card: str, by: int) -> tuple[Event, ...]:
    if not rule.scale:
        return ()
    others = [other for other in meeting.step().marks if other.scale == rule.scale and other.id != rule.id]
    return tuple(Unmarked(card, other.id) for other in others if marks_here(meeting, other, card, by))


def reveal(meeting: Meeting, by: int) -> tuple[Event, ...]:
    check_holder(meeting, by)
    match to_reveal(meeting):
        case "cards":
            return (CardsRevealed(),)
        case "marks":
            return (MarksRevealed(),)
        case "":
            raise Refused("There is nothing to reveal in this step.")


def to_reveal(meeting: Meeting) -> Literal["", "cards", "marks"]:
    """“cards”, then “marks”, then nothing: what the holder of the bar can reveal now."""
    step = meeting.step()
    if step.silent and not meeting.has_revealed(meeting.place(), meeting.lap()):
        return "cards"
    if any(rule.hidden for rule in step.marks) and meeting.place() not in meeting.revealed_marks:
        return "marks"
    return ""


def marks_here(meeting: Meeting, rule: Mark, card: str, by: int) -> int:
    """How many of these marks the person may take back: their own, or any in a common list."""
    round = meeting.place()[0]
    return sum(
        1
        for given in meeting.marks
        if (given.card, given.mark, given.round) == (card, rule.id, round)
        and (not rule.each or given.seat == by)
    )


def dots_left(meeting: Meeting, rule: Mark, by: int) -> int:
    """A point on what was withdrawn comes back."""
    place = meeting.place()
    dots = sum(
        1
        for mark in meeting.marks
        if (mark.mark, mark.seat, (mark.round, mark.step)) == (rule.id, by, place) and meeting.card(mark.card)
    )
    return rule.dots - dots


def ranking(meeting: Meeting, mark: str, round: int) -> tuple[str, ...]:
    listed = (given.card for given in meeting.marks if (given.mark, given.round) == (mark, round))
    return tuple(card for card in listed if meeting.card(card))


def may_mark(meeting: Meeting, rule: Mark, card: Card, by: int) -> bool:
    roles = meeting.roles(by, *meeting.place())
    if meeting.closed or not set(rule.by) & set(roles) or card.kind not in rule.on or card.replaced:
        return False
    if card.round not in {0, meeting.place()[0]}:
        return False
    return not (rule.hidden and meeting.place() in meeting.revealed_marks) and visible(meeting, card, by)


def stands_for(meeting: Meeting, rule: Mark, card: Card, by: int) -> bool:
    """Whether a heading is marked instead of the card, as this person sees it: where a mark is on both, a
    heading stands for the cards under it."""
    heading = heading_over(meeting, card, by)
    return heading is not None and heading.kind in rule.on


def _rule_and_card(meeting: Meeting, mark: str, id: str, by: int) -> tuple[Mark, Card]:
    rule = meeting.mark_rule(mark)
    if rule is None:
        raise Refused("There is nothing to mark like this in the step the group is in now.")
    card = meeting.card(id)
    if card is None or not visible(meeting, card, by):
        raise Refused("There is no such contribution.", "gone")
    if not set(rule.by) & set(meeting.roles(by, *meeting.place())):
        raise Refused("Somebody else decides about this.", "forbidden")
    if not may_mark(meeting, rule, card, by):
        raise Refused("This cannot be marked any more.")
    return rule, card
