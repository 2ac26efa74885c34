"""Whether everything that was acknowledged is there afterwards: counted by the ids of cards on fresh pages, never by text alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from covision.peers.peer import WrittenText

from .page import CARD, RoomPage, text_of


@dataclass
class Board:
    """What one page shows of one step."""

    cards: dict[str, str] = field(default_factory=dict)  # what each card says, by its id
    loose: Counter[str] = field(
        default_factory=Counter
    )  # said beside the cards: what was chosen or carried on


@dataclass
class Witness:
    """Somebody's pages after the meeting. They need not show what was written in a step that the person was away from."""

    name: str
    language: str
    boards: Mapping[str, Board]  # by place, such as "1-goals"
    away: frozenset[str]


def read_board(page: RoomPage) -> Board:
    board = Board()
    for text in page.tree("board").css("p.said"):
        card = _card_around(text)
        if card and card not in board.cards:  # a card says one text
            board.cards[card] = text_of(text)
        else:
            board.loose[text_of(text)] += 1
    board.loose |= Counter(text_of(text) for text in page.tree("carried").css("p.said"))
    return board


def _card_around(node: LexborNode) -> str:
    """The id of the card that an element belongs to, if it does to one."""
    while (parent := node.parent) is not None:
        if (parent.id or "").startswith(CARD):
            return (parent.id or "").removeprefix(CARD)
        node = parent
    return ""


def lost_texts(witnesses: list[Witness], written: Mapping[str, list[WrittenText]]) -> list[str]:
    """A sentence for each contribution, by author, that is not there exactly as often as it was acknowledged: on the fresh
    pages of its author, and on those of the next person."""
    lost = []
    for at, author in enumerate(witnesses):
        neighbour = witnesses[(at + 1) % len(witnesses)]
        for text in dict.fromkeys(written[author.name]):
            for witness in [author, neighbour] if _is_shown(text, author, neighbour) else [author]:
                seen = count(witness.boards, text)
                if seen not in _expected(text, witness, witnesses, written):
                    lost.append(
                        f"{author.name}, {text.step} {text.kind}, seen {seen} times by {witness.name}: {text.text[:60]}"
                    )
    return lost


def count(boards: Mapping[str, Board], written: WrittenText) -> int:
    """On how many cards it stands in its round. A card that several steps show is one card; and the group may have gone on
    before a contribution arrived, so it may lie in another step than its author thought."""
    text = " ".join(written.text.split())
    near = [board for place, board in boards.items() if _may_hold(place, written)]
    cards = {id for board in near for id, says in board.cards.items() if says == text}
    return len(cards) or max((board.loose[text] for board in near), default=0)


def _expected(
    text: WrittenText,
    witness: Witness,
    witnesses: Iterable[Witness],
    written: Mapping[str, list[WrittenText]],
) -> range:
    """How often a witness sees what reads like this: all that must be shown, and whatever else may be."""
    alike = [
        (author, other) for author in witnesses for other in written[author.name] if _key(other) == _key(text)
    ]
    least = sum(_is_shown(other, author, witness) for author, other in alike)
    most = sum(not other.private or author is witness for author, other in alike)
    return range(least, most + 1)


def _key(written: WrittenText) -> tuple[int, str]:
    """What two contributions have in common that read alike and lie within each other's reach."""
    return (0 if written.kind == "problem" else written.round, written.prompt or written.text)


def _is_shown(written: WrittenText, author: Witness, witness: Witness) -> bool:
    """Whether a page must show it in these words. A guiding question reads otherwise in another language."""
    if author is witness:
        return True
    in_other_words = written.kind == "question" and author.language != witness.language
    return not (written.private or in_other_words or f"{written.round}-{written.step}" in witness.away)


def _may_hold(place: str, written: WrittenText) -> bool:
    """A problem goes wherever a round takes it up."""
    return place.partition("-")[0] == str(written.round) or written.kind == "problem"
