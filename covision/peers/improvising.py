"""Habits for processes nobody has written a case for: peers do what the page offers, with lines that any process can use."""

from .material import answerable, asks, brings, client, common_words, next_line, tells
from .mistakes import holds_back
from .offers import Offer
from .opening import tick
from .peer import Action, Peer
from .reacting import answer
from .script import CaseLine
from .sight import SeenWay, Sight

USUAL = 1.4
ASKS = 2.2
FROM_ALL = 6  # a small group contributes as much as a large one
STORY = 2
ANSWERED = 40.0
QUESTIONS = 2
LATER = 8.0
WAY = 0.5
ANSWERS = 0.25
TOGETHER = 3


def improvise(me: Peer, sight: Sight) -> Action | None:
    return (
        _speak(me, sight)
        or _bring(me, sight)
        or _gather(me, sight)
        or _mark(me, sight)
        or _pass_turn(me, sight)
        or _wish(me, sight)
        or _agree(me, sight)
    )


def waits_for_client(me: Peer, sight: Sight) -> bool:
    """First the problem is told, then one question after the other is answered: as long as something of that is still to
    come, nobody else asks, but not for ever, and not once a simulated client has said all she wants to."""
    has_said_all = client(me, sight) in me.table.nodded(f"{sight.visit}:done")
    if brings(me, sight) or has_said_all or me.quiet(ANSWERED):
        return False
    is_told = any(card.kind in tells(sight) for card in sight.cards) or not tells(sight)
    return not is_told or any(not card.answers for card in sight.cards if card.kind in answerable(sight))


def _speak(me: Peer, sight: Sight) -> Action | None:
    if holds_back(me, sight):
        return None
    return _answer(me, sight) or _ask(me, sight) or _write(me, sight)


def _answer(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("write", "board"):
        asked = offer.get("reply")
        card = next((card for card in sight.cards if card.id == asked), None)
        if card is None or card.is_own or card.answered_by_me:
            continue
        if (
            me.table.claim(f"{sight.visit}:answer {asked}", me.name)
            or me.chance(f"too {card.text}") < ANSWERS
        ):
            text = answer(me, sight, card)
            action = Action(offer, (("text", text),), me.temperament.reads(len(card.text)), f"to {asked}")
            if text and me.is_new(action):
                return action
    return None


def _ask(me: Peer, sight: Sight) -> Action | None:
    for at, offer in enumerate(sight.offers("send-question", "part")):
        action = Action(offer, think=5)
        if at < QUESTIONS and me.is_new(action) and not waits_for_client(me, sight):
            return action
    return None


def _write(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("write", "composer"):
        if asks(me, sight, offer) and waits_for_client(me, sight):
            continue
        for number in range(_many(me, sight, offer)):
            key = f"{offer.get('kind')} {number}"
            line = next_line(me, sight, offer) if me.is_new(Action(offer, key=key)) else None
            if line is not None:
                return _say(me, offer, line, key)
    return None


def _many(me: Peer, sight: Sight, offer: Offer) -> int:
    if any(choice.name == "anyway" for choice in offer.choices) or offer.get("reply"):
        return 0
    if offer.private:
        return 0 if offer.current else int(me.chance(f"note {offer.get('kind')}") < WAY)
    if offer.of_group:
        return int(me.table.claim(f"{sight.visit}:{offer.get('kind')} {sight.group}", me.name))
    if offer.one_text:
        claimed = me.table.claim(f"{sight.visit}:{offer.get('kind')}", me.name)
        return int(claimed and not offer.current)
    if offer.get("kind") in tells(sight):
        return STORY
    usual = ASKS if asks(me, sight, offer) else USUAL
    share = 0 if brings(me, sight) else FROM_ALL / max(1, len(sight.people) - 1)
    return me.quota(offer.get("kind"), max(usual, share), least=1)


def _say(me: Peer, offer: Offer, line: CaseLine, key: str) -> Action:
    begun = line.text.casefold().startswith(offer.opening.casefold())
    text = line.text if begun else f"{offer.opening}: {line.text}"
    return Action(offer, (("text", text), *me.due(offer, line), *tick(offer, {})), think=5, key=key)


def _bring(me: Peer, sight: Sight) -> Action | None:
    return next((Action(offer, think=3) for offer in sight.offers("bring")), None)


def _gather(me: Peer, sight: Sight) -> Action | None:
    loose = [card.id for card in sight.cards if card.loose][:TOGETHER]
    for offer in sight.offers("gather", "board"):
        if len(loose) > 1 and me.table.claim(f"{sight.visit}:{offer.get('kind')}", me.name):
            [heading] = common_words(me.screen.language)["headings"]
            action = Action(
                offer, (("text", heading), *(("cards", id) for id in loose)), think=6, key="put together"
            )
            if me.is_new(action):
                return action
    return None


def _mark(me: Peer, sight: Sight) -> Action | None:
    texts = {card.id: card.text for card in sight.cards}  # the same each time it is played, as ids are not
    marked = {offer.get("card") for offer in sight.offers("unmark-card")}
    offered: dict[str, list[Offer]] = {}
    for offer in sight.offers("mark-card"):
        offered.setdefault(offer.get("card"), []).append(offer)
    for card, offers in offered.items():
        if card not in marked:
            offer = offers[int(me.chance(f"mark {texts.get(card)}") * len(offers)) % len(offers)]
            action = Action(offer, think=3, key=f"mark {card}")
            if me.is_new(action):
                return action
    return None


def _pass_turn(me: Peer, sight: Sight) -> Action | None:
    """Whose turn it is passes it on once she has nothing to say; for somebody who is gone, the holder does after a while."""
    for offer in sight.offers("end-turn", "part"):
        if (sight.my_turn and not waits_for_client(me, sight)) or me.quiet(90):
            return Action(offer, think=4, key=f"turn of {offer.get('seat')}")
    return None


def _wish(me: Peer, sight: Sight) -> Action | None:
    for way in _wanted(me, sight):
        for offer in sight.offers("wish-way", "part", way=way.id):
            action = Action(offer, think=4, key=me.until_changed(f"wish {way.id}"))
            if me.is_new(action):
                return action
    return None


def _wanted(me: Peer, sight: Sight) -> list[SeenWay]:
    decided = [way for way in sight.ways if way.viewer_decides]
    at = int(me.chance("way") * (len(decided) if sight.only_ways else 2 * len(decided)))
    return [
        *decided[at : at + 1],
        *(way for way in sight.ways if way.by == "group" and _all_wish(sight, way.id)),
    ]


def _all_wish(sight: Sight, way: str) -> bool:
    return sum(map(ord, f"{sight.visit}{way}")) % 2 == 0


def _agree(me: Peer, sight: Sight) -> Action | None:
    """Where a firm rule holds the group up, the first of the others agrees after a while."""
    for offer in sight.offers("agree-to-go-on", "steering"):
        if me.quiet(LATER) and me.table.claim(f"{sight.visit}:agrees", me.name):
            return Action(offer, think=5, key=me.until_changed("agree"))
    return None
