"""Rehearsals with somebody who acts by chance play to their end, and the same seed is the same meeting."""

import pytest

from covision.management.rehearse import main, rehearse
from covision.management.table import HouseTable

EACH = 24


@pytest.mark.slow
@pytest.mark.parametrize("process", ["concept-1", "concept-2"])
def test_whatever_somebody_does_a_rehearsal_comes_to_its_end(
    process: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--process", process, "--meetings", str(EACH), "--again", "2"])

    assert status == 0
    assert f"{process}: {EACH} of {EACH} played to the end" in capsys.readouterr().out


def test_the_same_seed_is_the_same_meeting_and_another_one_is_not() -> None:
    first, again, other = (rehearse("concept-1", 3, seed) for seed in (1, 1, 2))

    assert first.lines == again.lines
    assert first.lines != other.lines


def test_a_rehearsal_goes_on_without_whoever_left() -> None:
    played = HouseTable("calling-hour", "de", 12, role="facilitator", style="leaving").play()

    assert played.ended
    assert f"{len(HouseTable('calling-hour', 'de', 1, role='facilitator').peers) + 1} leave" in played.lines
