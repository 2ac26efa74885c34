"""Habits of the initial phase: opening the door, agreeing, bringing problems, voting, answering, sharing out the roles."""

from covision import processes

from .guests import newcomer_brings
from .mistakes import passes
from .offers import Offer
from .peer import Action, Peer
from .sight import Candidate, SeenCard, SeenRole, Sight
from .working import next_dot

VOTES = 3
OF_CASE = 0.7
FRAME = "frame"
LOST = 300  # seconds of quiet in which nobody took a part that is needed


def answer_asks(me: Peer, sight: Sight) -> Action | None:
    return (
        _door(me, sight) or _asked_for_role(me, sight) or _asked_for_case(me, sight) or _steering(me, sight)
    )


def open_meeting(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("confirm-agreement"):
        return Action(offer, think=me.temperament.reads(400))
    if sight.process != FRAME:
        return None
    match sight.step:
        case "collect":
            return _bring_problem(me, sight)
        case "choose":
            return _vote(me, sight)
        case "cast":
            return _cast(me, sight)
        case _:
            return None


def peers_here(me: Peer, sight: Sight) -> list[str]:
    """The simulated peers who are here, in the order of the page: who comes first does what one of all has to do."""
    return [person.name for person in sight.people if person.is_here and person.name in me.table.names]


def tick(offer: Offer, picks: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Answer the questions of a form: all options where many are possible, the picked or first one else."""
    ticked: list[tuple[str, str]] = []
    for choice in offer.choices:
        if choice.many:
            ticked += [(choice.name, option) for option in choice.options]
        else:
            wished = picks.get(choice.name.removeprefix("tag."), "")
            ticked.append((choice.name, wished if wished in choice.options else choice.options[0]))
    return tuple(ticked)


def _door(me: Peer, sight: Sight) -> Action | None:
    comes_first = peers_here(me, sight)[:1] == [me.name]
    if comes_first or (me.pace and me.idle(20)):
        for offer in sight.offers("let-in", "asks"):
            return Action(offer, think=1.5)
    return None


def _asked_for_role(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("take-role", "asks"):
        others = [name for name in me.table.nodded(f"{sight.visit}:declined") if name != me.name]
        if not others and me.chance("decline") < me.temperament.passes / 2:
            for no in sight.offers("decline-role", "asks", role=offer.get("role")):
                me.table.nod(f"{sight.visit}:declined", me.name)
                return Action(no, think=4)
        return _taking(me, offer)
    return None


def _taking(me: Peer, offer: Offer, think: float = 4) -> Action:
    """Another process, or somebody giving it back, leaves a part open again: it is taken as often as it is offered."""
    return Action(offer, think=think, key=me.until_changed(f"take {offer.get('role')}"))


def _asked_for_case(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("accept-case", "asks"):
        brought = {problem.text for member in me.case.cast for problem in member.problems[:1]}
        may_pass = passes(me) or (sight.problem not in brought and me.chance("pass") < me.temperament.passes)
        for no in sight.offers("pass-case", "asks") if may_pass else ():
            return Action(no, think=5)
        return Action(offer, think=5)
    return None


def _steering(me: Peer, sight: Sight) -> Action | None:
    for offer in sight.offers("take-back", "asks"):
        return Action(offer, think=3)
    for offer in sight.offers("take-steering", "asks"):
        place = peers_here(me, sight).index(me.name) if me.name in peers_here(me, sight) else 0
        return Action(offer, think=4 + 8 * place, after=0.5 * place)
    return None


def _bring_problem(me: Peer, sight: Sight) -> Action | None:
    member = next((person for person in me.case.cast if person.name == me.name), None)
    for offer in sight.offers("write", "composer", kind="problem"):
        for problem in member.problems if member else ():
            picks = {"whose": problem.whose, "urgency": problem.urgency, "inside": "no"}
            action = Action(offer, (("text", problem.text), *tick(offer, picks)), think=8)
            if me.is_new(action) and not me.has_written(problem.text):
                return action
    return None


def _vote(me: Peer, sight: Sight) -> Action | None:
    """Most points go to what is urgent, or to what the newcomer brings who came for that; the last one to what the case is
    about, or anywhere."""
    offered = {offer.get("card"): offer for offer in sight.offers("mark-card", mark="vote")}
    cards = [card for card in sight.of("problem") if card.id in offered]
    key = next_dot(me, VOTES)
    if not cards or not me.is_new(Action(Offer("", ()), key=key)):
        return None
    liked = [card for card in cards if newcomer_brings(me) and card.by == me.table.newcomer]
    liked = liked or [card for card in cards if card.urgent] or _fitting(me, cards)
    luck = me.luck(f"{sight.place} {key}")
    if key.endswith(str(VOTES - 1)) or not liked:
        of_case = [
            card for card in cards if card.text in {problem.text for problem in me.case.cast[0].problems}
        ]
        liked = of_case if of_case and luck.random() < OF_CASE else cards
    card = luck.choice(liked)
    return Action(offered[card.id], think=3, key=key)


def _fitting(me: Peer, cards: list[SeenCard]) -> list[SeenCard]:
    """Problems of the kind that the process is made for: for them the peers have most to say."""
    shared = processes.process(me.table.process or me.case.process).case == "shared"
    return [card for card in cards if shared == (me.words.shared in card.tags)]


def _cast(me: Peer, sight: Sight) -> Action | None:
    lost = any(part.needed for part in sight.parts) and me.quiet(LOST)
    may_pick = not sight.parts or lost or (me.table.process and not me.table.newcomer)
    wished = _pick_process(me, sight) if may_pick else None
    if wished is not None or not sight.parts:
        return wished
    part = next((part for part in sight.parts if part.needed), None)
    return _find_somebody(me, sight, part) if part else _volunteer(me, sight)


def _pick_process(me: Peer, sight: Sight) -> Action | None:
    """The page proposes one by itself; where it does not, or for the one that was picked there are too few, whoever may
    pick takes that of the case."""
    wanted = me.table.process or me.case.process
    if sight.brought_by == me.name or me.quiet(30):
        for offer in sight.offers("pick-process", process=wanted):
            return Action(offer, think=4, key=me.until_changed(f"pick {wanted}"))
    return None


def _find_somebody(me: Peer, sight: Sight, part: SeenRole) -> Action | None:
    """Who brought the problem asks a colleague; a while later somebody offers. Where a part needs several, others follow."""
    if sight.brought_by == me.name:
        asks = [
            _ask(me, sight, part.role, who)
            for who in sorted(part.candidates, key=lambda candidate: _fitness(me, part.role, candidate))
        ]
        offered = [ask for ask in asks if ask is not None and me.is_new(ask)]
        waiting = any(candidate.asked for candidate in sight.parts) or me.has_just_asked(sight.visit)
        if offered and (not waiting or me.quiet(45)):
            return offered[0]
    at = peers_here(me, sight).index(me.name) if me.name in peers_here(me, sight) else 0
    if part.taken and me.quiet(4 * (at + 1)):
        for offer in sight.offers("take-role", "board", role=part.role):
            return _taking(me, offer)
    newcomer_asks = me.table.newcomer and sight.brought_by == me.table.newcomer
    if me.quiet((45 if newcomer_asks else 90) + 15 * at):  # whoever would come first may have a part already
        for offer in sight.offers("take-role", "board", role=part.role):
            return _taking(me, offer)
    return None


def _fitness(me: Peer, role: str, who: Candidate) -> int:
    if me.table.role == role and who.name == me.table.newcomer:
        return -1
    if who.name in {mistake.who for mistake in me.case.mistakes}:
        return 2
    return 2 if who.name == me.table.newcomer else 1 - who.fair


def _ask(me: Peer, sight: Sight, role: str, who: Candidate) -> Action | None:
    offers = sight.offers("ask-for-role", "board", role=role, seat=who.seat)
    return Action(offers[0], think=4, key=me.until_changed(f"ask {role} {who.seat}")) if offers else None


def _volunteer(me: Peer, sight: Sight) -> Action | None:
    open_parts = [part.role for part in sight.parts if not part.taken]
    last = peers_here(me, sight)[-2 if len(sight.people) > 5 else -1 :]
    for role, who in zip(reversed(open_parts), reversed(last), strict=False):
        if who == me.name and role != me.table.role and me.chance(role) < 0.5:
            for offer in sight.offers("take-role", "board", role=role):
                return _taking(me, offer, think=6)
    return None
