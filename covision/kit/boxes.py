"""Where people write on a worksheet: which boxes a step needs, and how much room each takes."""

from covision.engine.process import Kind, Process, Step

from .document import Box, Tick
from .words import ProcessWords

FIELD_LINES, CARD_LINES, PRIVATE_LINES = 4, 3, 2
LONG = 800  # characters from which a field gets more room
CARDS, DATED, REPLIES = 4, 2, 1


def boxes(step: Step, process: Process, words: ProcessWords) -> tuple[Box, ...]:
    """What a group says aloud, what is read at the end only and what is told or handed over by hand has no
    box here; private notes stand last."""
    kinds = _kinds(step, process)
    written = [kind for kind in kinds if not (kind.spoken or kind.back) and kind.seen in {"all", "author"}]
    return tuple(_box(kind, step, words) for kind in sorted(written, key=lambda kind: kind.seen == "author"))


def last_notes(process: Process, words: ProcessWords) -> tuple[Box, ...]:
    late = [kind for kind in process.kinds if kind.seen == "final"]
    return tuple(_made(kind, words, _who(kind, process.steps, words), FIELD_LINES) for kind in late)


def _kinds(step: Step, process: Process) -> tuple[Kind, ...]:
    writable = [kind for may in step.may for kind in may.kinds]
    wanted = [kind for kind in step.outputs if kind in writable]
    kinds = (process.kind(kind) for kind in dict.fromkeys((*wanted, *writable)))
    return tuple(kind for kind in kinds if kind is not None)


def _box(kind: Kind, step: Step, words: ProcessWords) -> Box:
    who = _who(kind, (step,), words)
    if kind.seen == "author":
        return _made(kind, words, who, PRIVATE_LINES)
    if kind.shape == "card":
        copies = REPLIES if kind.tags else DATED if kind.dated else CARDS
        return _made(kind, words, who, CARD_LINES, copies)
    return _made(kind, words, who, FIELD_LINES + 2 * (kind.limit >= LONG))


def _made(kind: Kind, words: ProcessWords, who: str, lines: int, copies: int = 1) -> Box:
    return Box(
        label=words.text("kinds", kind.id, "label"),
        hint=words.text("kinds", kind.id, "hint"),
        who=who,
        lines=lines,
        copies=copies,
        dated=kind.dated,
        private=kind.seen == "author",
        ticks=tuple(
            Tick(
                words.text("kinds", kind.id, "tags", tag.id, "label"),
                tuple(words.text("kinds", kind.id, "tags", tag.id, option) for option in tag.options),
            )
            for tag in kind.tags
        ),
    )


def _who(kind: Kind, steps: tuple[Step, ...], words: ProcessWords) -> str:
    roles = dict.fromkeys(may.role for step in steps for may in step.may if kind.id in may.kinds)
    return ", ".join(name for role in roles if (name := words.text("roles", role, "name")))
