"""What happened is kept in order, once, and for good."""

import asyncio
from concurrent.futures import wait
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from covision import journal
from covision.engine.events import CardWritten, Event, PersonAsked, TextRef, TimeSpread
from covision.journal import NotKept, Overtaken, Record
from covision.models.contributions import Body
from covision.models.meetings import Meeting
from covision.models.rows import Insert
from covision.vault import MEETINGS, seal
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def record(meeting: int, version: int, event: Event | None = None, command: str = "") -> Record:
    return Record(meeting, version, event or PersonAsked(version % 100), NOW, 1, command or f"c{version}")


def append(*records: Record, beside: tuple[Insert, ...] = ()) -> None:
    journal.append(records, beside).result(timeout=300)


def test_what_was_appended_is_loaded_as_it_was(meeting):
    text = TextRef("ref-1", 2, "de")
    written = CardWritten("card-1", "answer", text, tags=("a", "b"))
    wide = Record(meeting, 2, written, NOW + timedelta(microseconds=7), None, "c2")
    spread = record(meeting, 3, TimeSpread(((1, "clarify", 300), (1, "advise", 600))))
    append(record(meeting, 1), wide)
    append(spread)
    assert journal.load(meeting) == (record(meeting, 1), wide, spread)
    assert journal.load(meeting, after=2) == (spread,)


def test_a_command_is_known_by_the_version_it_brought(meeting):
    append(record(meeting, 1, command="open"), record(meeting, 2, command="open"), record(meeting, 3))
    assert journal.version_brought_by(meeting, "open") == 2
    assert journal.version_brought_by(meeting, "never") == 0
    assert journal.version_brought_by(meeting + 1, "open") == 0


def test_an_event_and_its_text_are_kept_together(meeting):
    key = MEETINGS.keys.open(meeting)
    assert key is not None
    append(record(meeting, 1), beside=(seal(key, meeting, "ref-1", "answer", 1, "Ask her first."),))
    assert MEETINGS.open(meeting, [("ref-1", "answer", 1)], key) == {"ref-1": "Ask her first."}
    twice = journal.append([record(meeting, 2)], [seal(key, meeting, "ref-1", "answer", 1, "Again.")])
    assert isinstance(twice.exception(timeout=300), NotKept)
    assert [entry.version for entry in journal.load(meeting)] == [1]
    assert Body.objects.count() == 1


def test_ada_overtakes_ben(meeting):
    append(record(meeting, 1))
    ada = journal.append([record(meeting, 2, command="ada")])
    ben = journal.append([record(meeting, 2, command="ben")])
    assert ada.exception(timeout=300) is None
    assert isinstance(ben.exception(timeout=300), Overtaken)
    assert (journal.version_brought_by(meeting, "ada"), journal.version_brought_by(meeting, "ben")) == (2, 0)


def test_what_was_decided_on_top_of_an_overtaken_command_is_overtaken_too(meeting):
    append(record(meeting, 1))
    futures = [
        journal.append([record(meeting, 2, command="ada")], after="c1"),
        journal.append([record(meeting, 2, command="ben")], after="c1"),
        journal.append([record(meeting, 3, command="ben-again")], after="ben"),
        journal.append([record(meeting, 3, command="ada-again")], after="ada"),
    ]
    wait(futures, timeout=300)
    assert [type(future.exception()) for future in futures] == [type(None), Overtaken, Overtaken, type(None)]
    assert [entry.command_id for entry in journal.load(meeting)] == ["c1", "ada", "ada-again"]


def test_no_version_may_be_left_out(meeting):
    with pytest.raises(Overtaken):
        append(record(meeting, 2))
    append(record(meeting, 1))
    with pytest.raises(Overtaken):
        append(record(meeting, 3))
    with pytest.raises(ValueError, match="leaves out no version"):
        journal.append([record(meeting, 2), record(meeting, 4)])
    assert [entry.version for entry in journal.load(meeting)] == [1]


def test_only_the_guilty_fails_and_who_built_on_it(meeting):
    other = Meeting.objects.create(created=NOW).pk
    nowhere = 999_999_999
    futures = [
        journal.append([record(nowhere, 1)]),
        *(journal.append([record(meeting, version)]) for version in (1, 2, 2, 3)),
        journal.append([record(nowhere, 2)]),
        *(journal.append([record(other, version)]) for version in (1, 2)),
    ]
    wait(futures, timeout=300)
    kinds = [type(future.exception()) for future in futures]
    fine = type(None)
    assert kinds == [NotKept, fine, fine, Overtaken, fine, Overtaken, fine, fine]
    assert [len(journal.load(place)) for place in (meeting, other, nowhere)] == [3, 2, 0]


def test_eight_hands_lose_nothing_and_keep_their_order():
    meetings = [Meeting.objects.create(created=NOW).pk for _ in range(8)]
    answered: dict[int, list[int]] = {meeting: [] for meeting in meetings}

    def hand(meeting: int) -> None:
        futures = []
        for version in range(1, 201):
            future = journal.append([record(meeting, version)])
            future.add_done_callback(lambda done, version=version: answered[meeting].append(version))
            futures.append(future)
        wait(futures, timeout=300)
        assert all(future.exception() is None for future in futures)

    threads = [Thread(target=hand, args=(meeting,)) for meeting in meetings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    all_versions = list(range(1, 201))
    assert {
        meeting: [entry.version for entry in journal.load(meeting)] for meeting in meetings
    } == dict.fromkeys(meetings, all_versions)
    assert answered == dict.fromkeys(meetings, all_versions)


def test_somebody_who_stops_waiting_leaves_no_gap(meeting):
    async def give_up() -> None:
        first = asyncio.wrap_future(journal.append([record(meeting, 1)]))
        first.cancel()
        await asyncio.wrap_future(journal.append([record(meeting, 2)]))

    asyncio.run(give_up())
    assert [entry.version for entry in journal.load(meeting)] == [1, 2]


def test_what_waits_is_written_before_the_writer_stops(meeting):
    futures = [journal.append([record(meeting, version)]) for version in range(1, 1001)]
    journal.close()
    assert all(future.done() for future in futures)
    append(record(meeting, 1001))
    assert len(journal.load(meeting)) == 1001


def test_another_process_is_noticed(meeting):
    append(record(meeting, 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO covision_happening (meeting_id, version, name, at, command_id, data)"
            " VALUES (%s, 2, 'marks-revealed', 0, 'theirs', '{}')",
            [meeting],
        )
    with pytest.raises(Overtaken):
        append(record(meeting, 2))
    append(record(meeting, 3))
    assert [entry.command_id for entry in journal.load(meeting)] == ["c1", "theirs", "c3"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a file has no connection to lose")
def test_a_lost_connection_is_replaced(meeting):
    append(record(meeting, 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
    append(record(meeting, 2))
    assert len(journal.load(meeting)) == 2
