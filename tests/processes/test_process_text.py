"""A process and its words as one text: it comes back as it was, and what is wrong in it is said with its line."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision import processes
from covision.engine.plain import MalformedData
from covision.management.processes import main
from covision.processes import process_text as texts
from covision.processes import toml
from covision.processes.registry import MOST_KNOWN, ProcessText

WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp"), whitelist_characters="\n\t"),
    max_size=60,
)
DAMAGE = (
    "[",
    "]",
    '"',
    "{",
    "= 1",
    "most = 0",
    "true",
    "\x00",
    "…",
    'id = "x"',
    "[[steps]]",
    "9" * 30,
    "words",
)


@pytest.mark.parametrize("id", processes.live_ids())
def test_every_process_of_the_library_comes_back_as_it_was_and_is_in_order(id: str) -> None:
    written = texts.text_of(id)
    text = texts.write(written)
    assert texts.read(text) == written
    assert texts.wrong_in_text(text) == ()
    assert len(text.encode()) < processes.LARGEST


@settings(max_examples=60, deadline=None)
@given(title=WORDS, opening=st.lists(WORDS, max_size=20))
def test_whatever_words_people_choose_come_back_as_they_were(title: str, opening: list[str]) -> None:
    original = texts.text_of("concept-1")
    table = {**original.words["en"], "title": title, "opening": opening}
    written = ProcessText(original.process, {"en": table, "de": {}})
    assert texts.read(texts.write(written)) == written


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_damaged_text_is_read_or_refused_and_never_brings_anything_down(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    rows = texts.write(texts.text_of("five-steps")).splitlines()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(rows))
        cut = chance.randrange(len(rows[at]) + 1)
        rows[at] = rows[at][:cut] + chance.choice(DAMAGE) + rows[at][cut:]
    text = "\n".join(rows)
    for line, sentence in texts.wrong_in_text(text):
        assert 0 <= line <= len(rows)
        assert sentence


def line_of(text: str, row: str, after: str = "") -> int:
    rows = text.splitlines()
    start = rows.index(after) if after else 0
    return rows.index(row, start) + 1


def test_words_that_are_missing_too_long_or_too_much_are_said_with_their_line() -> None:
    original = texts.text_of("five-steps")
    first = original.process.steps[0].id
    steps = original.words["en"]["steps"]
    changed = {**steps[first], "title": "x" * 81, "question": " "}
    words = {**original.words["en"], "steps": {**steps, first: changed, "gone": {"title": "Nowhere"}}}
    text = texts.write(ProcessText(original.process, {"en": words}))
    head = f"[words.en.steps.{first}]"
    assert set(texts.wrong_in_text(text)) == {
        (
            line_of(text, f'title = "{"x" * 81}"', head),
            f"words.en.steps.{first}.title: At most 80 characters are possible here.",
        ),
        (line_of(text, 'question = " "', head), f"words.en.steps.{first}.question: Words are missing here."),
        (
            line_of(text, 'title = "Nowhere"'),
            "words.en.steps.gone.title: These words belong to nothing in the process.",
        ),
    }


def test_a_language_that_is_there_has_all_its_words_and_one_has_to_be_there() -> None:
    original = texts.text_of("five-steps")
    assert texts.faults_of(ProcessText(original.process, {"de": original.words["de"]})) == ()
    assert [fault.place for fault in texts.faults_of(ProcessText(original.process, {}))] == ["words"]
    half = texts.faults_of(ProcessText(original.process, {**original.words, "en": {}}))
    assert "words.en.title" in [fault.place for fault in half]


def test_one_text_and_a_list_are_not_taken_for_each_other() -> None:
    original = texts.text_of("concept-1")
    words = {**original.words["en"], "title": ["A", "B"], "opening": "How"}
    faults = [
        (fault.place, fault.sentence)
        for fault in texts.faults_of(ProcessText(original.process, {"en": words}))
    ]
    assert faults == [
        ("words.en.title", "One text belongs here."),
        ("words.en.opening", "A list belongs here."),
    ]


def test_the_command_line_checks_a_file_with_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    text = texts.write(texts.text_of("five-steps"))
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert "five-steps version 1 is in order." in capsys.readouterr().out
    file.write_text(text.replace('title = "Five steps"', 'title = ""'), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert "words.en.title: Words are missing here." in capsys.readouterr().err


def test_numbers_nobody_could_count_are_faults() -> None:
    original = texts.text_of("five-steps")
    for number in (-1, 10**30):
        wrong = ProcessText(replace(original.process, version=number), original.words)
        assert [fault.place for fault in texts.faults_of(wrong)] == ["version"]


@pytest.mark.parametrize("id", ["X", "a b", "<i>", "ä", "a" * 41, "../x"])
def test_an_id_that_is_none_is_refused_at_once(id: str) -> None:
    original = texts.text_of("five-steps")
    with pytest.raises(MalformedData, match="is no id"):
        texts.read(texts.write(ProcessText(replace(original.process, id=id), original.words)))


def test_a_list_too_long_for_a_line_is_laid_out_over_several() -> None:
    table = {"steps": [{"may": [{"role": "a", "kinds": ["k" * 40] * 60}]}]}
    text = toml.write(table)
    assert max(map(len, text.splitlines())) < processes.LONGEST_LINE
    assert processes.table_of(text) == table


def test_what_is_known_is_found_by_its_id_and_stands_in_no_list() -> None:
    original = texts.text_of("five-steps")
    changed = ProcessText(
        replace(original.process, id="own-x-1"), {"de": {"title": "Unsere fünf", "opening": ["Wie"]}}
    )
    processes.register("own-x-1", changed)
    try:
        assert processes.process("own-x-1") == changed.process
        assert processes.word("own-x-1", "en", "title") == "Unsere fünf"
        assert processes.opens("own-x-1", "thought", "Wie geht es?")
        assert "own-x-1" not in (*processes.live_ids(), *processes.all_ids())
        assert all(id != "own-x-1" for id, _, _ in processes.offered())
    finally:
        processes.unregister("own-x-1")
    with pytest.raises(KeyError):
        processes.process("own-x-1")


def test_what_has_been_learnt_is_bounded() -> None:
    original = texts.text_of("five-steps")
    ids = [f"own-many-{number}" for number in range(MOST_KNOWN + 5)]
    for id in ids:
        processes.register(id, original)
    are_registered = [processes.registered(id) is not None for id in ids]
    for id in ids:
        processes.unregister(id)
    assert sum(are_registered) == MOST_KNOWN
    assert not any(are_registered[:5])
