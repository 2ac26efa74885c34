"""What is pushed stands on the page at once; a browser speaks to the server it was given."""

import asyncio
from random import Random

import httpx
import pytest

from load.browser import Browser

NOWHERE = "http://127.0.0.1:9"


def browser() -> Browser:
    return Browser(NOWHERE, "en", Random(1))  # noqa: S311 (a play, no secret)


def test_somebody_who_waits_for_a_change_is_woken_by_it() -> None:
    async def wait() -> tuple[bool, bool]:
        page = browser()
        waiting = asyncio.create_task(page.changed(page.changes, 5))
        await asyncio.sleep(0)
        page.show('<div id="r-top" data-region></div>')
        return await waiting, await page.changed(page.changes, 0)

    assert asyncio.run(wait()) == (True, False)


def test_the_words_of_a_push_are_told_as_they_were_written() -> None:
    page, words = browser(), []
    page.seen = words.append

    page.show('<div id="r-head" data-region><p>Ask &amp; “listen”</p></div>')

    assert words == ["Ask & “listen”"]


def test_a_server_that_does_not_answer_is_no_page() -> None:
    with pytest.raises(httpx.TransportError):
        asyncio.run(browser().get("/"))
