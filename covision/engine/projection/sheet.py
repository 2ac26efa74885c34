"""The result sheet of one round: what its owner takes home."""

from covision.engine.deciding.people import owners, sheet_is_shared
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.engine.process import Field, Kind, Process
from covision.engine.refusals import Refused
from covision.engine.scene.cards import CardList

from .cards import card_list
from .clusters import headed_list
from .picked import is_ranked, picked_cards
from .viewer import Viewer


@value
class SheetChapter:
    field: Field
    cards: CardList
    ranked: bool = False  # the first ones were chosen, in order


@value
class Sheet:
    round: int
    process: str
    client: int  # the seat it belongs to, 0 where it belongs to the group
    owner: bool
    shared: bool
    chapters: tuple[SheetChapter, ...]
    picked: tuple[str, ...]  # cards that were chosen


def sheet(meeting: Meeting, viewer: Viewer, round: int) -> Sheet:
    """:raises Refused: there is no such sheet for this person."""
    this_round = meeting.round(round)
    if this_round is None or this_round.process is None or not may_read(meeting, viewer.seat, round):
        raise Refused("There is no result sheet here for you.", "gone")
    owner, shared = viewer.seat in owners(meeting, round), sheet_is_shared(meeting, round)
    chapters = [*_of_the_round(meeting, viewer, round, this_round.process), *_own(meeting, viewer, owner)]
    return Sheet(
        round,
        this_round.process.id,
        meeting.client(round),
        owner,
        shared,
        tuple(chapter for chapter in chapters if chapter.cards.cards),
        meeting.picked(round),
    )


def may_read(meeting: Meeting, seat: int, round: int) -> bool:
    owner = seat in owners(meeting, round)
    return owner or (sheet_is_shared(meeting, round) and meeting.is_in(seat))


def _of_the_round(meeting: Meeting, viewer: Viewer, round: int, process: Process) -> list[SheetChapter]:
    kinds = [kind for kind in process.kinds if kind.seen == "all" and not kind.spoken and not kind.gathers]
    if process.sheet:
        kinds = sorted(
            (kind for kind in kinds if kind.id in process.sheet), key=lambda k: process.sheet.index(k.id)
        )
    return [
        SheetChapter(
            process.field_of(kind.id),
            headed_list(meeting, viewer, process, kind.id, _cards(meeting, round, kind, ranked)),
            ranked,
        )
        for kind, ranked in ((kind, is_ranked(process, kind.id)) for kind in kinds)
    ]


def _own(meeting: Meeting, viewer: Viewer, owner: bool) -> list[SheetChapter]:
    assert meeting.frame is not None
    addressed = {kind.id for kind in meeting.frame.kinds if kind.seen == "addressee"}
    kinds = [kind for step in meeting.frame.of("final") for may in step.may for kind in may.kinds]
    return [
        SheetChapter("solution", card_list(meeting, viewer, kind, _mine(meeting, viewer, kind), plain=True))
        for kind in kinds
        if owner and kind not in addressed
    ]


def _mine(meeting: Meeting, viewer: Viewer, kind: str) -> tuple[Card, ...]:
    return tuple(card for card in meeting.standing_cards(0, kind) if card.seat == viewer.seat)


def _cards(meeting: Meeting, round: int, kind: Kind, ranked: bool) -> tuple[Card, ...]:
    """Of a basket only what was kept, if anything was; of a ranking the chosen ones first, in order, then the rest."""
    cards = tuple(card for card in meeting.standing_cards(round, kind.id) if meeting.shows_card(card))
    picked = picked_cards(meeting, round, cards)
    if picked and not ranked:
        return picked
    return (*picked, *(card for card in cards if card not in picked))
