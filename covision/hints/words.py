"""A text as sentences of words: small letters, marks that matter kept as words of their own."""

import re

LONGEST = 4000
MOST = 200  # sentences; nobody writes more in the longest text there is
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?…;:,\n]")
ENDS = frozenset(".!?…;\n")

Sentence = tuple[str, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """A question keeps its mark at the end."""
    complete: list[Sentence] = []
    now: list[str] = []
    for word in WORD.findall(text[:LONGEST].replace("’", "'").casefold()):
        if word not in ENDS:
            now.append(word)
            continue
        if now:
            complete.append((*now, word) if word == "?" else tuple(now))
        now = []
    return tuple((*complete, tuple(now)) if now else complete)[:MOST]
