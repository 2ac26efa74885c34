"""The rules of each language, read once from their files, and what they find in a text."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from covision.engine.plain import from_plain, value
from covision.languages import LANGUAGES

from .patterns import Pattern, any_matches, pattern
from .words import Sentence, sentences

HOME = Path(__file__).parent


@value
class RuleText:
    """A rule as its file has it."""

    what: tuple[str, ...]  # the uses of a text it looks at
    name: str
    reason: str  # what the person reads
    when: tuple[str, ...]  # a sentence is noticed that has one of them
    on: bool = False
    unless: tuple[str, ...] = ()  # and none of these
    never: tuple[str, ...] = ()  # with none of these anywhere in the text


@value
class RuleFile:
    common: tuple[str, ...]  # words by which a text shows its language
    lists: Mapping[str, tuple[str, ...]]  # words that patterns name as one
    rules: Mapping[str, RuleText]


@value
class HintRule:
    """A rule ready for use."""

    id: str
    what: tuple[str, ...]
    on: bool
    name: str
    reason: str
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    never: tuple[Pattern, ...]

    def notices(self, text: tuple[Sentence, ...]) -> bool:
        if any(any_matches(self.never, sentence) for sentence in text):
            return False
        return any(
            any_matches(self.when, sentence) and not any_matches(self.unless, sentence) for sentence in text
        )


def find(text: str, what: str, language: str) -> tuple[str, ...]:
    """Ids of the rules that are on and notice something in a text of this use, in the order of their file. It
    is read in the language it shows itself to be in, else in the one given."""
    read = sentences(text)
    rules = rules_of(_language(read, language))
    return tuple(rule.id for rule in rules if rule.on and what in rule.what and rule.notices(read))


def reason(rule: str, language: str) -> str:
    return _named(rule, language).reason


def name(rule: str, language: str) -> str:
    return _named(rule, language).name


def _named(id: str, language: str) -> HintRule:
    return next(rule for rule in rules_of(language if language in LANGUAGES else "en") if rule.id == id)


@cache
def use_of(kind: str) -> str:
    uses: dict[str, str] = tomllib.loads((HOME / "uses.toml").read_text(encoding="utf-8"))
    return uses.get(kind, "")


@cache
def rules_of(language: str) -> tuple[HintRule, ...]:
    """Those that are off too; none where the language has no file."""
    file = _file(language)
    return tuple(_rule(id, text, file.lists) for id, text in file.rules.items())


def _language(text: tuple[Sentence, ...], given: str) -> str:
    """The language most of whose common words occur; where none leads, the one given."""
    words = [word for sentence in text for word in sentence]
    counts = {code: sum(word in _file(code).common for word in words) for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: (counts[code], code == given))
    return best if counts[best] > counts.get(given, 0) else given


def _rule(id: str, written: RuleText, lists: Mapping[str, tuple[str, ...]]) -> HintRule:
    when, unless, never = (
        tuple(pattern(line, lists) for line in group)
        for group in (written.when, written.unless, written.never)
    )
    return HintRule(id, written.what, written.on, written.name, written.reason, when, unless, never)


@cache
def _file(language: str) -> RuleFile:
    file = HOME / f"rules.{language}.toml"
    if language not in LANGUAGES:
        return RuleFile((), {}, {})
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return RuleFile(
        tuple(table["common"].casefold().split()),
        {name: tuple(words.split()) for name, words in table["lists"].items()},
        {id: from_plain(RuleText, rule, f"{file.name}.{id}") for id, rule in table["rules"].items()},
    )
