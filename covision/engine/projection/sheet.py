"""The result sheet of one round: what its owner takes home."""

from covision.engine.deciding.people import owners, sheet_is_shared
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.engine.scene import CardList

from .cards import card_list
from .viewer import Viewer

ORDER = (
    "sentence",
    "facet",
    "vision",
    "resource",
    "goal",
    "order",
    "solution",
    "next-step",
    "sign",
    "safeguard",
    "own-step",
    "learning",
    "carry-over",
)
OWN = ("own-step", "learning", "carry-over")


@value
class Sheet:
    """`client` is the seat it belongs to, 0 where it belongs to the group; `lists` hold kinds in the order of the work."""

    round: int
    process: str
    client: int
    owner: bool
    shared: bool
    lists: tuple[CardList, ...]


def sheet(meeting: Meeting, viewer: Viewer, round: int) -> Sheet:
    """This will give the sheet to who may read it: its owners, and everybody once all owners share it.

    :raises Refused: there is no such sheet for this person.
    """
    there = meeting.round(round)
    owner = viewer.seat in owners(meeting, round)
    if there is None or there.process is None or not (owner or sheet_is_shared(meeting, round)):
        raise Refused("There is no result sheet here for you.", "gone")
    if not meeting.is_in(viewer.seat) and not owner:
        raise Refused("There is no result sheet here for you.", "gone")
    lists = [
        card_list(meeting, viewer, kind, _cards(meeting, viewer, round, kind, owner), plain=True)
        for kind in ORDER
    ]
    shown = tuple(found for found in lists if found.cards)
    return Sheet(
        round, there.process.id, meeting.client(round), owner, sheet_is_shared(meeting, round), shown
    )


def _cards(meeting: Meeting, viewer: Viewer, round: int, kind: str, owner: bool) -> tuple[Card, ...]:
    """Resources are those that were kept, if any were; solutions stand in the order of choice, the others behind.
    What somebody took from the meeting for herself stands on her own sheet only."""
    if kind in OWN:
        return tuple(card for card in meeting.standing_cards(0, kind) if owner and card.seat == viewer.seat)
    cards = meeting.standing_cards(round, kind)
    marked = [
        given.card for given in meeting.marks if given.round == round and given.mark in {"keep", "chosen"}
    ]
    chosen = tuple(
        sorted((card for card in cards if card.id in marked), key=lambda card: marked.index(card.id))
    )
    if kind == "resource" and chosen:
        return chosen
    return chosen + tuple(card for card in cards if card.id not in marked)
