"""What is whispered to one person is not in the bytes that others are sent, not even as a push without words."""

import asyncio

import pytest

from covision import hints
from covision.actions.room import rooms
from tests.scenes.room_cast import RealTable, at_work

from .listener import listening
from .test_lines import doing, story

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def table() -> RealTable:
    rooms.close_rooms()
    table = at_work()
    table.do("Ada", "choose-help", help="whisper")
    return table


@story
async def test_only_the_facilitator_is_sent_what_is_whispered_to_her(table: RealTable) -> None:
    reason = hints.reason("own", "en")
    async with listening(table, "Ada") as ada, listening(table, "Ben") as ben, listening(table, "Cas") as cas:
        await doing(table, "Cas", "write", kind="sentence", text="I think that my boss is unfair.")
        await ada.hears(reason)
        await cas.hears(reason)
        await ben.hears("I think that my boss is unfair.")

        assert reason not in ben.body.decode()
        assert not [data for data in ben.heard("regions")[1:] if "r-hints" in data]


@story
async def test_putting_a_hint_away_is_sent_to_nobody_else(table: RealTable) -> None:
    async with listening(table, "Ada") as ada, listening(table, "Ben") as ben:
        await doing(table, "Ada", "write", kind="question", text="Why don't you ask your team?")
        pushed = await ada.hears(hints.reason("advice", "en"))
        await ben.hears("Why don")
        before = ben.body
        await doing(table, "Ada", "dismiss-hint", hint=pushed.split('name="hint" value="')[1].split('"')[0])
        await ada.hears('id="r-hints" data-region hidden')
        await asyncio.sleep(0)

        assert ben.body == before
