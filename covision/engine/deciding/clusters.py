"""Cards that belong together: put under a heading and taken out again. Whose a card is never changes by it."""

from datetime import datetime

from covision.engine.commands import Write
from covision.engine.events import CardsGathered, CardsTakenOut, Event
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Kind
from covision.engine.refusals import Refused

from .cards import visible, write


def gather(meeting: Meeting, id: str, cards: tuple[str, ...], by: int) -> tuple[Event, ...]:
    """:raises Refused: the role does not put cards together here, or one of them cannot be."""
    heading = meeting.card(id)
    if heading is None or not visible(meeting, heading, by):
        raise Refused("There is no such heading.", "gone")
    kind = meeting.kind_of(heading)
    _check_may(meeting, kind, heading, by)
    if not cards:
        raise Refused("Please tick the cards that belong together.", "invalid")
    return (_gathered(meeting, kind, id, cards, by),)


def write_heading(meeting: Meeting, command: Write, by: int, now: datetime) -> tuple[Event, ...]:
    """:raises Refused: it cannot be written here, or one of the cards cannot be put under it."""
    written = write(meeting, command, by, now)
    kind = meeting.process().kind(command.kind)
    assert kind is not None
    return (*written, _gathered(meeting, kind, command.card, command.cards, by))


def take_out(meeting: Meeting, id: str, by: int) -> tuple[Event, ...]:
    """Take a card out from under its heading, or all cards of a heading. Who may write one may do so."""
    card = meeting.card(id)
    if card is None or not visible(meeting, card, by):
        raise Refused("There is no such contribution.", "gone")
    heading = card if meeting.kind_of(card).gathers else heading_over(meeting, card, by)
    out = _lying_under(meeting, card, by) if heading == card else (card,)
    if heading is None or not out:
        raise Refused("This card lies under no heading.")
    _check_may(meeting, meeting.kind_of(heading), heading, by)
    return (CardsTakenOut(tuple(card_below.id for card_below in out)),)


def may_gather(meeting: Meeting, kind: Kind, by: int) -> bool:
    return bool(kind.gathers) and kind.id in meeting.may_write(by)


def is_loose(meeting: Meeting, kind: Kind, card: Card, by: int) -> bool:
    open_here = card.kind == kind.gathers and card.round == meeting.place()[0] and not card.replaced
    return open_here and meeting.shows_card(card) and heading_over(meeting, card, by) is None


def heading_over(meeting: Meeting, card: Card, viewer: int) -> Card | None:
    heading = meeting.card(card.under) if card.under else None
    return heading if heading is not None and visible(meeting, heading, viewer) else None


def _lying_under(meeting: Meeting, heading: Card, viewer: int) -> tuple[Card, ...]:
    return tuple(
        card for card in meeting.cards if card.under == heading.id and visible(meeting, card, viewer)
    )


def _check_may(meeting: Meeting, kind: Kind, heading: Card, by: int) -> None:
    if not kind.gathers or heading.round != meeting.place()[0]:
        raise Refused("There is no such heading.", "gone")
    if not may_gather(meeting, kind, by):
        raise Refused("Putting cards together is not your part in this step.", "forbidden")


def _gathered(meeting: Meeting, kind: Kind, id: str, cards: tuple[str, ...], by: int) -> Event:
    for card_id in cards:
        card = meeting.card(card_id)
        if card is None or not visible(meeting, card, by):
            raise Refused("There is no such contribution.", "gone")
        if not is_loose(meeting, kind, card, by):
            raise Refused("This card cannot be put under this heading. Perhaps it lies under another one.")
    return CardsGathered(id, tuple(dict.fromkeys(cards)))
