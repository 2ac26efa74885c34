"""A page is understood as a browser understands it; what is pushed stands on it, and it knows what it offers."""

from covision.peers.offers import Choice, Offer
from load.page import RoomPage, field_values, read_offer, text_in, token_of

LIST = '<ol id="l-1-x" class="cards"></ol>'
CARD = '<li id="c-{id}" class="card k-x" data-list="l-1-x"><p class="said">{text}</p></li>'
ASK = '<form data-command=""><input type="hidden" name="command" value="{}"><button>Go</button></form>'
WRITE = """<form method="post" action="/rooms/x/do/" data-command class="stack">
<input type="hidden" name="csrfmiddlewaretoken" value="abc"><input type="hidden" name="id" value="123">
<input type="hidden" name="command" value="write"><input type="hidden" name="kind" value="problem">
<textarea name="text">I &amp; you</textarea>
<label><input type="radio" name="tag.whose" value="personal" required><span>Mine</span></label>
<label><input type="radio" name="tag.whose" value="shared" required><span>Ours</span></label>
<label><input type="checkbox" name="tag.check" value="real"><span>Real</span></label>
<input type="datetime-local" name="due" required><button type="submit"> Add </button></form>"""


def region(name: str, inside: str = "") -> str:
    return f'<div id="r-{name}" data-region="">{inside}</div>'


def card(id: str, text: str) -> str:
    return CARD.format(id=id, text=text)


def board(*cards: str) -> RoomPage:
    return RoomPage(region("board", LIST.replace("></ol>", f">{''.join(cards)}</ol>")))


def same(page: RoomPage, other: RoomPage) -> bool:
    return page.differing(other) == []


def test_regions_are_found_inside_a_page_and_the_scene_it_shows() -> None:
    page = RoomPage(
        f'<body><main data-digest="d1">{region("top")}<p>x</p>{region("board", LIST)}</main></body>'
    )

    assert (list(page.regions), page.digest) == (["top", "board"], "d1")


def test_a_pushed_region_takes_the_place_of_the_old_one() -> None:
    page = RoomPage(region("board", "old"))

    page.apply(region("board", "new"))

    assert same(page, RoomPage(region("board", "new")))
    assert not same(page, RoomPage(region("board", "old")))


def test_a_pushed_card_comes_into_its_list_and_goes_again() -> None:
    page = board()

    page.apply(card("a", "hello"))
    came = same(page, board(card("a", "hello")))
    page.apply('<li id="c-a" data-gone></li>')

    assert came
    assert same(page, board())


def test_a_new_card_comes_last_in_its_list() -> None:
    page = board(card("a", "the lake"))

    page.apply(card("b", "my sister"))

    assert same(page, board(card("a", "the lake"), card("b", "my sister")))


def test_a_changed_card_stays_in_its_place() -> None:
    page = board(card("a", "the lake"), card("b", "my sister"))

    page.apply(card("a", "the lake in October"))

    assert same(page, board(card("a", "the lake in October"), card("b", "my sister")))


def test_regions_and_cards_can_come_in_one_push() -> None:
    page = board()

    page.apply(f"{region('head', '<br><p>x</p>')} {card('a', 'hello')}{region('top')}")

    assert sorted(page.regions) == ["board", "head", "top"]
    assert page.tree("board").css_first("#c-a") is not None


def test_only_what_stands_on_the_page_now_is_offered() -> None:
    page = RoomPage(region("asks", ASK.format("accept-case")))
    offered = [offer.command for offer in page.offers()["asks"]]

    page.apply('<div id="r-asks" data-region hidden></div>')

    assert offered == ["accept-case"]
    assert page.offers()["asks"] == []


def test_what_a_card_offers_goes_with_it() -> None:
    page = board(card("a", ASK.format("withdraw")))
    offered = [offer.command for offer in page.offers()["board"]]

    page.apply('<li id="c-a" data-gone></li>')

    assert (offered, page.offers()["board"]) == (["withdraw"], [])


def test_an_offer_is_what_a_form_sends_and_what_it_asks() -> None:
    assert read_offer(WRITE) == Offer(
        command="write",
        fields=(("kind", "problem"),),
        choices=(
            Choice("tag.whose", ("personal", "shared"), False),
            Choice("tag.check", ("real",), True),
        ),
        writes=True,
        current="I & you",
        dated=True,
        label="Add",
    )


def test_an_offer_tells_whether_it_is_for_oneself_and_with_which_words_it_begins() -> None:
    offer = read_offer(
        '<form data-command class="stack one-text for-me"><input type="hidden" name="command" value="write">'
        '<textarea name="text" placeholder="I as …"></textarea></form>'
    )

    assert (offer.one_text, offer.private, offer.opening) == (True, True, "I as")


def test_a_plain_form_offers_no_command() -> None:
    plain = '<form method="post"><input type="hidden" name="command" value="leave"></form>'

    assert RoomPage(region("top", plain)).offers() == {"top": []}


def test_secrets_of_the_moment_do_not_count_when_pages_are_compared() -> None:
    pushed = WRITE.replace('<input type="hidden" name="csrfmiddlewaretoken" value="abc">', "").replace(
        '<input type="hidden" name="id" value="123">', "<!--csrf-->"
    )

    assert same(RoomPage(region("composer", pushed)), RoomPage(region("composer", WRITE)))
    assert not same(
        RoomPage(region("composer", pushed)), RoomPage(region("composer", WRITE.replace("Add", "Put")))
    )


def test_a_page_has_a_token_words_and_fields() -> None:
    page = f"<body><h1>Who&nbsp;is\n there?</h1>{WRITE}</body>"

    assert token_of(page) == "abc"
    assert text_in(page).startswith("Who is there? I & you Mine")
    assert "personal" in field_values(page)
