"""The time of a meeting is shared out before it begins, from what the processes say."""

from covision import processes
from covision.engine.agenda import TimeSlot, agenda


def test_the_frame_takes_its_minutes_and_the_round_what_is_left() -> None:
    shared = agenda(processes.frame(), 90, 1)
    assert shared.parts == (
        TimeSlot("opening", 0, 8),
        TimeSlot("choosing", 1, 7),
        TimeSlot("round", 1, 65),
        TimeSlot("closing", 0, 10),
    )


def test_two_rounds_have_the_same_time() -> None:
    shared = agenda(processes.frame(), 180, 2)
    assert [part.minutes for part in shared.parts if part.what == "round"] == [74, 74]
    assert sum(part.minutes for part in shared.parts) == 180


def test_a_round_never_has_less_than_no_time() -> None:
    assert agenda(processes.frame(), 30, 3).each == 0
