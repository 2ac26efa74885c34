"""Somebody who rehearses by chance: silent, rude, off the topic, too early, away and back again, or gone for good."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random

from covision.peers.offers import Offer
from covision.peers.opening import tick
from covision.peers.peer import Action, Peer
from covision.peers.script import CaseLine
from covision.peers.sight import Sight

WORDS = Path(__file__).parent / "words"
STYLES = ("silent", "rude", "off-topic", "early", "fitting", "wandering", "leaving")
LEADING = "leading"  # leads through the steps to a part of their own; nobody does so by chance
LEADS = frozenset(["end-step", "reveal", "propose-case", "take-role", "pick-process", "wish-way"])
RARE = frozenset(
    [
        "go-back",
        "undo-step",
        "hand-over",
        "change-way",
        "pass-case",
        "pick-process",
        "decline-role",
        "give-back-role",
    ]
)
NEVER = frozenset(["voice-removal", "turn-away", "leave"])
MOST_RARE = 3
PATIENCE = 100.0
ACTIVE = 0.25


class RandomPerson:
    """`style` is what this person is like; everything they do follows from the seed."""

    def __init__(self, me: Peer, style: str, rng: Random) -> None:
        self.me, self.style, self.rng = me, style, rng
        self.rare = 0
        self.here = True

    def next_action(self, sight: Sight) -> Action | None:
        """Choose something the page offers, or nothing; somebody who has to lead on does so after a while."""
        if self.style == LEADING:
            return self._lead(sight)
        offered = [form for forms in sight.by_region.values() for form in forms]
        offered = [form for form in offered if form.command not in NEVER and self._still_likes(form)]
        leads = self.style != "silent" or bool(sight.offers("end-step", "steering"))
        if leads and self.me.quiet(PATIENCE):
            on = [form for form in offered if form.command in LEADS | {"confirm-agreement", "accept-case"}]
            return self._filled(self.rng.choice(on)) if on else None
        if self.style == "silent" or self.rng.random() > ACTIVE or not offered:
            return None
        return self._filled(self.rng.choice(offered))

    def _lead(self, sight: Sight) -> Action | None:
        """Whoever came for a part takes it, and leads on when the others are done."""
        role = self.me.table.role
        for form in sight.offers("write", "composer", kind="problem") if role == "client" else ():
            action = self._filled(form)
            if self.me.is_new(action) and not self.me.wrote("problem"):
                return Action(
                    form, (("text", self._text()), *tick(form, {"inside": "no", "urgency": "urgent"}))
                )
        first = [
            *sight.offers("confirm-agreement"),
            *sight.offers("take-role", role=role),
            *sight.offers("accept-case"),
        ]
        later = [form for command in ("reveal", "propose-case", "end-step") for form in sight.offers(command)]
        forms = first or (later if self.me.quiet(PATIENCE) else [])
        return Action(forms[0]) if forms else None

    def moves_about(self) -> bool:
        """Whether this person has just closed her page, or opened it again."""
        likely = {"wandering": 0.02, "silent": 0.002}.get(self.style, 0.0)
        if self.rng.random() < (likely if self.here else 0.1):
            self.here = not self.here
            return True
        return False

    def has_had_enough(self) -> bool:
        """Whether this person leaves for good now."""
        return self.style == "leaving" and self.rng.random() < 0.004

    def _still_likes(self, form: Offer) -> bool:
        return form.command not in RARE or self.rare < MOST_RARE

    def _filled(self, form: Offer) -> Action:
        self.rare += form.command in RARE
        text = (("text", self._text()),) if form.writes else ()
        ticked = tick(form, {"inside": "no"}) if form.choices else ()
        due = self.me.due(form, CaseLine(self._text())) if form.dated else ()
        return Action(form, (*text, *ticked, *due))

    def _text(self) -> str:
        style = self.style if self.style in {"rude", "off-topic", "early"} else "fitting"
        return self.rng.choice(_lines(self.me.screen.language)[style])


@cache
def _lines(language: str) -> dict[str, list[str]]:
    return tomllib.loads((WORDS / f"random_person.{language}.toml").read_text(encoding="utf-8"))
