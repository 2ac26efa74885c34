"""Habits of a group that Covision leads: asking for it, saying that one is ready, taking the bar for a while, giving it back."""

from dataclasses import dataclass, field
from random import Random

from covision.peers.peer import Action, Peer
from covision.peers.sight import SeenCard, Sight

ASKED_BY = 2  # any two choose together
HOLD = "hold"
PATIENCE = 720  # seconds
PATIENT = 0.4  # in how many timed steps the group waits for the clock instead of saying that it is ready


@dataclass
class AutoLedHabits:
    """What a group means to do about Covision leading, and what its pages showed of it."""

    seed: str
    takes_over: str = ""  # the step in which somebody does, if anybody is to
    taken: str = ""  # who took over
    given_back: str = ""  # who gave back
    steps: list[str] = field(default_factory=list)  # that Covision led through
    questions: set[str] = field(default_factory=set)  # that it put
    called: set[str] = field(default_factory=set)  # on whom it called
    ready: set[str] = field(default_factory=set)  # in which steps somebody said to be ready

    def next_action(self, me: Peer, sight: Sight) -> Action | None:
        self._note(sight)
        return self._ask_for_it(me, sight) or self._take_over(me, sight) or self._give_back(me, sight)

    def say_ready(self, me: Peer, sight: Sight) -> Action | None:
        """In some steps the group rather waits for the clock, but not for ever."""
        soon = sight.step == self.takes_over and not self.given_back
        if soon or (self._waits_for_the_clock(sight) and not me.quiet(PATIENCE)):
            return None
        for offer in sight.offers("say-ready", "steering"):
            self.ready.add(sight.visit)
            return Action(offer, think=3, key=f"ready {sight.hidden} {sight.accepted} {len(sight.cards)}")
        return None

    def figures(self) -> dict[str, object]:
        return {
            "steps": len(self.steps),
            "by_time": [
                step for step in self.steps[:-1] if step not in self.ready
            ],  # without the group's word
            "questions": len(self.questions),
            "called": sorted(self.called),
            "taken": self.taken,
            "given_back": self.given_back,
        }

    def _note(self, sight: Sight) -> None:
        if not sight.covision_leads:
            return
        if sight.visit not in self.steps:
            self.steps.append(sight.visit)
        self.questions.update(
            f"{sight.visit} {card.id}" for card in sight.of("question") if _by_covision(card)
        )
        self.called.update(sight.to_speak)

    def _waits_for_the_clock(self, sight: Sight) -> bool:
        luck = Random(f"{self.seed} {sight.place}")
        return sight.ends is not None and luck.random() < PATIENT

    def _ask_for_it(self, me: Peer, sight: Sight) -> Action | None:
        """Two who do not hold the bar ask for it once all have come."""
        place = me.table.names.index(me.name)
        if self.steps or len(sight.people) < me.table.party or not 0 < place <= ASKED_BY:
            return None
        return _choose(sight, "ask for it")

    def _take_over(self, me: Peer, sight: Sight) -> Action | None:
        """The first who may, once Covision has asked something there."""
        asked = any(_by_covision(card) for card in sight.of("question"))
        if self.taken or sight.step != self.takes_over or not asked:
            return None
        for offer in sight.offers("take-steering", "steering"):
            if me.table.claim("takes over", me.name):
                return Action(offer, think=4, key="take over")
        return None

    def _give_back(self, me: Peer, sight: Sight) -> Action | None:
        """The one who took over asks a question of their own, and then lets Covision go on."""
        leads = sight.offers("end-step", "steering") and me.name in me.table.nodded("takes over")
        if sight.covision_leads or not leads:
            return None
        self.taken = me.name
        if not any(card.is_own for card in sight.of("question")):
            return None
        self.given_back = me.name
        return _choose(sight, "give back")


def _choose(sight: Sight, key: str) -> Action | None:
    offers = sight.offers("choose-help", "help", help=HOLD)
    return Action(offers[0], think=4, key=key) if offers else None


def _by_covision(card: SeenCard) -> bool:
    return card.by == "Covision"
