"""What is pushed stands on the page; the page knows what it offers."""

import asyncio
from random import Random

from covision.peers.browser import Browser
from covision.peers.wire import Door

LIST = '<ol id="l-1-x" class="cards"></ol>'
CARD = '<li id="c-a" class="card k-x" data-list="l-1-x"><p>hello</p></li>'
ASK = '<form data-command><input type="hidden" name="command" value="{}"><button>Go</button></form>'


def browser() -> Browser:
    return Browser(Door.at("http://127.0.0.1:9"), "en", Random(1))  # noqa: S311 (a play, no secret)


def test_a_pushed_region_takes_the_place_of_the_old_one() -> None:
    page = browser()
    page.apply('<div id="r-board" data-region>old</div>')

    page.apply('<div id="r-board" data-region>new</div>')

    assert page.regions == {"board": '<div id="r-board" data-region>new</div>'}


def test_a_pushed_card_comes_into_its_list_and_goes_again() -> None:
    page = browser()
    page.apply(f'<div id="r-board" data-region>{LIST}</div>')

    page.apply(CARD)
    with_card = page.regions["board"]
    page.apply('<li id="c-a" data-gone></li>')

    assert with_card == f'<div id="r-board" data-region><ol id="l-1-x" class="cards">{CARD}</ol></div>'
    assert page.regions["board"] == f'<div id="r-board" data-region>{LIST}</div>'


def test_only_what_stands_on_the_page_now_is_offered() -> None:
    page = browser()
    page.apply(f'<div id="r-asks" data-region>{ASK.format("accept-case")}</div>')
    offered = [form.command for form in page.forms()]

    page.apply('<div id="r-asks" data-region hidden></div>')

    assert offered == ["accept-case"]
    assert page.forms() == []


def test_whoever_waits_for_a_change_is_woken_by_it() -> None:
    async def wait() -> tuple[bool, bool]:
        page = browser()
        waiting = asyncio.create_task(page.changed(page.changes, 5))
        await asyncio.sleep(0)
        page.apply('<div id="r-top" data-region></div>')
        return await waiting, await page.changed(page.changes, 0)

    assert asyncio.run(wait()) == (True, False)
