"""Cards under their headings, as one viewer sees them."""

from collections.abc import Iterable
from dataclasses import replace

from covision.engine.deciding.clusters import is_loose, may_gather
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Kind, Process
from covision.engine.scene.cards import CardList, CardView

from .cards import card_list
from .viewer import Viewer


def clustered(
    meeting: Meeting, viewer: Viewer, of: CardList, cards: Iterable[Card], heading: Kind | None
) -> CardList:
    if heading is None or not of.cards:
        return of
    if viewer.looks_back() or not may_gather(meeting, heading, viewer.seat):
        return _nested(of, heading, cards)
    loose = {card.id for card in cards if is_loose(meeting, heading, card, viewer.seat)}
    nested = _nested(of, heading, cards)
    views = tuple(_acting(view, view.id in loose) for view in nested.cards)
    return replace(nested, cards=views, heading=heading.id, limit=heading.limit)


def headed_list(
    meeting: Meeting, viewer: Viewer, process: Process, kind: str, cards: tuple[Card, ...]
) -> CardList:
    heading = process.heading_of(kind)
    over = {card.under for card in cards if card.under} if heading else set()
    plain_list = card_list(meeting, viewer, kind, cards, plain=True)
    if heading is None or not over:
        return plain_list
    tops = tuple(card for card in meeting.cards if card.id in over)
    headings = card_list(meeting, viewer, "", tops, plain=True).cards
    nested = _nested(replace(plain_list, cards=(*headings, *plain_list.cards)), heading, cards)
    return replace(nested, cards=tuple(view for view in nested.cards if view.cards or not view.heads))


def _nested(of: CardList, heading: Kind, cards: Iterable[Card]) -> CardList:
    over = {card.id: card.under for card in cards}
    under: dict[str, list[CardView]] = {view.id: [] for view in of.cards if view.kind == heading.id}
    loose: list[CardView] = []
    for view in of.cards:
        if view.id not in under:
            under.get(over[view.id], loose).append(view)
    heads = (replace(view, heads=True, cards=tuple(under[view.id])) for view in of.cards if view.id in under)
    return replace(of, cards=(*heads, *loose))


def _acting(view: CardView, loose: bool) -> CardView:
    if not view.heads:
        return replace(view, may_pick=loose)
    below = tuple(replace(card, may_take_out=True) for card in view.cards)
    return replace(view, cards=below, may_take_out=bool(below))
