"""Habits of whoever holds the steering bar: asking, summing up, revealing, proposing a problem, leading on."""

from datetime import datetime

from .guests import newcomer_brings, real_people
from .offers import Offer
from .opening import FRAME
from .peer import Action, Peer
from .sight import Sight
from .working import all_nodded, lines, process_of, questions

PATIENCE = 120.0
SETTLED = 20.0
NOBODY_ELSE_COMES = 300.0
GOES_ELSEWHERE = 0.4


def lead(me: Peer, sight: Sight) -> Action | None:
    if not sight.offers("end-step", "steering"):
        return None
    return _reveal(me, sight) or _propose(me, sight) or _end(me, sight)


def facilitate(me: Peer, sight: Sight) -> Action | None:
    return _ask(me, sight) or _sum_up(me, sight) or _ask_again(me, sight)


def is_done(me: Peer, sight: Sight) -> bool:
    return _asked(me, sight) >= _wished(me, sight) and not _unanswered(me, sight)


# -- the facilitator's words ------------------------------------------------------------------------------------------


def _ask(me: Peer, sight: Sight) -> Action | None:
    if _asked(me, sight) >= _wished(me, sight) or _unanswered(me, sight):
        return None
    return _next_question(me, sight, think=6)


def _ask_again(me: Peer, sight: Sight) -> Action | None:
    if _unanswered(me, sight) and me.quiet(PATIENCE) and me.pace:
        action = _next_question(me, sight, think=4, key="again")
        return action if action and me.is_new(action) else None
    return None


def _next_question(me: Peer, sight: Sight, think: float, key: str = "") -> Action | None:
    for offer in sight.offers("send-question", "part"):
        action = Action(offer, think=think, key=key)
        if me.is_new(Action(offer)) and me.is_new(action):
            return action
    return None


def _asked(me: Peer, sight: Sight) -> int:
    return sum(1 for card in questions(sight) if card.is_own)


def _wished(me: Peer, sight: Sight) -> int:
    offered = len(sight.offers("send-question", "part")) + _asked(me, sight)
    answers = _answers(me, sight)
    return min(offered, me.quota("questions", 2.6, least=1), answers) if answers else min(offered, 1)


def _answers(me: Peer, sight: Sight) -> int:
    role = "worker" if process_of(sight, me) == "concept-2" else "client"
    return len(lines(me, sight, role, "answer"))


def _unanswered(me: Peer, sight: Sight) -> bool:
    waiting = [card for card in questions(sight) if card.is_own and not card.answers]
    return bool(waiting and _answers(me, sight)) and not me.quiet(PATIENCE * 1.5)


def _sum_up(me: Peer, sight: Sight) -> Action | None:
    if not is_done(me, sight) or not (_answers(me, sight) or all_nodded(me, sight, "ideas")):
        return None
    for offer in sight.offers("write", "composer", kind="summary"):
        for line in lines(me, sight, "facilitator", "summary")[:1]:
            action = Action(offer, (("text", line.text),), think=6)
            if me.is_new(action) and not me.has_written(line.text):
                return action
    return None


# -- the bar ----------------------------------------------------------------------------------------------------------


def _reveal(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("reveal", "steering"):
        if all_nodded(me, sight, "before") and _newcomer_is_settled(me, sight):
            return Action(offer, think=4, key=f"reveal {sight.hidden}")
    return None


def _propose(me: Peer, sight: Sight) -> Action | None:
    if not sight.offers("propose-case") or sight.unrevealed() or (sight.problem and not me.quiet(PATIENCE)):
        return None
    offered = {offer.get("card"): offer for offer in sight.offers("propose-case")}
    cards = [card for card in sight.of("problem") if card.id in offered]
    if not cards:
        return None
    best = max(cards, key=lambda card: card.marked)
    return Action(offered[best.id], think=5, key=f"propose {best.id}")


def _end(me: Peer, sight: Sight) -> Action | None:
    offers = sight.offers("end-step", "steering")
    if sight.offers("reveal", "steering") or not _may_go_on(me, sight):
        return None
    offer = _way(me, sight, offers)
    if offer.get("anyway") and not _goes_on_anyway(me, sight):
        return None
    return Action(offer, think=5, key=f"end {offer.get('then')} {offer.get('anyway')}")


def _way(me: Peer, sight: Sight, offers: list[Offer]) -> Offer:
    """Somebody else's case or a further round where one is planned and possible, else what closes. Of the ways that lead
    elsewhere those that others wish for are gone, the holder's own now and then; usually there is only one way."""
    straight = [offer for offer in offers if offer.get("then") in {"", "turn", "round", "final"}]
    ways = [
        offer
        for offer in offers
        if offer not in straight and _goes(me, sight, offer.get("then"), bool(straight))
    ]
    if ways:
        return me.rng.choice(ways) if not straight else ways[0]
    preparing = sight.process == FRAME and sight.step in {"choose", "cast"}
    wished = [""] if preparing else ["turn", "round" if sight.round < sight.rounds else "final"]
    return next(
        (offer for wish in wished for offer in straight if offer.get("then") == wish), (straight or offers)[0]
    )


def _goes(me: Peer, sight: Sight, way: str, is_free: bool) -> bool:
    decided = any(seen.id == way and seen.by for seen in sight.ways)
    return decided or not is_free or me.chance(f"way {way}") < GOES_ELSEWHERE


def _may_go_on(me: Peer, sight: Sight) -> bool:
    if not all_nodded(me, sight, "done") and not me.quiet(PATIENCE * 2):
        return False
    if not _newcomer_is_settled(me, sight):
        return False
    match sight.step if sight.process == FRAME else "":
        case "arrive":
            agreed = sum(person.has_agreed for person in sight.people)
            complete = len(sight.people) >= me.table.party or me.been_here(NOBODY_ELSE_COMES)
            return complete and (agreed == len(sight.people) or me.quiet(90))
        case "choose":
            return sight.accepted or not (sight.cards or sight.problem)
        case "cast":
            return bool(sight.parts) and not any(part.needed for part in sight.parts)
        case _:
            return True


def _goes_on_anyway(me: Peer, sight: Sight) -> bool:
    """Something is missing: the group is given time for it, then the facilitator goes on kindly."""
    if me.table.newcomer:
        return me.quiet(PATIENCE) and (
            sight.ends is None or _is_over(me, sight.ends) or me.been_here(PATIENCE * 3)
        )
    return me.quiet(20)


def _newcomer_is_settled(me: Peer, sight: Sight) -> bool:
    """A real person is given time to read and to write, by her own clock, unless she is away or says that she is ready."""
    real = real_people(me, sight)
    if not real:
        return True
    if not any(person.is_here for person in real):
        return me.quiet(60)
    place, ready = me.table.ready
    if place == sight.place and ready >= sum(person.is_here for person in real):
        return True
    over = sight.ends is not None and _is_over(me, sight.ends)
    return me.quiet(SETTLED) and (over or me.been_here(_time_for(me, sight)))


def _time_for(me: Peer, sight: Sight) -> float:
    if sight.step == "collect":
        return 180.0 if newcomer_brings(me) else 90.0
    return 20.0 if sight.step in {"arrive", "choose", "cast"} else 75.0


def _is_over(me: Peer, ends: datetime) -> bool:
    return me.table.clock.now() >= ends
