"""People in a meeting notice one another, and nothing of it is kept."""

from datetime import timedelta

from covision import hub
from tests.conftest import NOW

LATER = NOW + hub.AWAY_AFTER
FAY, ADA, BEN = 1, 2, 3


def test_who_listens_hears_and_who_stopped_does_not():
    heard: list[str] = []
    stop = hub.listen(12, lambda: heard.append("Ada"))
    hub.listen(12, lambda: heard.append("Ben"))
    hub.listen(13, lambda: heard.append("somebody elsewhere"))
    hub.wake(12)
    stop()
    stop()
    hub.wake(12)
    assert heard == ["Ada", "Ben", "Ben"]


def test_one_listener_whose_loop_has_ended_does_not_keep_the_alarm_from_others():
    heard: list[str] = []

    def ended() -> None:
        raise RuntimeError("Event loop is closed")

    hub.listen(14, ended)
    hub.listen(14, lambda: heard.append("Ben"))
    hub.wake(14)
    assert heard == ["Ben"]


def test_nobody_is_away_while_one_of_her_lines_is_open():
    hub.came(12, ADA, NOW)
    hub.came(12, ADA, NOW)
    hub.went(12, ADA, NOW)
    assert hub.away(12, [ADA], LATER + timedelta(hours=1)) == frozenset()
    hub.went(12, ADA, LATER)
    assert hub.away(12, [ADA], LATER + timedelta(seconds=19)) == frozenset()
    assert hub.away(12, [ADA], LATER + timedelta(seconds=20)) == {ADA}


def test_who_only_loads_pages_is_here_too():
    hub.seen(12, BEN, NOW)
    assert hub.away(12, [BEN], LATER - timedelta(seconds=1)) == frozenset()
    assert hub.away(12, [BEN], LATER) == {BEN}


def test_after_a_restart_everybody_gets_the_time_to_come_back():
    assert hub.away(12, [FAY, ADA], NOW) == frozenset()
    hub.came(12, ADA, NOW)
    assert hub.away(12, [FAY, ADA], LATER) == {FAY}


def test_those_who_are_ready_are_counted_once():
    for seat in (ADA, BEN, ADA):
        hub.ready(12, seat)
    assert hub.who_is_ready(12) == {ADA, BEN}
    assert (hub.take_ready(12), hub.take_ready(12)) == (2, 0)


def test_the_others_are_alarmed_when_somebody_comes_back():
    heard: list[str] = []
    hub.listen(15, lambda: heard.append("changed"))
    hub.came(15, ADA, NOW)
    hub.seen(15, ADA, NOW + timedelta(seconds=1))
    assert heard == ["changed"]
