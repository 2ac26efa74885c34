"""Events of a line are read as the standard says."""

import asyncio
from collections.abc import AsyncIterator

from load.event_stream import Event, events, parse


def test_an_event_has_a_name_and_lines_of_data() -> None:
    assert parse("retry: 1500\nid: abc\nevent: regions\ndata: <p>\ndata:  x</p>") == Event(
        "regions", "<p>\n x</p>", "abc"
    )


def test_an_id_without_a_value_is_an_empty_one() -> None:
    assert parse("id\nevent: regions\ndata: x").id == ""


def test_an_event_without_an_id_leaves_the_last_one() -> None:
    assert parse("event: beat\ndata:").id is None


def test_an_event_that_comes_in_pieces_is_one() -> None:
    async def chunks() -> AsyncIterator[str]:
        for chunk in ("event: be", "at\r\ndata:\r\n", "\r\nevent: gone\ndata: over\n\nid: unfinish"):
            yield chunk

    async def read() -> list[Event]:
        return [event async for event in events(chunks())]

    assert asyncio.run(read()) == [Event("beat", ""), Event("gone", "over")]
