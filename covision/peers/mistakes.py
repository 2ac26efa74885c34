"""Human mistakes that a case asks for, what calms them, and what a peer has heard in a round."""

from covision import processes

from .material import anybody, field_at, my_roles
from .mistake import Mistake
from .offers import Offer
from .peer import Action, Peer
from .question_kinds import all_kinds
from .sight import SeenCard, Sight

ASKED = frozenset(["outside", "remind", "halt", "invite", "wish", "feelings"])
SPOKEN = frozenset(["outside", "halt"])
TALK = frozenset(["question", "summary"])
WORDS = frozenset(["facet", "sentence"])
SHY = 90.0
SAID_AT_ONCE = 2
EARLY = ("resource", "affirmation", "question", "open-question")  # what advice is dressed as, in this order
FOR_IDEAS = frozenset(["idea", "advice", "solution"])
REMINDERS = ("summary", "question")


def listen(me: Peer, sight: Sight) -> None:
    for card in sight.cards:
        heard = _heard(me, card)
        me.heard |= {f"{place}|{kind}" for kind in heard for place in (sight.place, str(sight.round))}


def _heard(me: Peer, card: SeenCard) -> set[str]:
    language = me.screen.language
    heard: set[str] = set()
    if card.kind in TALK:
        heard |= ASKED & set(all_kinds(card.text, language))
        heard |= {kind for text in card.replies for kind in SPOKEN & set(all_kinds(text, language))}
        heard |= {"invite"} if me.name in card.text else set()
    elif card.kind in WORDS:
        heard |= SPOKEN & set(all_kinds(card.text, language))
    return heard | ({"summary"} if card.kind == "summary" else set())


def slip(me: Peer, sight: Sight) -> Action | None:
    for mistake in _mine(me, sight):
        action = _slip(me, sight, mistake)
        if action is not None and me.is_new(action):
            return action
    return _help_out(me, sight)


def holds_back(me: Peer, sight: Sight) -> bool:
    """Whether this peer says nothing yet: somebody has to ask for it first, or it has to be quiet for long."""
    silent = any(mistake.what == "silent" for mistake in _mine(me, sight))
    return silent and not has_heard(me, sight.place, "invite") and not me.quiet(SHY)


def passes(me: Peer) -> bool:
    return any(mistake.what == "passes" and mistake.who == me.name for mistake in me.case.mistakes)


def complains(me: Peer, sight: Sight) -> bool:
    return any(
        mistake.what == "complains" and not _is_over(me, sight, mistake) for mistake in _mine(me, sight)
    )


def spoken_line(me: Peer, sight: Sight) -> str:
    """The answer that a mistake puts into a peer's mouth, whatever the question: a complaint, what it has turned into, a
    hint at what lies between them, or a call for some silence."""
    for mistake in me.case.mistakes:
        if mistake.what == "talks" and "client" in _roles(me, sight):
            line = _first_unsaid(me, sight, mistake.asks)
            if line and _has_talked(sight, mistake) and not has_heard(me, str(sight.round), "halt"):
                return line
    for mistake in _mine(me, sight):
        if mistake.what == "complains":
            return _first_unsaid(
                me, sight, mistake.then[:1] if _is_over(me, sight, mistake) else mistake.says
            )
        if mistake.what == "inside" and not has_heard(me, str(sight.round), "outside"):
            return _first_unsaid(me, sight, mistake.says)
    return ""


def has_heard(me: Peer, where: str, kind: str) -> bool:
    return f"{where}|{kind}" in me.heard


def _mine(me: Peer, sight: Sight) -> list[Mistake]:
    roles = _roles(me, sight)
    return [
        mistake
        for mistake in me.case.mistakes
        if _is_its_place(me, sight, mistake)
        and (not mistake.who or mistake.who == me.name)
        and (not mistake.role or mistake.role in roles)
    ]


def _is_its_place(me: Peer, sight: Sight, mistake: Mistake) -> bool:
    """One of its steps, or in another process than that of the case a step in the same field."""
    if sight.process in {me.case.process, processes.FRAME}:
        return sight.step in mistake.steps
    written_for = processes.process(me.case.process)
    return field_at(sight) in {
        written_for.step(step).field for step in mistake.steps if written_for.has_step(step)
    }


def _roles(me: Peer, sight: Sight) -> set[str]:
    """The roles this peer has, by the names that cases use: whoever brings the problem, leads, or helps."""
    person = sight.me()
    if sight.process in {me.case.process, processes.FRAME}:
        return {me.words.roles.get(role, "") for role in person.roles} if person else set()
    helps = "worker" if processes.process(me.case.process).case == "shared" else "advisor"
    return {
        name
        for role in my_roles(me, sight)
        for holds, name in (("brings", "client"), ("steers", "facilitator"), ("rest", helps))
        if getattr(role, holds)
    }


def _is_over(me: Peer, sight: Sight, mistake: Mistake) -> bool:
    return any(has_heard(me, str(sight.round), kind) for kind in mistake.yields)


def _slip(me: Peer, sight: Sight, mistake: Mistake) -> Action | None:
    match mistake.what:
        case "advises":
            reminded = has_heard(me, sight.place, "remind")
            return _park(me, sight, mistake) if reminded else _advise(me, sight, mistake)
        case "talks":
            return _talk(me, sight, mistake)
        case "inside":
            return _turn_to_help(me, sight, mistake)
        case _:
            return None


def _help_out(me: Peer, sight: Sight) -> Action | None:
    """A simulated facilitator says what brings the group back: a reminder of the step, an invitation."""
    if "facilitator" not in _roles(me, sight):
        return None
    for mistake in me.case.mistakes:
        early = any(card.text in mistake.says for card in sight.cards if card.kind in EARLY)
        quiet = mistake.what == "silent" and sight.step in mistake.steps[1:] and me.quiet(15)
        if (mistake.what == "advises" and early) or quiet:
            for kind in REMINDERS:
                action = _write(me, sight, kind, _reminders(me, sight, mistake))
                if action is not None and me.is_new(action):
                    return action
    return None


def _reminders(me: Peer, sight: Sight, mistake: Mistake) -> tuple[str, ...]:
    if sight.process == me.case.process or mistake.what != "advises":
        return mistake.asks
    return tuple(line.text for line in anybody(me.screen.language)["remind"])


def _advise(me: Peer, sight: Sight, mistake: Mistake) -> Action | None:
    """Advice comes as a strength, or whatever else one may write, where there is no place for it yet."""
    if any(sight.offers("write", "composer", kind=kind) for kind in FOR_IDEAS):
        return None
    actions = (_write(me, sight, kind, mistake.says[:1]) for kind in EARLY)
    return next((action for action in actions if action is not None), None)


def _park(me: Peer, sight: Sight, mistake: Mistake) -> Action | None:
    early_cards = (card for card in sight.cards if card.is_own and card.kind in EARLY)
    early = next((card for card in early_cards if card.text in mistake.says), None)
    if early is not None:
        for offer in sight.offers("withdraw", card=early.id):
            return Action(offer, think=4)
    if not any(me.has_written(line) for line in mistake.says):
        return None
    return _write(me, sight, "parked", mistake.says[:1]) or _write(me, sight, "resource", mistake.then[:1])


def _talk(me: Peer, sight: Sight, mistake: Mistake) -> Action | None:
    """A facilitator fills every silence, until somebody asks for room."""
    if has_heard(me, str(sight.round), "halt"):
        return _write(me, sight, "summary", mistake.then[:1])
    times = sum(card.is_own and card.text in mistake.says for card in sight.of("summary"))
    asked = any(card.is_own for card in sight.of("question"))
    if times >= SAID_AT_ONCE or not asked:
        return None
    line = _first_unsaid(me, sight, mistake.says)
    return _write(me, sight, "summary", (line,)) if line else None


def _has_talked(sight: Sight, mistake: Mistake) -> bool:
    return sight.step in mistake.steps[1:] and any(card.text in mistake.says for card in sight.of("summary"))


def _turn_to_help(me: Peer, sight: Sight, mistake: Mistake) -> Action | None:
    """Once somebody has said that it lies between them, all agree, and whoever leads goes the way out of the round."""
    if not has_heard(me, str(sight.round), "outside"):
        first = _workers(me, sight)[:1] == [me.name]
        return _write(me, sight, "facet", mistake.asks) if first and me.quiet(SHY) else None
    if sight.step != "cast":
        place = _workers(me, sight).index(me.name) if me.name in _workers(me, sight) else 0
        agree = _write(me, sight, "facet", mistake.then[place : place + 1])
        if agree is not None and me.is_new(agree):
            return agree
    if not me.quiet(SHY / 9):
        return None
    if sight.step != "cast":
        return _press(sight, "go-back")
    return _press(sight, "end-step", then="final")


def _press(sight: Sight, command: str, **fields: str) -> Action | None:
    for offer in sight.offers(command, "steering", **fields):
        return Action(offer, think=8, key=f"{command} for other help")
    return None


def _workers(me: Peer, sight: Sight) -> list[str]:
    return [
        person.name
        for person in sight.people
        if person.name in me.table.names and "worker" in {me.words.roles.get(role) for role in person.roles}
    ]


def _write(me: Peer, sight: Sight, kind: str, lines: tuple[str, ...]) -> Action | None:
    offers: list[Offer] = sight.offers("write", "composer", kind=kind)
    for offer in offers[:1]:
        for line in lines:
            if line and not _is_said(me, sight, kind, line):
                return Action(offer, (("text", line),), think=4)
    return None


def _is_said(me: Peer, sight: Sight, kind: str, line: str) -> bool:
    written = [text for text in me.diary.written if text.round == sight.round and text.text == line]
    return any(text.kind == kind for text in written) or any(
        line in {card.text, *card.replies} for card in sight.of(kind)
    )


def _first_unsaid(me: Peer, sight: Sight, lines: tuple[str, ...]) -> str:
    texts = {text for card in sight.cards for text in (card.text, *card.replies)}
    return next((line for line in lines if line not in texts and not me.has_written(line)), "")
