"""How good the rules are is measured on sentences that are part of Covision; what is not good enough stays off."""

from pathlib import Path

import pytest

from covision import hints
from covision.hints.rules import HintRule, rules_of
from covision.languages import LANGUAGES
from load.__main__ import run
from load.labelled_sentences import PARTS, USES, labelled, measure, table

DOCUMENT = Path(__file__).parents[2] / "docs" / "hints.md"
GOOD_ENOUGH = 0.9
RULES = [(language, rule) for language in LANGUAGES for rule in rules_of(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_three_hundred_different_labelled_sentences_and_a_quarter_is_held_out(
    language: str,
) -> None:
    seen, held_out = labelled(language, "open"), labelled(language, "held-out")
    texts = [sentence.text for sentence in (*seen, *held_out)]

    assert len(texts) == len(set(texts)) >= 300
    assert len(held_out) >= len(texts) / 4
    assert {sentence.what for sentence in (*seen, *held_out)} == set(USES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_a_rule_that_looks_at_that_use(language: str) -> None:
    uses = {rule.id: rule.what for rule in rules_of(language)}

    for part in PARTS:
        for sentence in labelled(language, part):
            assert all(sentence.what in uses[label] for label in sentence.labels), sentence


@pytest.mark.parametrize(("language", "rule"), RULES, ids=lambda it: it if isinstance(it, str) else it.id)
def test_a_rule_that_is_not_precise_enough_stays_off(language: str, rule: HintRule) -> None:
    precise = all(measure(rule, language, part).precision >= GOOD_ENOUGH for part in PARTS)

    assert rule.on is precise


def test_a_rule_that_is_off_says_nothing_in_the_room() -> None:
    off = [(language, rule.id) for language, rule in RULES if not rule.on]

    for language, id in off:
        noticed = [sentence for sentence in labelled(language, "open") if id in sentence.labels]
        assert noticed
        assert not any(id in hints.find(sentence.text, sentence.what, language) for sentence in noticed)


def test_the_command_prints_the_table_of_the_documentation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hints"]) == 0

    printed = capsys.readouterr().out
    assert printed.splitlines() == table()
    assert f"```\n{printed}```\n" in DOCUMENT.read_text(encoding="utf-8")


def test_somebody_can_ask_what_a_sentence_would_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hints", "say", "en", "goal", "Less stress."]) == 0
    assert capsys.readouterr().out.startswith("measure: How would you be able to tell")
