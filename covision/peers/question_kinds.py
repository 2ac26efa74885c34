"""How a simulated peer hears a sentence: of which kind a question is, by word rules that stand beside as data."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from covision.engine.plain import value
from covision.languages import LANGUAGES

RULES = Path(__file__).parent / "words"
QUOTES = "„“”\"'«»( "


@value
class QuestionRule:
    kind: str
    starts: tuple[str, ...] = ()  # ways to begin
    has: tuple[str, ...] = ()  # words or their beginnings, anywhere in the sentence

    def fits(self, sentence: str) -> bool:
        return sentence.startswith(self.starts) or any(
            re.search(rf"\b{re.escape(part)}", sentence) is not None for part in self.has
        )


def hear(text: str, language: str) -> str:
    return next(iter(all_kinds(text, language)), "said")


@lru_cache(maxsize=4096)
def all_kinds(text: str, language: str) -> tuple[str, ...]:
    sentence = " ".join(text.casefold().split()).lstrip(QUOTES)
    return tuple(rule.kind for rule in rules(language) if rule.fits(sentence))


@cache
def rules(language: str) -> tuple[QuestionRule, ...]:
    file = RULES / f"question_kinds.{language if language in LANGUAGES else 'en'}.toml"
    read = tomllib.loads(file.read_text(encoding="utf-8"))["rules"]
    return tuple(
        QuestionRule(rule["kind"], _folded(rule.get("starts", ())), _folded(rule.get("has", ())))
        for rule in read
    )


def _folded(parts: Iterable[str]) -> tuple[str, ...]:
    """Without capitals, and “ß” as “ss”, as the sentences are compared."""
    return tuple(part.casefold() for part in parts)
