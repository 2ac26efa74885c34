"""What a peer sees of a scene: the sight that one could also read from its page."""

from collections.abc import Iterable

from covision.engine.scene import Scene
from covision.engine.scene.cards import CardView
from covision.engine.scene.part import RoleView

from .room_offers import offers_by_region
from .room_words import RoomWords
from .sight import Candidate, SeenCard, SeenRole, SeenWay, Sight, Someone


def see(scene: Scene, words: RoomWords) -> Sight:
    top, board, bar, part = scene.top, scene.board, scene.steering, scene.part
    choosing = board.case if board else None
    cast = board.cast if board else None
    quote = (choosing.accepted or choosing.proposed) if choosing else (cast.case if cast else None)
    counted = top.standing == "in" and top.macro == "main" and top.round and not top.closed
    return Sight(
        process=scene.head.process if scene.head else "",
        lap=scene.head.lap if scene.head else 0,
        round=scene.head.round if scene.head else 0,
        rounds=max(top.round, top.rounds) if counted else 0,
        step=scene.head.step if scene.head else "",
        asking=top.standing == "asking",
        closed=top.closed,
        hidden=any(cards.hidden for cards in board.lists) if board else False,
        people=tuple(_people(scene, words)),
        cards=tuple(_card(card, cards.id, words) for cards in board.lists for card in cards.cards)
        if board
        else (),
        parts=tuple(_part(role, words) for role in cast.roles) if cast else (),
        problem=words.text(quote.text) if quote else "",
        brought_by=_brought_by(quote, choosing is not None and choosing.accepted is None, words),
        accepted=bool(choosing and choosing.accepted) and not (scene.asks and scene.asks.case),
        ends=scene.clock.ends if scene.clock and scene.clock.running else None,
        away=bool(part and part.away),
        group=tuple(map(words.name, part.group)) if part else (),
        covision_leads=bar is not None and bar.covision_leads,
        to_speak=tuple(map(words.name, bar.turn)) if bar and bar.covision_leads else (),
        my_turn=bool(part and part.turn and part.turn.is_own),
        only_ways=bool(part and part.ways and part.only_ways),
        ways=tuple(SeenWay(way.way, way.by, way.decides) for way in part.ways) if part else (),
        by_region=offers_by_region(scene, words),
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _people(scene: Scene, words: RoomWords) -> Iterable[Someone]:
    for person in scene.people.seats if scene.people else ():
        roles = tuple(words.word(person.process, "roles", role, "name") for role in person.roles)
        yield Someone(words.name(person.seat), person.me, person.present, person.agreed, roles)


def _card(card: CardView, list_id: str, words: RoomWords) -> SeenCard:
    text = words.question(card.process, card.prompt) if card.prompt else words.text(card.text)
    tags = (tag.split(":") for tag in card.shown_tags)
    return SeenCard(
        id=card.id,
        kind=card.kind,
        list=list_id,
        text=_on_one_line(text),
        is_own=card.is_own,
        kept=card.kept,
        ranked=any(mark.rank for mark in card.marks),
        urgent="urgency:urgent" in card.tags,
        tags=tuple(words.word(card.process, "kinds", card.kind, "tags", *tag) for tag in tags),
        marked=next((mark.count for mark in card.marks if mark.count and mark.counted), 0),
        by="" if card.is_own or card.unsigned else words.name(card.seat),
        answered_by_me=any(answer.is_own for answer in card.answers),
        answers=len(card.answers),
        replies=tuple(_on_one_line(words.text(answer.text)) for answer in card.answers),
        loose=card.may_pick,
    )


def _part(role: RoleView, words: RoomWords) -> SeenRole:
    candidates = tuple(
        Candidate(words.name(person.seat), str(person.seat), person.is_proposed)
        for person in role.candidates
        if person.may_ask
    )
    asked = sum(person.is_waited_for for person in role.candidates)
    return SeenRole(role.role, bool(role.seats), role.is_needed, candidates, asked)


def _brought_by(quote: CardView | None, asked: bool, words: RoomWords) -> str:
    return "" if quote is None or (asked and quote.is_own) else words.name(quote.seat)
