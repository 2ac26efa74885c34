"""Habits of a group that Covision leads: asking for it, saying that one is ready, taking the bar for a while, giving it back."""

from .led import Led, by_covision
from .person import Action, Person
from .sight import Sight

ASKED_BY = 2  # any two choose together
HOLD = "hold"
PATIENCE = 720  # seconds


def be_led(me: Person, sight: Sight) -> Action | None:
    """Do what a group does about Covision leading, as far as it is this peer's to do."""
    led = me.table.led
    if led is None:
        return None
    led.note(sight)
    return _ask_for_it(me, sight, led) or _take_over(me, sight, led) or _give_back(me, sight, led)


def say_ready(me: Person, sight: Sight, led: Led) -> Action | None:
    """Whoever has nothing left to do says so; in some steps the group rather waits for the clock, but not for ever."""
    soon = sight.step == led.takes_over and not led.given_back
    if soon or (led.waits_for_the_clock(sight) and not me.quiet(PATIENCE)):
        return None
    for offer in sight.offers("say-ready", "steering"):
        led.ready.add(sight.visit)
        return Action(offer, think=3, key=f"ready {sight.hidden} {sight.accepted} {len(sight.cards)}")
    return None


def _ask_for_it(me: Person, sight: Sight, led: Led) -> Action | None:
    """Two who do not hold the bar ask for it once all have come."""
    place = me.table.names.index(me.name)
    if led.steps or len(sight.people) < me.table.party or not 0 < place <= ASKED_BY:
        return None
    return _choose(sight, "ask for it")


def _take_over(me: Person, sight: Sight, led: Led) -> Action | None:
    """The first who may, once Covision has asked something there."""
    asked = any(by_covision(card) for card in sight.of("question"))
    if led.taken or sight.step != led.takes_over or not asked:
        return None
    for offer in sight.offers("take-steering", "steering"):
        if me.table.claim("takes over", me.name):
            return Action(offer, think=4, key="take over")
    return None


def _give_back(me: Person, sight: Sight, led: Led) -> Action | None:
    """Whoever took over asks a question of her own, and then lets Covision go on."""
    if (
        sight.covision_leads
        or not sight.offers("end-step", "steering")
        or me.name not in me.table.nodded("takes over")
    ):
        return None
    led.taken = me.name
    if not any(card.is_own for card in sight.of("question")):
        return None
    led.given_back = me.name
    return _choose(sight, "give back")


def _choose(sight: Sight, key: str) -> Action | None:
    return next(
        (Action(offer, think=4, key=key) for offer in sight.offers("choose-help", "help", help=HOLD)), None
    )
