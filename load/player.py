"""A peer at a page of the server, and when what peers wrote had arrived on the pages of the others."""

import time
from dataclasses import dataclass, field
from typing import Any

from covision.clock import REAL_TIME, Clock
from covision.peers.peer import Action, Peer
from covision.peers.screen import Reply
from covision.peers.sight import Sight

from .browser import Browser


class Player(Peer):
    def __init__(self, name: str, browser: Browser, asking: "set[Player]", **habits: Any) -> None:
        super().__init__(name, browser, **habits)
        self.browser, self.asking = browser, asking

    def note(self, action: Action, reply: Reply, sight: Sight, key: str) -> None:
        super().note(action, reply, sight, key)
        self.asking.discard(self)


@dataclass
class PlayTime:
    clock: Clock = REAL_TIME
    asking: set[Player] = field(default_factory=set)  # who waits for the answer to a command


class Arrivals:
    """From sending a contribution to its arrival on the last line of the others."""

    def __init__(self, players: list[Player]) -> None:
        self.names = {player.name for player in players}
        self.seconds: list[float] = []
        self._awaited: dict[str, tuple[float, set[str]]] = {}  # when it was sent, and to whom it has not come
        for player in players:
            self._watch(player)

    def _watch(self, player: Player) -> None:
        def sends(action: Action) -> None:
            player.asking.add(player)
            self._note_sent(player.name, action)

        player.sent = sends
        player.browser.seen = lambda words: self._note_seen(player.name, words)

    def _note_sent(self, by: str, action: Action) -> None:
        """What nobody else may see yet is not measured."""
        if (
            action.text
            and action.offer.command == "write"
            and not action.offer.private
            and action.kind != "observation"
        ):
            self._awaited[action.text] = (time.monotonic(), self.names - {by})

    def _note_seen(self, by: str, words: str) -> None:
        for text in [text for text in self._awaited if text in words]:
            sent, missing = self._awaited[text]
            missing.discard(by)
            if not missing:
                self.seconds.append(time.monotonic() - sent)
                del self._awaited[text]
