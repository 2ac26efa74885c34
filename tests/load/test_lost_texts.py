"""What was acknowledged is counted card by card, however often somebody wrote the same and wherever it went."""

from covision.peers.peer import WrittenText
from load.lost_texts import Board, Witness, lost_texts, read_board
from load.page import RoomPage

TEXT = "My grandmother."
VISION = WrittenText(1, "vision", "resource", TEXT)
PARKED = WrittenText(1, "vision", "parked", TEXT, private=True)


def page(*cards: str, loose: tuple[str, ...] = ()) -> Board:
    listed = "".join(
        f'<li id="c-{id}" class="card"><p class="said" dir="auto">{TEXT}</p></li>' for id in cards
    )
    carried = "".join(f'<p class="said">{text}</p>' for text in loose)
    return shown(f'<ol class="cards">{listed}</ol>', carried)


def shown(board: str, carried: str) -> Board:
    return read_board(RoomPage(f'<div id="r-board">{board}</div><section id="r-carried">{carried}</section>'))


def witness(name: str, language: str = "en", away: str = "", **places: Board) -> Witness:
    boards = {f"1-{step}": board for step, board in places.items()}
    return Witness(name, language, boards, frozenset([away] if away else []))


def test_the_same_text_in_two_steps_is_there_twice() -> None:
    """Ada and Ben wrote it at the same moment, and the group went on between the two."""
    boards = {"vision": page("a"), "resources": page("b", loose=(TEXT,))}
    both = [witness("Ada", **boards), witness("Ben", **boards)]

    assert lost_texts(both, {"Ada": [VISION], "Ben": [VISION]}) == []


def test_one_of_two_that_read_alike_is_missed() -> None:
    boards = {"vision": page("a"), "resources": page(loose=(TEXT,))}
    both = [witness("Ada", **boards), witness("Ben", **boards)]

    assert len(lost_texts(both, {"Ada": [VISION], "Ben": [VISION]})) == 4


def test_a_card_that_two_steps_show_is_one_card() -> None:
    boards = {"vision": page("a"), "resources": page("a")}
    both = [witness("Ada", **boards), witness("Ben", **boards)]

    assert lost_texts(both, {"Ada": [VISION], "Ben": []}) == []


def test_what_is_there_twice_and_was_written_once_is_told() -> None:
    ada, ben = witness("Ada", vision=page("a", "b")), witness("Ben", vision=page("a"))

    lost = lost_texts([ada, ben], {"Ada": [VISION], "Ben": []})

    assert lost == ["Ada, vision resource, seen 2 times by Ada: My grandmother."]


def test_what_ben_keeps_for_himself_is_missed_by_nobody_else() -> None:
    ada, ben = witness("Ada", vision=page("a")), witness("Ben", vision=page("a", "b"))

    assert lost_texts([ada, ben], {"Ada": [VISION], "Ben": [PARKED]}) == []
    assert lost_texts([ada, witness("Ben", vision=page("a"))], {"Ada": [VISION], "Ben": [PARKED]}) != []


def test_ben_need_not_see_what_was_written_while_he_was_away() -> None:
    ada, ben = witness("Ada", vision=page("a")), witness("Ben", away="1-vision", vision=page())

    assert lost_texts([ada, ben], {"Ada": [VISION], "Ben": []}) == []


def test_a_card_says_its_own_text_and_not_its_answers() -> None:
    board = shown(
        '<blockquote><p class="said">Chosen.</p></blockquote><ol><li id="c-q" class="card"><p class="said is-prompt">Why?</p>'
        '<ol class="answers"><li id="c-r" class="card"><p class="said" dir="auto">Because &amp; so.</p></li></ol></li></ol>'
        '<p class="said">Left behind.</p>',
        '<p class="said">Carried.</p>',
    )

    assert board.cards == {"q": "Why?", "r": "Because & so."}
    assert set(board.loose) == {"Chosen.", "Left behind.", "Carried."}
