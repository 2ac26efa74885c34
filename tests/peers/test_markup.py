"""A peer's browser understands the pages as a browser does."""

from covision.peers import markup
from covision.peers.offers import Choice, Offer

CARD = '<li id="c-{id}" class="card k-resource" data-list="l-1-resources-resource"><p class="said">{text}</p></li>'
BOARD = (
    '<div id="r-board" data-region class="board"><ol id="l-1-resources-resource" class="cards">'
    + CARD.format(id="a", text="the lake")
    + '</ol><p class="empty">Nothing here yet.</p></div>'
)
WRITE = """<form method="post" action="/rooms/x/do/" data-command class="stack">
<input type="hidden" name="csrfmiddlewaretoken" value="abc"><input type="hidden" name="id" value="123">
<input type="hidden" name="command" value="write"><input type="hidden" name="kind" value="problem">
<textarea name="text">I &amp; you</textarea>
<label><input type="radio" name="tag.whose" value="personal" required><span>Mine</span></label>
<label><input type="radio" name="tag.whose" value="shared" required><span>Ours</span></label>
<label><input type="checkbox" name="tag.check" value="real"><span>Real</span></label>
<input type="datetime-local" name="due" required><button type="submit"> Add </button></form>"""


def test_a_form_tells_what_it_sends_and_what_it_asks() -> None:
    (form,) = markup.forms(WRITE)

    assert form == Offer(
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


def test_a_plain_form_is_no_command() -> None:
    assert markup.forms('<form method="post"><input type="hidden" name="command" value="leave"></form>') == []


def test_a_new_card_comes_last_in_its_list() -> None:
    new = CARD.format(id="b", text="my sister")

    region = markup.put_card(BOARD, "c-b", new, "l-1-resources-resource")

    assert region.index("the lake") < region.index("my sister") < region.index("</ol>")


def test_a_changed_card_stays_in_its_place() -> None:
    two = markup.put_card(BOARD, "c-b", CARD.format(id="b", text="my sister"), "l-1-resources-resource")

    region = markup.put_card(
        two, "c-a", CARD.format(id="a", text="the lake in October"), "l-1-resources-resource"
    )

    assert region == two.replace("the lake", "the lake in October")


def test_a_dropped_card_leaves_nothing() -> None:
    assert "the lake" not in markup.drop_card(BOARD, "c-a")


def test_pushed_elements_are_told_apart_by_their_ids() -> None:
    pushed = f'<section id="r-head" data-region><br><p>x</p></section> <li id="c-a" data-gone></li>{BOARD}'

    assert [id for id, _ in markup.elements(pushed)] == ["r-head", "c-a", "r-board"]


def test_regions_are_found_inside_a_page() -> None:
    page = f'<body><main><div id="r-top" data-region></div>{BOARD}</main></body>'

    assert markup.regions(page) == {"top": '<div id="r-top" data-region></div>', "board": BOARD}


def test_secrets_of_the_moment_do_not_count_when_pages_are_compared() -> None:
    pushed = WRITE.replace('<input type="hidden" name="csrfmiddlewaretoken" value="abc">', "").replace(
        '<input type="hidden" name="id" value="123">', "<!--csrf-->"
    )

    assert markup.plain(pushed) == markup.plain(WRITE)


def test_a_form_tells_whether_it_is_for_oneself_and_with_which_words_it_begins() -> None:
    html = '<form data-command class="stack one-text for-me"><input type="hidden" name="command" value="write"><textarea name="text" placeholder="I as …"></textarea></form>'
    (form,) = markup.forms(html)

    assert (form.one_text, form.private, form.opening) == (True, True, "I as")
