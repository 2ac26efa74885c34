"""Hints notice what a method asks to avoid, give a reason, stay quiet where they are unsure, and take no longer than they may."""

import time

import pytest

from covision import hints, processes
from covision.hints.patterns import matches, pattern
from covision.hints.rules import rules_of
from covision.hints.words import sentences
from covision.languages import LANGUAGES

IDS = {"advice", "closed", "solution", "judgement", "own", "measure", "date"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_rule_with_a_name_and_a_reason(language: str) -> None:
    rules = {rule.id: rule for rule in rules_of(language)}

    assert set(rules) == IDS
    assert all(rule.name and len(rule.reason) > 40 for rule in rules.values())


def test_advice_dressed_as_a_question_is_noticed_and_an_open_question_is_not() -> None:
    assert hints.find("Why don't you ask your team?", "question", "en") == ("advice",)
    assert hints.find("What have you thought of yourself?", "question", "en") == ()


def test_a_text_is_read_in_the_language_it_is_written_in_whatever_the_page_speaks() -> None:
    assert hints.find("Warum fragst du nicht die anderen im Team?", "question", "en") == ("advice",)
    assert hints.find("I want to be more relaxed with the others.", "goal", "de") == ("measure",)


def test_the_reason_comes_in_the_language_of_the_person_who_reads_it() -> None:
    assert "open question" in hints.reason("advice", "en")
    assert "offene Frage" in hints.reason("advice", "de")


def test_a_rule_looks_only_at_the_uses_it_knows() -> None:
    assert hints.find("You should call him.", "statement", "en") == ("solution",)
    assert hints.find("You should call him.", "solution", "en") == ()


def test_a_language_without_rules_stays_quiet() -> None:
    assert hints.find("Miks sa teiste käest ei küsi?", "question", "et") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guiding_questions_of_the_methods_are_no_advice_and_no_judgement(language: str) -> None:
    questions = [
        question
        for id in processes.live_ids()
        for step in processes.words(id, language)["steps"].values()
        for question in step.get("questions", {}).values()
    ]
    noticed = [
        (rule, question) for question in questions for rule in hints.find(question, "question", language)
    ]

    assert len(questions) > 60
    assert not [question for rule, question in noticed if rule != "closed"]
    assert len(noticed) <= 2  # two ask on purpose for a yes or no of the whole group


@pytest.mark.parametrize(
    ("written", "text", "fits"),
    [
        ("^ why not", "Why not now?", True),
        ("^ why not", "But why not now?", False),
        ("why .. you", "why on earth you", True),
        ("why .. you", "why on this earth you", False),
        ("ask him|her $", "Ask her.", True),
        ("ask him|her $", "Ask her now.", False),
        ("too !much|many", "too many", False),
        ("geh* ~doch heim", "Gehen heim", True),
        ("*gespräch", "Ein Erstgespräch", True),
        ("in # _", "in 36 hours", True),
    ],
)
def test_a_pattern_means_what_it_says(written: str, text: str, fits: bool) -> None:
    assert any(matches(pattern(written, {}), sentence) for sentence in sentences(text)) is fits


def test_a_pattern_with_an_unknown_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list"):
        pattern("you @verbs", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_very_long_text_made_to_be_slow_is_read_in_time_that_grows_with_its_length(language: str) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        for use in ("question", "statement", "goal"):
            hints.find(text, use, language)
        return time.process_time() - began

    for unit in ("a ", "you ", "du ", "wie wäre es , wenn ", "?", "a?", "'", "’-", "1:"):
        seconds(unit)
        assert seconds(unit * 4000) < 1
