"""Covision leads a meeting in the server: from the journal, through ordinary commands, and on after a restart."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from covision import hub, rendering
from covision.actions.commands.facilitator import lead, lead_rooms
from covision.actions.room import rooms, scenes
from covision.models.journal import Happening
from covision.rendering import Reader
from tests.scenes.room_cast import PROBLEM, RealTable, real_table

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

EVERYBODY = ("Fay", "Cas", "Ada", "Ben", "Eve")


@pytest.fixture
def table() -> RealTable:
    rooms.close_rooms()
    table = real_table()
    table.do("Cas", "choose-help", help="hold")
    table.do("Ada", "choose-help", help="hold")
    return table


class Clock:
    """Time as Covision is told it: it only goes on."""

    def __init__(self) -> None:
        self.now: datetime = timezone.now()

    def next_second(self) -> datetime:
        self.now = max(self.now + timedelta(seconds=1), timezone.now())
        return self.now


CLOCK = Clock()


def wait(table: RealTable, seconds: int) -> None:
    """Time passes for Covision; everybody's page is open."""
    for _ in range(seconds):
        now = CLOCK.next_second()
        for who in EVERYBODY:
            hub.seen(table.room.id, table.people[who].seat, now)
        lead_rooms(now)
        until_kept(table)


def until_kept(table: RealTable) -> None:
    """What Covision began is on the disk."""
    for answer in tuple(table.room.commands.values()):
        answer.result(timeout=300)


def ready(table: RealTable, *who: str) -> None:
    for name in who:
        table.do(name, "say-ready")
    wait(table, 12)


def to_work(table: RealTable) -> None:
    for who in EVERYBODY:
        table.do(who, "confirm-agreement")
    ready(table, "Fay", "Cas", "Ada")
    table.do("Cas", "write", text="The long list.", **PROBLEM)
    ready(table, "Fay", "Cas", "Ada")
    ready(table, "Fay", "Cas", "Ada")
    ready(table, "Fay", "Cas", "Ada")
    table.do("Cas", "accept-case")
    ready(table, "Fay", "Cas", "Ada")
    ready(table, "Fay", "Cas", "Ada")


def test_covision_leads_to_work_and_asks_the_first_question_of_the_step(table: RealTable) -> None:
    to_work(table)
    wait(table, 10)

    assert table.place() == (1, "problem")
    assert [card.prompt for card in table.room.meeting.cards if card.seat == 0] == ["problem.q1"]


def test_the_question_is_read_by_each_in_her_language_and_is_signed_by_covision(table: RealTable) -> None:
    to_work(table)
    wait(table, 10)
    scene = scenes.scene(
        table.room, table.people["Cas"].seat, "", scenes.presence(table.room, timezone.now())
    )

    english = rendering.regions(scene, Reader(table.room, "en"))
    german = rendering.regions(scene, Reader(table.room, "de"))

    assert "What is it about, in a few words?" in english["board"] and "Covision" in english["board"]
    assert "Worum geht es" in german["board"]
    assert "Covision leads through the steps" in english["steering"]
    assert "Covision führt durch die Schritte" in german["steering"]


def test_it_sums_up_a_step_only_by_showing_what_was_written_there(table: RealTable) -> None:
    to_work(table)
    sentence = "I want to end such calls well."
    table.do("Cas", "write", kind="sentence", text=sentence)
    ready(table, "Fay", "Cas", "Ada")
    assert table.place() == (1, "vision")

    for who in EVERYBODY:
        seen = scenes.presence(table.room, timezone.now())
        scene = scenes.scene(table.room, table.people[who].seat, "", seen)
        carried = rendering.regions(scene, Reader(table.room, "de"))["carried"]
        assert sentence in carried
    assert all(
        card.prompt for card in table.room.meeting.cards if card.seat == 0
    )  # it has no words of its own


def test_after_a_restart_it_goes_on_where_it_was(table: RealTable) -> None:
    to_work(table)
    wait(table, 10)
    asked = Happening.objects.filter(name="card-written", seat=None).count()
    table.reload()

    wait(table, 61)

    assert asked == 1
    assert Happening.objects.filter(name="card-written", seat=None).count() == 2


def test_somebody_takes_over_and_covision_stops_at_once(table: RealTable) -> None:
    to_work(table)
    table.do("Ben", "take-steering")
    before = table.room.meeting.version

    wait(table, 90)

    assert table.room.meeting.version == before
    assert table.room.meeting.holder == table.people["Ben"].seat


def test_two_servers_that_hold_the_same_meeting_make_each_move_once(table: RealTable) -> None:
    to_work(table)
    table.do("Ben", "ask-more-time")
    length, elsewhere = table.room.meeting.clock.length, table.room
    reloaded = table.reload()
    for _ in range(5):
        now = CLOCK.next_second()
        for room in (elsewhere, reloaded):
            lead(room, now)
        until_kept(table)

    assert table.reload().meeting.clock.length == length + 120


def test_an_empty_room_is_left_alone(table: RealTable) -> None:
    before = table.room.meeting.version
    long_after = timezone.now() + timedelta(minutes=5)
    hub.away(table.room.id, range(1, 6), timezone.now())
    lead_rooms(long_after)
    lead_rooms(long_after + timedelta(seconds=60))

    assert table.room.meeting.version == before
