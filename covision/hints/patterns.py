"""Patterns over the words of a sentence. Time grows with the words times the pattern and no faster: a match is a walk
of positions, never a search that turns back.

A pattern is written as words with spaces between them: `word`; `one|other`; `stem*` begins so; `*end` ends so;
`!one|other` one word that is none of these; `_` any one word; `#` a number; `@list` any word of a named list;
`~word` may be there or not; `..` up to two words; `...` up to six; `^` at the beginning, `$` at the end.
"""

from collections.abc import Callable, Iterable, Mapping

from covision.engine.plain import value

from .words import Sentence

GAPS = {"..": 2, "...": 6}
MARKS = frozenset(",:?")

Lists = Mapping[str, tuple[str, ...]]
Test = Callable[[str], bool]


@value
class Item:
    fits: Test | None = None  # whether a word may stand there; None: a gap
    least: int = 1
    most: int = 1  # words of a gap


@value
class Pattern:
    items: tuple[Item, ...]
    first: bool = False
    last: bool = False


def pattern(written: str, lists: Lists) -> Pattern:
    """:raises ValueError: a list is named that does not exist, or nothing is left to look for."""
    parts = written.casefold().split()
    first, last = parts[:1] == ["^"], parts[-1:] == ["$"]
    items = tuple(_item(part, lists) for part in parts[first : len(parts) - last])
    if not items:
        raise ValueError(f"“{written}” looks for nothing")
    return Pattern(items, first, last)


def matches(sought: Pattern, sentence: Sentence) -> bool:
    starts = {0} if sought.first else set(range(len(sentence) + 1))
    ends = _walk(sought.items, sentence, starts)
    if not sought.last:
        return bool(ends)
    return bool(ends & {len(sentence), len(sentence) - (sentence[-1:] == ("?",))})


def any_matches(sought: Iterable[Pattern], sentence: Sentence) -> bool:
    return any(matches(pattern, sentence) for pattern in sought)


def _walk(items: tuple[Item, ...], sentence: Sentence, places: set[int]) -> set[int]:
    for item in items:
        places = _after(item, sentence, places)
        if not places:
            break
    return places


def _after(item: Item, sentence: Sentence, places: set[int]) -> set[int]:
    if item.fits is None:
        return {
            place + more for place in places for more in range(item.most + 1) if place + more <= len(sentence)
        }
    ends = {place + 1 for place in places if place < len(sentence) and item.fits(sentence[place])}
    return ends if item.least else ends | places


def _item(part: str, lists: Lists) -> Item:
    if part in GAPS:
        return Item(None, 0, GAPS[part])
    if part.startswith("~"):
        return Item(_test(part[1:], lists), 0)
    return Item(_test(part, lists))


def _test(part: str, lists: Lists) -> Test:
    if part == "_":
        return lambda word: word not in MARKS
    if part == "#":
        return lambda word: word[0].isdigit()
    unlike, choices = part.startswith("!"), part.removeprefix("!").split("|")
    words = frozenset(word for choice in choices for word in _named(choice, lists))
    exact = frozenset(word for word in words if "*" not in word)
    begins = tuple(word[:-1] for word in words if word.endswith("*"))
    ends = tuple(word[1:] for word in words if word.startswith("*"))

    def fits(word: str) -> bool:
        return (word in exact or word.startswith(begins) or word.endswith(ends)) != unlike

    return fits


def _named(choice: str, lists: Lists) -> tuple[str, ...]:
    if not choice.startswith("@"):
        return (choice,)
    if choice[1:] not in lists:
        raise ValueError(f"there is no list “{choice}”")
    return tuple(word.casefold() for word in lists[choice[1:]])
