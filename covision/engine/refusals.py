"""How the engine says no: one sentence the person can act on."""

from typing import Literal

Why = Literal["invalid", "forbidden", "late", "gone", "large", "fast", "stored"]


class Refused(Exception):
    """A command that has no effect, and the sentence that says why.

    `sentence` is English and the key to its translation; `words` fill its places; `why` is its class, from which
    the views take a status: invalid (the input), forbidden (the role or membership), late (the state has moved on),
    gone (what it speaks of is not there), large and fast (limits), stored (it could not be kept). The word “field”
    names the form's field it is about.
    """

    def __init__(self, sentence: str, why: Why = "late", **words: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.why: Why = why
        self.words = words
