"""Rehearsals with somebody who acts by chance play to their end, and the same seed is the same meeting."""

import pytest

from covision import processes
from covision.peers.casebook import lendable
from covision.peers.debrief import Eyes, debrief
from load.house_table import HouseTable, PlayedRehearsal
from load.rehearse import main, rehearse

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
    material = lendable(processes.process(process), "en")[0]
    table = HouseTable(material.id, "en", 3, style="fitting", process=process)

    assert table.play().ended
    for seat in table.room.names:
        looking_back = debrief(Eyes(table.room.meeting, seat, "de", table.room.text))
        assert looking_back.passages
        assert looking_back.next


@pytest.mark.slow
def test_several_at_once_play_what_one_after_the_other_would(capsys: pytest.CaptureFixture[str]) -> None:
    first_lines = []
    for workers in ("1", "2"):
        main(["--process", "stillness-and-mirror", "--meetings", "2", "--again", "0", "--workers", workers])
        first_lines.append(capsys.readouterr().out.splitlines()[0])

    assert first_lines[0] == first_lines[1]


def test_the_same_seed_is_the_same_meeting_and_another_one_is_not() -> None:
    first, again, other = (rehearse("concept-1", 3, seed) for seed in (1, 1, 2))

    assert first.lines == again.lines
    assert first.lines != other.lines


def test_peers_go_through_a_further_round_where_one_is_planned() -> None:
    table = HouseTable("calling-hour", "en", 3, style="fitting", rounds=2)

    assert table.play().ended
    assert [round.began for round in table.room.meeting.rounds] == [True, True]


def test_a_rehearsal_goes_on_without_whoever_left() -> None:
    played = HouseTable("calling-hour", "de", 12, role="facilitator", style="leaving").play()

    assert played.ended
    assert f"{len(HouseTable('calling-hour', 'de', 1, role='facilitator').peers) + 1} leave" in played.lines


@pytest.mark.slow
@pytest.mark.parametrize(
    ("process", "number"),
    [
        ("five-steps", 67),  # whoever would come first had a part, and another one was needed
        ("only-questions", 262),  # back in a step with a firm rule
        ("six-phases", 425),  # back where the client chooses a method
        ("three-in-turn", 169),  # a way of working that the group is too small for
        ("three-in-turn", 228),  # whoever leads the next round says nothing
    ],
)
def test_what_came_to_a_dead_end_once_does_so_no_more(process: str, number: int) -> None:
    assert rehearse(process, number, 7).ended


def test_a_rehearsal_that_breaks_is_told_with_its_number_and_the_others_are_played(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_once(process: str, number: int, seed: int) -> PlayedRehearsal:
        if number == 1:
            raise KeyError("a step that is nowhere")
        return rehearse(process, number, seed)

    monkeypatch.setattr(f"{main.__module__}.rehearse", break_once)

    status = main(["--process", "three-in-turn", "--meetings", "3", "--again", "0"])

    output = capsys.readouterr().out
    assert status == 1
    assert "number 1 broke:" in output and "a step that is nowhere" in output
    assert "three-in-turn: 2 of 3 played to the end" in output
