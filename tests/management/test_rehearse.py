"""Rehearsals with somebody who acts by chance play to their end, and the same seed is the same meeting."""

import pytest

from covision import processes
from covision.management.rehearse import main, rehearse
from covision.management.table import HouseTable
from covision.peers.casebook import lendable
from covision.peers.debrief import Eyes, debrief

EACH = 6


@pytest.mark.slow
@pytest.mark.parametrize("process", ["concept-1", "concept-2"])
def test_whatever_somebody_does_a_rehearsal_comes_to_its_end(
    process: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--process", process, "--meetings", str(EACH), "--again", "2"])

    assert status == 0
    assert f"{process}: {EACH} of {EACH} played to the end" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("process", processes.live_ids())
def test_every_process_is_rehearsed_to_its_end_and_everybody_can_look_back(process: str) -> None:
    found = processes.process(process)
    table = HouseTable(lendable(found, "en")[0].id, "en", 3, style="fitting", process=process)

    assert table.play().ended
    for seat in table.room.names:
        told = debrief(Eyes(table.room.shown, seat, "de", table.room.text))
        assert told.passages
        assert told.next


@pytest.mark.slow
def test_several_at_once_play_what_one_after_the_other_would(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for workers in ("1", "2"):
        main(["--process", "stillness-and-mirror", "--meetings", "2", "--again", "0", "--workers", workers])
        told.append(capsys.readouterr().out.splitlines()[0])

    assert told[0] == told[1]


def test_the_same_seed_is_the_same_meeting_and_another_one_is_not() -> None:
    first, again, other = (rehearse("concept-1", 3, seed) for seed in (1, 1, 2))

    assert first.lines == again.lines
    assert first.lines != other.lines


def test_a_rehearsal_goes_on_without_whoever_left() -> None:
    played = HouseTable("calling-hour", "de", 12, role="facilitator", style="leaving").play()

    assert played.ended
    assert f"{len(HouseTable('calling-hour', 'de', 1, role='facilitator').peers) + 1} leave" in played.lines
