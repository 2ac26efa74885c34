"""A login that is ended somewhere else has no open line any more, at once and in every process."""

import asyncio
from time import monotonic

import pytest
from django.db import transaction
from django.utils import timezone

from covision import hub
from covision.actions.accounts import logins, people
from covision.actions.accounts.account_merge import keep_places
from covision.actions.room import rooms
from covision.live import lines
from covision.models.login_store import hash_of
from tests.live.caller import get
from tests.live.listener import listening
from tests.scenes.room_cast import Guest, real_table

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def table():
    rooms.close_rooms()
    return real_table()


def test_ending_a_login_closes_its_lines_within_a_second_and_no_others(table):
    cas = table.people["Cas"]
    phone = people.log_in_simulated(cas.person)

    async def story() -> float:
        loop = asyncio.get_running_loop()
        stop = hub.listen(hub.LOGINS, lambda: loop.call_soon_threadsafe(lines.logins_ended))
        async with listening(table, "Cas") as page, listening(table, "Fay") as others:
            began = monotonic()
            await asyncio.to_thread(logins.end_other_logins, phone, by=cas.person)
            await page.until(lambda: page.over)
            took = monotonic() - began
            assert not others.over
        stop()
        return took

    assert asyncio.run(story()) < 1
    assert get(cas, f"/live/{table.room.public_id}/stream").status == 404


def test_a_guest_who_signs_in_finds_the_open_room_with_the_account(table):
    account = people.welcome_guest(language="en", now=timezone.now())
    with transaction.atomic():
        keep_places(table.people["Cas"].person, account)
    table.people["Cas"] = Guest(account, people.log_in_simulated(account), 2)

    async def story() -> int:
        async with listening(table, "Cas") as page:
            await page.hears("Cas")
            return page.status

    assert asyncio.run(story()) == 200


def test_only_ones_own_logins_are_ended(table):
    ada, ben = table.people["Ada"], table.people["Ben"]
    with pytest.raises(logins.Refused):
        logins.end_login(hash_of(ada.key), by=ben.person)
    assert [login.handle for login in logins.logins_of(ada.person, ada.key, timezone.now())] == [
        hash_of(ada.key)
    ]
