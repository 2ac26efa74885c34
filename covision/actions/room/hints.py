"""Quiet hints for one viewer, made from nothing but what her scene shows her. What is noticed in a text is in memory only: it
goes with the text, with the room, and with the server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from covision import hints
from covision.engine.scene import Scene
from covision.engine.scene.cards import CardView
from covision.engine.scene.steering import Hints, HintView

MOST_SHOWN = 3
QUIET = 90  # seconds in which nothing new came into sight
NEARLY = 60  # seconds before the end of a step
EARLY_FIELDS = ("problem", "change")  # where a solution comes too early

NO_KINDS = {"reveal", "people", "each", "turns", "reports", "marks", "soon"}  # what else a step may lack

ReadText = Callable[[str], str]


@dataclass
class HintMemory:
    """`noticed` are rules by text and use, so that each text is looked at once; `away` (marks of hints that were put away)
    and `own_off` are by seat, as `hint_dismissals` has read them; `still` is what somebody's board showed last, and since when; `on_words` what was found on it, so that a room in which
    nothing new is written costs nothing."""

    noticed: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    away: dict[int, frozenset[str]] = field(default_factory=dict)
    own_off: frozenset[int] = frozenset()
    learnt: bool = False
    key: bytes = b""
    still: dict[int, tuple[object, datetime]] = field(default_factory=dict)
    on_words: dict[int, tuple[Scene, tuple[HintView, ...]]] = field(default_factory=dict)

    def forget(self, ref: str) -> None:
        for key in [key for key in self.noticed if key[0] == ref]:
            del self.noticed[key]

    def clear(self) -> None:
        self.noticed.clear()
        self.still.clear()
        self.on_words.clear()

    def mark(self, hint: str) -> str:
        """What is kept of a hint that was put away: without the meeting's key it tells neither rule nor
        text."""
        return blake2b(hint.encode(), key=self.key[:64], digest_size=8).hexdigest()

    def rules(self, card: CardView, say: ReadText) -> tuple[str, ...]:
        use = hints.use_of(card.kind)
        if not use or not card.text:
            return ()
        key = (card.text, use)
        if key not in self.noticed:
            self.noticed[key] = hints.find(say(card.text), use, card.language)
        return self.noticed[key]


def hints_for(scene: Scene, ear: HintMemory, say: ReadText, now: datetime) -> Hints | None:
    """Find what only this viewer is told now: on the step if she holds the bar and wants it whispered, and
    on her own words if she has not switched that off."""
    if scene.help is None or scene.help.help == "off" or scene.top.closed or scene.top.looking:
        return None
    candidates = [*_on_the_step(scene, ear, now), *_on_all_words(scene, ear, say)]
    away = ear.away.get(scene.me, frozenset())
    left = tuple(hint for hint in candidates if not away or ear.mark(hint.id) not in away)[:MOST_SHOWN]
    return Hints(scene.head.process, left) if left and scene.head else None


def _is_whispered_to(scene: Scene) -> bool:
    whispers = scene.help is not None and scene.help.help == "whisper"
    return whispers and scene.steering is not None and scene.steering.holds


def _on_all_words(scene: Scene, ear: HintMemory, say: ReadText) -> tuple[HintView, ...]:
    """On what others wrote for whoever holds the bar, on her own words for everybody, the newest first.
    Worked out anew only when something lies on the table that did not before."""
    last_scene, hints = ear.on_words.get(scene.me, (None, ()))
    if last_scene is not None and _looks_the_same(last_scene, scene):
        return hints
    cards = list(reversed(_cards(scene)))
    wants_own = scene.help is not None and scene.help.own_hints
    others = [card for card in cards if not card.is_own] if _is_whispered_to(scene) else []
    wanted = [*others, *(card for card in cards if card.is_own and wants_own)]
    hints = tuple(hint for card in wanted for hint in _on_words(scene, card, ear, say))
    ear.on_words[scene.me] = (scene, hints)
    return hints


def _looks_the_same(before: Scene, now: Scene) -> bool:
    table = before.board is now.board and before.head is now.head
    return table and before.help == now.help and _is_whispered_to(before) == _is_whispered_to(now)


def _on_words(scene: Scene, card: CardView, ear: HintMemory, say: ReadText) -> Iterator[HintView]:
    early = scene.head is not None and scene.head.field in EARLY_FIELDS
    rules = [rule for rule in ear.rules(card, say) if rule != "solution" or early]
    for rule in rules[:1]:
        yield HintView(f"{rule}.{card.text}", rule, card.text, card.language, card.seat)


def _on_the_step(scene: Scene, ear: HintMemory, now: datetime) -> Iterator[HintView]:
    """What the holder could see for herself if she had an eye for everything. Where something is hidden,
    nothing is said of who has written or how quiet it is."""
    bar, clock, head = scene.steering, scene.clock, scene.head
    if bar is None or head is None or not _is_whispered_to(scene):
        return
    at = f"{head.round}-{head.step}"
    left = _seconds_left(scene, now)
    if clock is not None and clock.more_asked:
        yield HintView(f"more-time.{at}", "more-time")
    if left is not None and left <= NEARLY:
        lacking = tuple(what for what in bar.missing if what not in NO_KINDS)
        if bar.reveal:
            yield HintView(f"reveal.{at}", "reveal")
        elif lacking:
            yield HintView(f"missing.{at}", "missing", kinds=lacking)
        elif left <= 0:
            yield HintView(f"time.{at}", "time")
    if scene.top.macro == "main" and not scene.top.spoken and not _something_hidden(scene):
        yield from _on_the_group(scene, ear, now, at)


def _on_the_group(scene: Scene, ear: HintMemory, now: datetime, at: str) -> Iterator[HintView]:
    bar, clock, left = scene.steering, scene.clock, _seconds_left(scene, now)
    if bar and bar.turn and clock and left is not None and left * 2 <= clock.length:
        yield HintView(f"unheard.{at}", "unheard", seats=bar.turn)
    if clock and clock.running and _quiet(scene, ear, now) >= QUIET:
        yield HintView(f"silence.{at}", "silence")


def _quiet(scene: Scene, ear: HintMemory, now: datetime) -> int:
    last_seen, since = ear.still.get(scene.me, (None, now))
    seen = (scene.head, scene.board)
    if last_seen != seen:
        since = now
        ear.still[scene.me] = (seen, now)
    return int((now - since).total_seconds())


def _seconds_left(scene: Scene, now: datetime) -> int | None:
    clock = scene.clock
    if clock is None:
        return None
    return int((clock.ends - now).total_seconds()) if clock.ends else clock.left


def _something_hidden(scene: Scene) -> bool:
    return scene.board is not None and any(part.hidden for part in scene.board.lists)


def _cards(scene: Scene) -> list[CardView]:
    lists = scene.board.lists if scene.board else ()
    cards = [card for part in lists for card in part.cards]
    return [shown_card for card in cards for shown_card in (card, *card.answers, *card.cards)]
