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
    noticed: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # rules by text and use
    away: dict[int, frozenset[str]] = field(default_factory=dict)  # marks of dismissed hints, by seat
    own_off: frozenset[int] = frozenset()  # seats that want none on their own words
    is_loaded: bool = False  # what was dismissed
    key: bytes = b""  # of the meeting
    last_board: dict[int, tuple[object, datetime]] = field(default_factory=dict)  # by seat, and since when
    on_words: dict[int, tuple[Scene, tuple[HintView, ...]]] = field(default_factory=dict)  # by seat

    def forget(self, ref: str) -> None:
        for key in [key for key in self.noticed if key[0] == ref]:
            del self.noticed[key]

    def clear(self) -> None:
        self.noticed.clear()
        self.last_board.clear()
        self.on_words.clear()

    def mark(self, hint: str) -> str:
        """Without the meeting's key, a mark tells neither rule nor text."""
        return blake2b(hint.encode(), key=self.key[:64], digest_size=8).hexdigest()

    def rules(self, card: CardView, say: ReadText) -> tuple[str, ...]:
        use = hints.use_of(card.kind)
        if not use or not card.text:
            return ()
        key = (card.text, use)
        if key not in self.noticed:
            self.noticed[key] = hints.find(say(card.text), use, card.language)
        return self.noticed[key]


def hints_for(scene: Scene, memory: HintMemory, say: ReadText, now: datetime) -> Hints | None:
    if scene.help is None or scene.help.help == "off" or scene.top.closed or scene.top.looking:
        return None
    candidates = [*_on_the_step(scene, memory, now), *_on_all_words(scene, memory, say)]
    away = memory.away.get(scene.me, frozenset())
    left = tuple(hint for hint in candidates if not away or memory.mark(hint.id) not in away)[:MOST_SHOWN]
    return Hints(scene.head.process, left) if left and scene.head else None


def _is_whispered_to(scene: Scene) -> bool:
    whispers = scene.help is not None and scene.help.help == "whisper"
    return whispers and scene.steering is not None and scene.steering.holds


def _on_all_words(scene: Scene, memory: HintMemory, say: ReadText) -> tuple[HintView, ...]:
    last_scene, hints = memory.on_words.get(scene.me, (None, ()))
    if last_scene is not None and _looks_the_same(last_scene, scene):
        return hints  # a room in which nothing new is written costs nothing
    cards = list(reversed(_cards(scene)))
    wants_own = scene.help is not None and scene.help.own_hints
    others = [card for card in cards if not card.is_own] if _is_whispered_to(scene) else []
    wanted = [*others, *(card for card in cards if card.is_own and wants_own)]
    hints = tuple(hint for card in wanted for hint in _on_words(scene, card, memory, say))
    memory.on_words[scene.me] = (scene, hints)
    return hints


def _looks_the_same(before: Scene, now: Scene) -> bool:
    table = before.board is now.board and before.head is now.head
    return table and before.help == now.help and _is_whispered_to(before) == _is_whispered_to(now)


def _on_words(scene: Scene, card: CardView, memory: HintMemory, say: ReadText) -> Iterator[HintView]:
    early = scene.head is not None and scene.head.field in EARLY_FIELDS
    rules = [rule for rule in memory.rules(card, say) if rule != "solution" or early]
    for rule in rules[:1]:
        yield HintView(f"{rule}.{card.text}", rule, card.text, card.language, card.seat)


def _on_the_step(scene: Scene, memory: HintMemory, now: datetime) -> Iterator[HintView]:
    """Where something is hidden, nothing is said of who has written or how quiet it is."""
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
        yield from _on_the_group(scene, memory, now, at)


def _on_the_group(scene: Scene, memory: HintMemory, now: datetime, at: str) -> Iterator[HintView]:
    bar, clock, left = scene.steering, scene.clock, _seconds_left(scene, now)
    if bar and bar.turn and clock and left is not None and left * 2 <= clock.length:
        yield HintView(f"unheard.{at}", "unheard", seats=bar.turn)
    if clock and clock.running and _quiet(scene, memory, now) >= QUIET:
        yield HintView(f"silence.{at}", "silence")


def _quiet(scene: Scene, memory: HintMemory, now: datetime) -> int:
    last_seen, since = memory.last_board.get(scene.me, (None, now))
    seen = (scene.head, scene.board)
    if last_seen != seen:
        since = now
        memory.last_board[scene.me] = (seen, now)
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
