"""The labelled sentences, and how well the rules agree with them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from covision.engine.plain import value
from covision.hints.rules import HintRule, rules_of
from covision.hints.words import sentences
from covision.languages import LANGUAGES

LABELLED = Path(__file__).parent / "labelled"
Part = Literal["open", "held-out"]
PARTS: tuple[Part, ...] = ("open", "held-out")
USES = ("question", "statement", "sentence", "goal", "commitment")
FILES = {"open": "{}.toml", "held-out": "{}.held-out.toml"}


@value
class Labelled:
    """A sentence, its use, and the rules that should notice it."""

    what: str
    text: str
    labels: tuple[str, ...]


@value
class Measured:
    """Of `looked_at` sentences, `right` were rightly noticed, `wrong` wrongly, and `missed` were not."""

    looked_at: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else 0.0


@cache
def labelled(language: str, part: Part) -> tuple[Labelled, ...]:
    """All sentences of one part; the rules were written without looking at those held out."""
    file = LABELLED / FILES[part].format(language)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Labelled(what, text, tuple(labels.split())) for what, rows in data.items() for labels, text in rows
    )


def measure(rule: HintRule, language: str, part: Part) -> Measured:
    """Ask a rule about every sentence of the uses it looks at, whether it is on or off."""
    examples = [example for example in labelled(language, part) if example.what in rule.what]
    answers = [(rule.notices(sentences(example.text)), rule.id in example.labels) for example in examples]
    return Measured(
        len(examples), answers.count((True, True)), answers.count((True, False)), answers.count((False, True))
    )


def table() -> list[str]:
    """One line per rule, language and part of the labelled sentences."""
    return [
        _line(rule, language, part) for language in LANGUAGES for rule in rules_of(language) for part in PARTS
    ]


def _line(rule: HintRule, language: str, part: Part) -> str:
    measured = measure(rule, language, part)
    state = "on" if rule.on else "off"
    return (
        f"{rule.id:<10} {language} {part:<8} on {measured.looked_at:>3}, precision {measured.precision:.2f}, "
        f"recall {measured.recall:.2f}, {state}"
    )
