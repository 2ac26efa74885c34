"""Everything of one's own, however much it is, goes out as fast as it is taken and is never all in memory."""

import json
from secrets import token_urlsafe
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from django.test import AsyncClient
from django.test.utils import CaptureQueriesContext

from covision import journal, vault
from covision.actions.accounts.people import log_in_simulated
from covision.actions.meetings import circle_meetings
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.engine.events import CardWritten, TextRef
from covision.views.http.streaming import PIECE
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, founded

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
MEETINGS, EACH = 60, 50
LONG = "A sentence that fills the page. " * 25


@pytest.fixture
def group() -> LastingCircle:
    """Fay has written three thousand contributions."""
    rooms.close_rooms()
    group = founded()
    for number in range(MEETINGS):
        room = circle_meetings.start(group.inside("Fay"), 90, 1, spoken=False, now=NOW)
        write(room, [f"Contribution {number * EACH + each}. {LONG}" for each in range(EACH)])
    rooms.close_rooms()
    return group


def write(room: Room, texts: list[str]) -> None:
    key = vault.MEETINGS.keys.open(room.id)
    assert key is not None
    version, refs = room.meeting.version, [token_urlsafe(12) for _ in texts]
    records = [
        journal.Record(
            room.id, version + at, CardWritten(ref, "own-step", TextRef(ref, 1024, "en")), NOW, 1, ref
        )
        for at, ref in enumerate(refs, 1)
    ]
    sealed = [
        vault.seal(key, room.id, ref, "own-step", 1, text) for ref, text in zip(refs, texts, strict=True)
    ]
    journal.append(records, sealed).result()


def taken(group: LastingCircle, path: str) -> tuple[list[str], list[int]]:
    """All pieces as a slow reader takes them, and how often texts had been read when each came."""

    async def take(key: str) -> tuple[list[str], list[int]]:
        client = AsyncClient(headers={"host": "127.0.0.1"})
        client.cookies["s"] = key
        answer: Any = await client.get(path)
        pieces, read = [], []
        async for piece in answer.streaming_content:
            pieces.append(piece.decode())
            read.append(sum("covision_body" in query["sql"] for query in queries))
        return pieces, read

    with CaptureQueriesContext(connections["default"]) as queries:
        return async_to_sync(take)(log_in_simulated(group.people["Fay"]))


def test_three_thousand_contributions_are_read_while_they_are_taken(group: LastingCircle) -> None:
    pieces, read = taken(group, "/account/data/json/")
    chapters = json.loads("".join(pieces))
    assert {entry["text"].split(".")[0] for entry in chapters["contributions"]} == {
        f"Contribution {number}" for number in range(MEETINGS * EACH)
    }
    assert len(pieces) > 50 and max(map(len, pieces)) < 2 * PIECE
    assert read[len(read) // 4] < read[len(read) // 2] < read[-1]
    page, _ = taken(group, "/account/data/page/")
    html = "".join(page)
    assert html.count("Contribution ") == MEETINGS * EACH and html.endswith("</html>\n")
