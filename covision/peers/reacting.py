"""What a peer answers to a question that stands in no script: a line of the case, or a common one, that fits it."""

from functools import cache

from .material import anybody, brings, common_words, is_about_the_case
from .mistakes import spoken_line
from .peer import Peer
from .question_kinds import all_kinds, hear
from .sight import SeenCard, Sight

SHORT = frozenset(["rude", "off-topic", "advice", "why", "closed"])


def answer(me: Peer, sight: Sight, card: SeenCard) -> str:
    """The answer to a question in a process of any kind, or nothing where this peer has none."""
    line = spoken_line(me, sight)
    if line or hear(card.text, me.screen.language) == "remind":
        return line
    if not brings(me, sight):
        return _from_elsewhere(me, sight)
    written = _as_written(me, sight, card) if is_about_the_case(me, sight) else ""
    if written:
        return written
    kinds = all_kinds(card.text, me.screen.language)
    for kind in kinds if kinds and kinds[0] not in SHORT else kinds[:1]:
        lines = me.case.hears(kind) if is_about_the_case(me, sight) else ()
        line = _new(me, sight, (*lines, *common(me.screen.language).get(kind, ())))
        if line:
            return line
    return _new(me, sight, common(me.screen.language)["open"])


def reaction(me: Peer, sight: Sight, role: str, card: SeenCard, guided: bool) -> str:
    """The answer to a question, or nothing where the script has one: a guiding question is answered as
    written, unless a mistake of the case comes first."""
    line = spoken_line(me, sight)
    if line or guided:
        return line
    kinds = all_kinds(card.text, me.screen.language)
    first = hear(card.text, me.screen.language)
    if first in SHORT:
        return _new(me, sight, _lines(me, role, first))
    for kind in kinds:
        line = _new(me, sight, _own(me, role, kind))
        if line:
            return line
    return _new(me, sight, _own(me, role, "open")) if first in {"open", "said"} else ""


def _as_written(me: Peer, sight: Sight, card: SeenCard) -> str:
    """What the case has for this very question: one of its own, or a guiding one of its process."""
    text = " ".join(card.text.split())
    if text in me.case.asked:
        return _new(me, sight, (me.case.asked[text],))
    for (process, step), asked in me.words.questions.items():
        if process == me.case.process and (text,) in asked:
            return _new(
                me, sight, tuple(line.text for line in me.case.answers(step)[asked.index((text,)) :][:1])
            )
    return ""


def _from_elsewhere(me: Peer, sight: Sight) -> str:
    lines = (line.text for line in anybody(me.screen.language)["sharing"])
    return _new(me, sight, tuple(text for text in lines if not me.has_written(text)))


def _lines(me: Peer, role: str, kind: str) -> tuple[str, ...]:
    return (*_own(me, role, kind), *common(me.screen.language).get(kind, ()))


def _own(me: Peer, role: str, kind: str) -> tuple[str, ...]:
    return me.case.heard.get((role, kind), ())


def _new(me: Peer, sight: Sight, lines: tuple[str, ...]) -> str:
    texts = {text for card in sight.cards for text in card.replies}
    return next((line for line in lines if line not in texts and not me.has_written(line)), "")


@cache
def common(language: str) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(lines) for kind, lines in common_words(language)["heard"].items()}
