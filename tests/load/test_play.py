"""Simulated peers hold whole meetings on a real server, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from covision import processes
from load.play import main, percentile, sizes, summarise
from load.played_meeting import Outcome
from tests.browser.house import House


def test_the_summary_counts_over_all_meetings() -> None:
    first = Outcome(0, ended=True, commands=3, eyes=[0.001, 0.002])
    second = Outcome(1, ended=True, commands=4, refused=["too late"], lost=["a card"], eyes=[0.004])

    summary = summarise([first, second])

    assert {name: summary[name] for name in ("meetings", "commands", "refused", "lost", "p50_ms")} == {
        "meetings": 2,
        "commands": 7,
        "refused": 1,
        "lost": 1,
        "p50_ms": 2.0,
    }


def test_without_values_there_is_no_percentile() -> None:
    assert percentile([], 99) == 0.0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that is there already."""
    house = House(tmp_path_factory.mktemp("play") / "house")
    house.open()
    yield house.address
    house.close()


@pytest.mark.slow
@pytest.mark.parametrize("process", ["concept-1", "concept-2"])
def test_a_meeting_is_played_to_its_end(process: str, tmp_path: Path) -> None:
    file = tmp_path / "play.json"

    status = main(["--process", process, "--language", "mixed", "--json", str(file)])

    summary = json.loads(file.read_text(encoding="utf-8"))
    assert (status, summary["meetings"], summary["lost"], summary["differs"]) == (0, 1, 0, 0)
    assert summary["commands"] > 80


@pytest.mark.slow
@pytest.mark.parametrize("id", [id for id in processes.live_ids() if not processes.process(id).proposed])
def test_every_process_of_the_library_is_played_to_its_end(id: str, running: str, tmp_path: Path) -> None:
    """With the smallest group; `./run play --process all` takes the largest one as well, in every language."""
    file, people = tmp_path / "play.json", processes.process(id).least

    wanted = ["--people", str(people), "--language", "mixed", "--url", running]
    status = main(["--process", id, *wanted, "--json", str(file)])

    summary = json.loads(file.read_text(encoding="utf-8"))
    assert (status, summary["meetings"], summary["lost"], summary["differs"]) == (0, 1, 0, 0)


@pytest.mark.slow
def test_covision_leads_four_people_through_whole_meetings_without_anybody_facilitating(
    tmp_path: Path,
) -> None:
    """Both concepts in both languages, and each once more with somebody who takes the bar in the middle and gives it back;
    all at the same time, while time is moved by hand."""
    file = tmp_path / "led.json"

    status = main(["--led", "--json", str(file)])

    summary = json.loads(file.read_text(encoding="utf-8"))
    assert (status, summary["meetings"], summary["lost"], summary["differs"]) == (0, 6, 0, 0)
    led = [meeting["led"] for meeting in summary["detail"]]
    assert [leading["steps"] for leading in led] == [12] * 6
    assert [len(leading["called"]) for leading in led] == [4] * 6
    assert all(leading["questions"] >= 6 for leading in led)
    assert any(leading["by_time"] for leading in led)
    taken, given_back = ([leading[what] for leading in led] for what in ("taken", "given_back"))
    assert taken == given_back and [bool(seats) for seats in taken] == [False] * 4 + [True] * 2


def test_all_is_played_with_the_smallest_and_the_largest_group() -> None:
    assert sizes(processes.process("star")) == (8, 20)
    assert sizes(processes.process("three-in-turn")) == (3,)
    assert sizes(processes.process("concept-1")) == (5, 9)


@pytest.mark.slow
def test_a_meeting_outlives_a_power_cut(tmp_path: Path) -> None:
    file = tmp_path / "play.json"

    status = main(["--kill", "--rounds", "2", "--json", str(file)])

    summary = json.loads(file.read_text(encoding="utf-8"))
    assert (status, summary["lost"], summary["differs"]) == (0, 0, 0)
