"""Habits of the work itself: answering, writing what one's part may write, marking, and the final phase."""

from .guests import real_people
from .mistakes import complains
from .offers import Offer
from .peer import Action, Peer
from .reacting import reaction
from .script import CaseLine
from .sight import SeenCard, Sight

# (role, kind) -> how many of them somebody usually contributes in a step
USUAL: dict[tuple[str, str], float] = {
    ("client", "resource"): 2.0,
    ("advisor", "resource"): 2.6,
    ("worker", "resource"): 2.4,
    ("advisor", "parked"): 0.4,
    ("worker", "parked"): 0.3,
    ("facilitator", "parked"): 0.3,
    ("client", "solution"): 1.2,
    ("advisor", "solution"): 3.2,
    ("worker", "solution"): 2.8,
    ("worker", "facet"): 1.4,
    ("worker", "vision"): 1.3,
    ("client", "next-step"): 2.0,
    ("worker", "next-step"): 1.0,
    ("client", "state"): 0.9,
    ("worker", "state"): 0.9,
    ("observer", "observation"): 0.9,
    ("everyone", "own-step"): 0.9,
    ("everyone", "learning"): 1.3,
    ("everyone", "carry-over"): 0.8,
    ("everyone", "thanks"): 0.6,
}
NEEDED = frozenset(["resource", "facet", "vision", "solution", "next-step", "learning"])
ONE_TEXT = frozenset(["sentence", "goal", "order", "sign", "safeguard"])
CONSENTED = frozenset(["sentence", "goal", "order"])
COLLECTING = frozenset(["resources", "solutions"])
DOTS = 3
KEEP = 4
CHOOSE = 3


def contribute(me: Peer, sight: Sight) -> Action | None:
    return (
        _answer(me, sight)
        or _bring(me, sight)
        or _write(me, sight)
        or _mark(me, sight)
        or _share_sheet(me, sight)
    )


def process_of(sight: Sight, me: Peer) -> str:
    """Which process the group works by, as the page tells; around a round, as the parts in the list of people do."""
    if sight.process != "frame":
        return sight.process
    roles = {me.words.roles.get(role, "") for person in sight.people for role in person.roles}
    return "concept-2" if "worker" in roles else "concept-1"


def roles_of(me: Peer, sight: Sight) -> list[str]:
    person = sight.me()
    roles = [me.words.roles[role] for role in person.roles if role in me.words.roles] if person else []
    return [*roles, "everyone"] if sight.step in {"plans", "feedback"} else roles


def lines(me: Peer, sight: Sight, role: str, kind: str) -> tuple[CaseLine, ...]:
    """The lines for a part in this step: of the case that is played, or of another where the group works otherwise."""
    if role == "everyone" or me.case.process == process_of(sight, me):
        return me.case.lines.get((sight.step, role, kind), ())
    from_cases = (me.case, *me.others())
    fitting = [case for case in from_cases if case.process == process_of(sight, me)] or [me.case]
    by_case = (case.lines.get((sight.step, role, kind), ()) for case in (*fitting, me.case))
    return next((lines_of_case for lines_of_case in by_case if lines_of_case), ())


def share(me: Peer, sight: Sight, role: str) -> tuple[int, int]:
    """The how-many-th this peer is of the simulated ones with this part, and how many there are."""
    same = [
        person.name
        for person in sight.people
        if person.name in me.table.names
        and (role == "everyone" or role in {me.words.roles.get(name, "") for name in person.roles})
    ]
    return (same.index(me.name) if me.name in same else 0, max(1, len(same)))


def questions(sight: Sight) -> list[SeenCard]:
    return [card for card in sight.of("question") if card.list.endswith(("-question", "-answer", "-summary"))]


def all_nodded(me: Peer, sight: Sight, what: str, but: tuple[str, ...] = ()) -> bool:
    """Whether all simulated peers who are here, other than this one and those named, have nodded, or are done."""
    present = {person.name for person in sight.people if person.is_here and person.name in me.table.names}
    nodded = me.table.nodded(f"{sight.visit}:{what}") | me.table.nodded(f"{sight.visit}:done")
    return present - {me.name, *but} <= nodded


# -- words ---------------------------------------------------------------------------------------------------------


def _answer(me: Peer, sight: Sight) -> Action | None:
    offered = {offer.get("reply"): offer for offer in sight.offers("write", "board", kind="answer")}
    for at, card in enumerate(questions(sight)):
        if (
            card.id in offered
            and not card.answered_by_me
            and not card.is_own
            and _is_mine_to_answer(me, sight, at)
        ):
            text = _answer_text(me, sight, card, at)
            if text:
                return Action(
                    offered[card.id], (("text", text),), me.temperament.reads(len(card.text)), f"to {card.id}"
                )
    return None


def _is_mine_to_answer(me: Peer, sight: Sight, at: int) -> bool:
    if "worker" not in roles_of(me, sight):
        return True
    place, many = share(me, sight, "worker")
    return at % many == place or me.chance(f"answer {at}") < 0.25 * me.temperament.talks


def _answer_text(me: Peer, sight: Sight, card: SeenCard, at: int) -> str:
    """The line for this guiding question, for whose turn it is; else, and for free questions, one of those left over."""
    role = next((role for role in roles_of(me, sight) if role in {"client", "worker"}), "")
    texts = [line.text for line in lines(me, sight, role, "answer")]
    number = me.words.number(process_of(sight, me), sight.step, card.text)
    if line := reaction(me, sight, role, card, number >= 0):
        return line
    guided = me.words.many(process_of(sight, me), sight.step)
    place, many = share(me, sight, role)
    if number >= 0 and (role == "client" or at % many == place):
        return texts[number] if number < len(texts) else ""
    left = [*texts[guided:][place::many], *(texts[place::many] if number < 0 else ())]
    left = [text for text in left if not me.has_written(text)]
    return next((text for text in left if not sight.is_said(text)), "")


def _write(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("write", "composer"):
        for role in roles_of(me, sight):
            action = _one(me, sight, offer, role)
            if action is not None:
                return action
    return None


def _one(me: Peer, sight: Sight, offer: Offer, role: str) -> Action | None:
    kind = offer.get("kind")
    written = lines(me, sight, role, kind)
    if not written or kind in {"answer", "question", "summary"}:
        return None
    place, many = share(me, sight, role)
    if kind in ONE_TEXT or (role, kind) == ("client", "vision"):
        turn = sum(map(ord, kind)) % many
        chosen = written[:1] if turn == place and not offer.current and _has_cue(me, sight) else ()
    else:
        least = 1 if kind in NEEDED and (place == 0 or role == "client") else 0
        usual = USUAL.get((role, kind), 0.5)
        chosen = written[place::many][: me.quota(f"{role} {kind}", usual, least)]
        chosen = chosen if role != "client" or kind == "state" or _has_cue(me, sight) else ()
    for line in chosen if not (kind == "state" and offer.current) else ():
        action = Action(offer, (("text", line.text), *me.due(offer, line)), think=4)
        if me.is_new(action) and not me.has_written(line.text):
            return action
    return None


def _has_cue(me: Peer, sight: Sight) -> bool:
    if complains(me, sight) and not me.quiet(90):
        return False
    if not any(sight.step == step and kind == "answer" for step, _, kind in me.case.lines):
        return True
    answered = sum(1 for card in questions(sight) if card.answers)
    return bool(sight.of("summary")) or answered >= 3 or me.quiet(45)


def _bring(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("bring"):
        return Action(offer, think=3)
    return None


# -- marks ---------------------------------------------------------------------------------------------------------


def _mark(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("mark-card"):
        card = next((card for card in sight.cards if card.id == offer.get("card")), None)
        mark = offer.get("mark")
        if card is not None and _wants(me, sight, mark, card):
            key = next_dot(me, DOTS) if mark == "rate" else ""
            action = Action(offer, think=me.temperament.reads(len(card.text)), key=key)
            if me.is_new(action):
                return action
    return _move(me, sight)


def _wants(me: Peer, sight: Sight, mark: str, card: SeenCard) -> bool:
    place, many = share(me, sight, "worker")
    same = sight.of(card.kind)
    at = next((n for n, other in enumerate(same) if other.id == card.id), 0)
    match mark:
        case "consent":
            return True
        case "keep" if "worker" in roles_of(me, sight):
            return at % many == place and at < 2 * many
        case "keep":
            return _others_are_done(me, sight) and _likes(me, card) and _kept(same) < KEEP
        case "useful":
            return _others_are_done(me, sight) and _likes(me, card) and not card.kept
        case "rate":
            return all_nodded(me, sight, "ideas", _apart(me, sight)) and at % many == place
        case "chosen":
            return _chooses(me, sight, card, same)
        case _:
            return False


def next_dot(me: Peer, most: int) -> str:
    """The key of the next point to give: the page tells only a moment later that one is spent."""
    keys = [f"dot {at}" for at in range(most)]
    return next((key for key in keys if me.is_new(Action(Offer("", ()), key=key))), keys[-1])


def _kept(cards: list[SeenCard]) -> int:
    return sum(card.kept for card in cards)


def _likes(me: Peer, card: SeenCard) -> bool:
    return me.chance(f"like {card.text}") < 0.45


def _chooses(me: Peer, sight: Sight, card: SeenCard, same: list[SeenCard]) -> bool:
    """The client chooses; a working group lets one of them put in order what got most points."""
    if sum(other.ranked for other in same) >= CHOOSE or card.ranked or sight.unrevealed():
        return False
    if "client" in roles_of(me, sight):
        return _others_are_done(me, sight) and (me.chance(f"choose {card.text}") < 0.4 or card is same[-1])
    best = sorted((other for other in same if not other.ranked), key=lambda other: -other.marked)
    return (
        share(me, sight, "worker")[0] == 0
        and best[0] is card
        and all_nodded(me, sight, "ideas", _apart(me, sight))
    )


def _move(me: Peer, sight: Sight) -> Action | None:
    if share(me, sight, "worker")[0] == 0 and me.chance("move") < 0.5:
        for offer in sight.offers("move-card", up="1"):
            action = Action(offer, think=4, key="move")
            if me.is_new(action):
                return action
    return None


def _others_are_done(me: Peer, sight: Sight) -> bool:
    gives_time = any(person.is_here for person in real_people(me, sight)) and not me.quiet(30)
    return all_nodded(me, sight, "ideas", _apart(me, sight)) and not gives_time


def _apart(me: Peer, sight: Sight) -> tuple[str, ...]:
    silent = {"facilitator", "client", "observer"}
    return tuple(
        person.name
        for person in sight.people
        if silent & {me.words.roles.get(role, "") for role in person.roles}
    )


def waits(me: Peer, sight: Sight) -> bool:
    """Whether something is still to come here to which this peer will want to add: ideas, a text to agree on, a part."""
    roles = {"client", "worker"} & set(roles_of(me, sight))
    if sight.step == "cast" and sight.process == "frame":
        return not sight.parts or any(part.needed for part in sight.parts)
    if not roles:
        return False
    if sight.step in COLLECTING:
        return not _others_are_done(me, sight)
    return not _has_cue(me, sight) or ("worker" in roles and _waits_for_text(me, sight))


def _waits_for_text(me: Peer, sight: Sight) -> bool:
    return any(
        offer.get("kind") in CONSENTED and not offer.current and not me.quiet(60)
        for offer in sight.offers("write", "composer")
    )


def _share_sheet(me: Peer, sight: Sight) -> Action | None:
    if sight.step == "feedback" and me.chance("share") < 0.5:
        for offer in sight.offers("share-sheet"):
            return Action(offer, think=6)
    return None
