"""Process files from anywhere: what is wrong is said with its line, and nothing a file holds brings anything down."""

import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision import processes
from covision.engine.checking import faults
from covision.engine.rules import Groups
from covision.management.processes import main
from dev import features

LIBRARY = [id for id in processes.live_ids() if not id.startswith("concept-")]
SOURCE = (processes.HOME / "six-phases" / "process.toml").read_text(encoding="utf-8")
DAMAGE = ("[", "]", '"', "{", "= 1", "most = 0", "true", "\x00", "…", 'id = "x"', "[[steps]]", "9" * 30)


def wrong(tmp_path: Path, text: str) -> tuple[tuple[int, str], ...]:
    file = tmp_path / "process.toml"
    file.write_text(text, encoding="utf-8")
    return processes.wrong_in(file)


@pytest.mark.parametrize("id", processes.live_ids())
def test_every_process_of_the_library_is_in_order(id: str) -> None:
    assert faults(processes.process(id), processes.frame()) == ()


def test_the_list_names_every_process_with_roles_people_minutes_and_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    listing = capsys.readouterr().out
    assert all(f"{id} (version 1): " in listing for id in processes.all_ids())
    assert (
        "8 to 20 people · 56 to 104 minutes · en de · roles: client (1), facilitator (1), member (6)"
        in listing
    )


@pytest.mark.parametrize(
    ("old", "new", "line_of", "sentence"),
    [
        ('to = "headstand"', 'to = "handstand"', "ways = [", "There is no step “handstand” in the main phase."),
        ('role = "client", kinds = ["key"]', 'role = "client", kinds = ["kex"]', "may = [", "There is no kind “kex”."),
        ("minutes = 10", "minutes = -1", "minutes = -1", "This is between 0 and 240."),
        ("minutes = 10", 'minutes = "ten"', "minutes = ", "expected a whole number"),
        ("only_ways = true", "no_ways = true", "no_ways = ", "unknown key “no_ways”"),
        ("least = 5", "least = 2", "least = 2", "The parts need 5 people"),
        ('cast = "rota"', 'cast = "king"', "cast = ", "“king” is none of fewest, rota, chance, second"),
        ('gathers = "idea"', 'gathers = "ideas"', "gathers = ", "There is no kind “ideas”."),
        ('gathers = "idea"', "prepared = true", "prepared = ", "Nobody who brings the case may write this"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line_of: str, sentence: str
) -> None:
    text = SOURCE.replace(old, new, 1)
    line, message = wrong(tmp_path, text)[0]
    assert sentence in message
    assert line_of in text.splitlines()[line - 1]


def test_a_report_is_a_card_that_the_groups_may_write() -> None:
    crowd = processes.process("wise-crowd")
    for kind in ("story", "note", "insight", "nothing"):
        around = replace(crowd.step("satellites"), groups=Groups(4, ("satellite",), (kind,)))
        steps = tuple(around if step.id == "satellites" else step for step in crowd.steps)
        (fault,) = faults(replace(crowd, steps=steps))
        assert (fault.place, "the groups may write here" in fault.sentence) == (
            "steps.satellites.groups",
            True,
        )


def test_a_step_nobody_gets_out_of_is_refused(tmp_path: Path) -> None:
    text = SOURCE.replace('{ id = "another", to = "method", by = "client", most = 2 }', '{ id = "another", to = "method" }', 1)  # fmt: skip
    assert "A way back needs a bound" in wrong(tmp_path, text)[0][1]


@pytest.mark.parametrize(
    "text", ["#" * 1_000_000, "a = " + "[" * 1000 + "]" * 1000, "a" + ".a" * 20_000 + " = 1"]
)
def test_a_huge_or_deep_file_is_refused_at_once(tmp_path: Path, text: str) -> None:
    began = time.monotonic()
    assert wrong(tmp_path, text)
    assert time.monotonic() - began < 2


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_whatever_is_damaged_is_answered_with_a_sentence(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    id = chance.choice(LIBRARY)
    text = (processes.HOME / id / "process.toml").read_text(encoding="utf-8")
    for _ in range(chance.randint(1, 4)):
        at, cut = chance.randrange(len(text)), chance.choice([0, 0, 1, 5, 40])
        text = text[:at] + chance.choice(DAMAGE) + text[at + cut :]
    for line, sentence in wrong(tmp_path, text):
        assert 0 <= line <= len(text.splitlines()) + 1
        assert sentence and "Traceback" not in sentence and len(sentence) < 400


def test_every_group_of_features_has_a_process_or_a_sentence_why() -> None:
    assert features.without_reason() == []
    assert features.is_up_to_date()


@pytest.mark.slow
def test_a_process_from_a_folder_of_ones_own_is_played_without_touching_anything_else(tmp_path: Path) -> None:
    """Engine, templates and peers know no process by name."""
    folder = tmp_path / "own" / "my-way"
    folder.mkdir(parents=True)
    for file in (processes.HOME / "five-steps").iterdir():
        renamed = file.read_text(encoding="utf-8").replace('id = "five-steps"', 'id = "my-way"')
        renamed = renamed.replace('"explore"', '"wander"').replace("steps.explore", "steps.wander")
        (folder / file.name).write_text(renamed, encoding="utf-8")
    played = subprocess.run(
        [sys.executable, "-m", "load", "play", "--process", "my-way", "--people", "4", "--minutes", "3"],
        env={**_plain(), "COVISION_PROCESSES": str(folder.parent), "COVISION_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "(my-way, 4 people, en) ended" in played.stdout
    assert played.returncode == 0, played.stdout + played.stderr


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
