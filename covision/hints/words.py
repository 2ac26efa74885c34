"""A text as sentences of words: small letters, marks that matter kept as words of their own."""

import re

LONGEST = 4000
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?…;:,\n]")
ENDS = frozenset(".!?…;\n")

Sentence = tuple[str, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """This will split a text, at most its first 4,000 characters; a question keeps its mark at the end."""
    found: list[Sentence] = []
    now: list[str] = []
    for word in WORD.findall(text[:LONGEST].replace("’", "'").casefold()):
        if word not in ENDS:
            now.append(word)
            continue
        if word == "?":
            now.append(word)
        if now:
            found.append(tuple(now))
        now = []
    return (*found, tuple(now)) if now else tuple(found)
