"""Simulated peers hear of which kind a sentence is."""

import pytest

from covision.languages import LANGUAGES
from covision.peers.question_kinds import hear, rules

HEARD = [
    ("en", "How did it feel when he left?", "feelings"),
    ("en", "What would you like instead?", "wish"),
    ("en", "Why don’t you simply tell your boss?", "advice"),
    ("en", "Have you tried a list?", "advice"),
    ("en", "Who could be a support for you?", "resources"),
    ("en", "Did you sleep well?", "closed"),
    ("en", "Tell us more about it.", "open"),
    ("en", "No ideas yet, please: let us stay with the strengths.", "remind"),
    ("en", "I think this lies between us.", "outside"),
    ("en", "We have not heard from everybody yet.", "invite"),
    ("en", "Stop whining and get a grip.", "rude"),
    ("de", "Wie fühlen Sie sich dabei?", "feelings"),
    ("de", "Was hätten Sie gern stattdessen?", "wish"),
    ("de", "Haben Sie es schon mal mit einer Liste versucht?", "advice"),
    ("de", "Woran merken Sie das?", "open"),
    ("de", "Haben Sie gut geschlafen?", "closed"),
    ("de", "Bitte noch keine Ideen, bleiben wir bei den Stärken.", "remind"),
    ("de", "Das liegt zwischen uns.", "outside"),
    ("de", "Darf ich bitte ausreden?", "halt"),
    ("de", "Jetzt reißen Sie sich zusammen.", "rude"),
]


@pytest.mark.parametrize(("language", "sentence", "kind"), HEARD)
def test_a_sentence_is_heard_as_what_it_is(language: str, sentence: str, kind: str) -> None:
    assert hear(sentence, language) == kind


def test_both_languages_know_the_same_kinds() -> None:
    kinds = [[rule.kind for rule in rules(language)] for language in LANGUAGES]

    assert kinds[0] == kinds[1]
