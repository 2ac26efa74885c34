"""People who have the room open see what is new for them at once, only that, and only as long as they may."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from functools import wraps
from typing import Any, ParamSpec

import pytest

from covision import live, rendering
from covision.actions.learning import learning
from covision.actions.meetings import meetings
from covision.actions.room import rooms
from covision.actions.shared.background import in_thread
from covision.live import lines
from covision.models.login_store import hash_of, revoke
from covision.models.meetings import Meeting
from tests.scenes.fast_clock import FastClock
from tests.scenes.room_cast import PROBLEM, RealTable, at_work, guest, real_table

from .listener import PATIENCE, OpenPage, listening, scope_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

P = ParamSpec("P")
FAST = FastClock(200)  # the heart beats quickly, and nobody waits long for whom nobody hears


def story(coroutine: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """A test that takes its time on an event loop of its own."""

    @wraps(coroutine)
    def play(*args: P.args, **more: P.kwargs) -> None:
        asyncio.run(coroutine(*args, **more))

    return play


@pytest.fixture
def table() -> RealTable:
    rooms.close_rooms()
    return at_work()


@pytest.fixture
def arriving() -> RealTable:
    rooms.close_rooms()
    return real_table()


def to_the_roles(table: RealTable) -> None:
    """Cas brings the case; the parts are shared out next."""
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="The long list.", **PROBLEM)
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")


async def doing(table: RealTable, who: str, command: str, **fields: Any) -> None:
    await in_thread(lambda: table.do(who, command, **fields))


# -- what is new ---------------------------------------------------------------------------------------------------


@story
async def test_what_cas_writes_stands_on_adas_page_and_nothing_else_is_sent_again(table: RealTable) -> None:
    async with listening(table, "Ada") as ada:
        await doing(table, "Cas", "write", kind="sentence", text="I want more time.")
        pushed = await ada.hears("I want more time.")
        assert 'id="r-board"' in pushed
        assert 'id="r-path"' not in pushed


@story
async def test_each_reads_the_room_in_their_own_language(table: RealTable) -> None:
    async with listening(table, "Ada") as ada, listening(table, "Ben", "language=de") as ben:
        assert "people of equal rank" in await ada.hears("r-people")
        assert "people of equal rank" not in await ben.hears("r-people")


@story
async def test_who_says_meanwhile_that_she_feels_ready_is_shown_so_at_once(arriving: RealTable) -> None:
    await in_thread(lambda: to_the_roles(arriving))
    async with listening(arriving, "Fay") as fay:
        ada = arriving.people["Ada"].person
        await in_thread(lambda: learning.keep_ready_roles(["facilitator"], by=ada))
        assert 'id="r-board"' in await fay.hears("feels ready for it")


@story
async def test_a_second_question_comes_as_a_card_of_its_own(table: RealTable) -> None:
    await doing(table, "Ada", "send-question", question="problem.q1")
    async with listening(table, "Ben") as ben:
        await doing(table, "Ada", "send-question", question="problem.q2")
        asked = table.room.meeting.cards[-1].id
        pushed = await ben.hears(f'<li id="c-{asked}"')
        assert 'id="r-board"' not in pushed


@story
async def test_nobody_hears_of_what_is_hidden_from_them(arriving: RealTable) -> None:
    await doing(arriving, "Fay", "end-step", step="arrive")
    async with listening(arriving, "Ben") as ben, listening(arriving, "Cas") as cas:
        before = ben.heard("regions")
        await doing(arriving, "Cas", "write", text="The long list.", **PROBLEM)
        await cas.hears("The long list.")
        assert ben.heard("regions") == before
        await doing(arriving, "Fay", "reveal")
        await ben.hears("The long list.")


@story
async def test_a_page_that_has_seen_everything_is_not_sent_it_again(table: RealTable) -> None:
    async with listening(table, "Ada") as ada:
        digest = ada.events[0].id or ""
    async with listening(table, "Ada", last_event_id=digest) as back:
        assert back.heard("regions") == []
    async with listening(table, "Ada", last_event_id="made-up") as stranger:
        assert len(stranger.heard("regions")) == 1


@story
async def test_somebody_who_closes_the_page_is_seen_to_be_away(table: RealTable) -> None:
    async with listening(table, "Ada", clock=FAST) as ada:
        async with listening(table, "Ben", clock=FAST):
            pass
        pushed = await ada.hears("is-away")
        assert 'id="r-board"' not in pushed


# -- slow and silent receivers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [1, 2, 5])
def test_a_page_that_does_not_keep_up_gets_the_whole_room_once_it_does(table: RealTable, more: int) -> None:
    async def tell() -> None:
        async with listening(table, "Ada") as ada, listening(table, "Ben") as ben:
            ada.slow.clear()
            for number in range(lines.MOST_WAITING + more):
                await doing(table, "Cas", "write", kind="sentence", text=f"I want thing {number}.")
                await ben.hears(f"I want thing {number}.")
            heard = len(ada.heard("regions"))
            ada.slow.set()
            await ada.hears(f"I want thing {number}.")
            caught_up = ada.heard("regions")[heard:]
            assert len(caught_up) <= lines.MOST_WAITING + 1
            assert more == 1 or any('id="r-path"' in pushed for pushed in caught_up)

    asyncio.run(tell())


@story
async def test_the_line_says_that_it_lives(table: RealTable) -> None:
    async with listening(table, "Ada", clock=FAST) as ada:
        await ada.until(lambda: len(ada.heard("beat")) >= 3)


@story
async def test_lines_go_on_when_the_room_has_left_the_memory_and_comes_back(table: RealTable) -> None:
    async with listening(table, "Ada") as ada:
        await in_thread(table.reload)
        await doing(table, "Cas", "write", kind="sentence", text="I am still heard.")
        await ada.hears("I am still heard.")


@story
async def test_a_line_ends_after_a_while_so_that_the_browser_comes_back(
    table: RealTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 0.0)
    async with listening(table, "Ada", clock=FAST) as ada:
        await ada.until(lambda: ada.over)


@story
async def test_a_fifth_page_of_one_login_closes_the_first(table: RealTable) -> None:
    async with AsyncExitStack() as browser:
        pages = [await browser.enter_async_context(listening(table, "Ada")) for _ in range(4)]
        assert [page.over for page in pages] == [False] * 4
        await browser.enter_async_context(listening(table, "Ada"))
        await pages[0].until(lambda: pages[0].over)
        assert [page.over for page in pages] == [True, False, False, False]


# -- rights --------------------------------------------------------------------------------------------------------


@story
async def test_who_is_removed_is_told_so_and_hears_no_more(table: RealTable) -> None:
    async with listening(table, "Eve") as eve:
        await doing(table, "Ada", "voice-removal", seat="5")
        await doing(table, "Ben", "voice-removal", seat="5")
        assert await eve.hears("The group has asked you to leave this meeting.", "gone")
        await eve.until(lambda: eve.over)
        last_body = eve.body
        await doing(table, "Cas", "write", kind="sentence", text="I say this among us.")
        assert eve.body == last_body


@story
async def test_a_line_does_not_outlive_its_login(table: RealTable) -> None:
    async with listening(table, "Ada", clock=FAST) as ada, listening(table, "Ben") as ben:
        await in_thread(revoke, hash_of(table.people["Ada"].key))
        await ada.until(lambda: ada.over)
        assert not ben.over


@story
async def test_an_erased_meeting_is_gone_from_page_and_memory(table: RealTable) -> None:
    await doing(table, "Cas", "write", kind="sentence", text="I want this forgotten.")
    async with listening(table, "Ada") as ada:
        await ada.hears("I want this forgotten.")
        await in_thread(lambda: meetings.erase_meeting(Meeting.objects.get(pk=table.room.id)))
        await ada.hears("There is no such meeting", "gone")
    assert not any("forgotten" in html for html in remembered())


def remembered() -> list[str]:
    return [str(html) for room in rendering._kept.values() for html in room.values()]


@story
async def test_strangers_and_other_sites_hear_nothing(table: RealTable) -> None:
    oz = table.people["Oz"]
    address, nowhere = f"/live/{table.room.public_id}/stream", f"/live/{'A' * 22}/stream"
    answers = [
        await ask(scope_of(oz, address)),
        await ask(scope_of(oz, nowhere)),
        await ask(scope_of(None, address)),
        await ask(scope_of(oz, "/live/%00\x00/stream")),
        await ask(scope_of(table.people["Ada"], f"/live/{'x' * 5000}/stream")),
    ]
    assert {(page.status, page.body) for page in answers} == {(404, answers[0].body)}
    crossing = await ask(scope_of(table.people["Ada"], address, sec_fetch_site="cross-site"))
    assert crossing.status == 403


@pytest.mark.parametrize(
    "query", ["&".join(["a=1"] * 500), "look=%FF%00-x", "look=99999999-problem", "language=%C3%28", "=&=&;;"]
)
def test_an_odd_address_still_opens_the_line(table: RealTable, query: str) -> None:
    async def tell() -> None:
        async with listening(table, "Ada", query) as ada:
            assert (ada.status, len(ada.heard("regions"))) == (200, 1)

    asyncio.run(tell())


@story
async def test_the_line_carries_the_headers_every_answer_carries(table: RealTable) -> None:
    async with listening(table, "Ada") as ada:
        assert "default-src 'none'" in ada.headers["content-security-policy"]
        assert ada.headers["cache-control"] == "no-store"
        assert ada.headers["x-accel-buffering"] == "no"
        assert ada.headers["content-type"].startswith("text/event-stream")


async def ask(scope: dict[str, Any]) -> OpenPage:
    page = OpenPage()
    async with asyncio.timeout(PATIENCE):
        await live.application(scope, page.receive, page.send)
    return page


def test_a_guest_without_a_seat_cannot_open_a_line() -> None:
    rooms.close_rooms()
    table, other = real_table(), guest()
    page = asyncio.run(ask(scope_of(other, f"/live/{table.room.public_id}/stream")))
    assert page.status == 404
