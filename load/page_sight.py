"""What a peer sees of a room on its page: the same as the scene would show."""

from collections.abc import Iterator
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from covision.peers.sight import Candidate, SeenCard, SeenRole, SeenWay, Sight, Someone

from .page import RoomPage, attribute, children, text_of


def look(page: RoomPage) -> Sight:
    head, top, board, part, bar, clock, people = (
        page.tree(name) for name in ("head", "top", "board", "part", "steering", "clock", "people")
    )
    offers = page.offers()
    step = head.css_first("[data-step]")
    round, _, step_id = attribute(step, "data-step").partition("-")
    ends = attribute(clock.css_first("[data-ends]"), "data-ends")
    covision_leads = _has(bar, ".steering.is-held")
    return Sight(
        process=attribute(step, "data-process"),
        lap=int(attribute(step, "data-lap") or 0),
        round=int(round or 0),
        rounds=_rounds(top),
        step=step_id,
        asking=_has(top, "[data-standing='asking']"),
        closed=_has(top, "[data-closed]"),
        hidden=_has(board, ".veil"),
        people=tuple(_person(person) for person in people.css("li.person")),
        cards=tuple(_card(card) for card in board.css("ol.cards > li.card[data-list]")),
        parts=tuple(_parts(board)),
        problem=text_of(board.css_first("blockquote .said")),
        brought_by=_name(board, "blockquote footer bdi"),
        accepted=_is_accepted(board)
        and not any(offer.command == "accept-case" for offer in offers.get("asks", ())),
        ends=datetime.fromisoformat(ends) if ends else None,
        away=_has(part, ".part.is-away"),
        group=_names(part, ".note.is-group bdi"),
        covision_leads=covision_leads,
        to_speak=_names(bar, "bdi") if covision_leads else (),
        my_turn=_has(part, ".turn.is-mine"),
        only_ways=_has(part, ".ways.is-only"),
        ways=tuple(_way(way) for way in part.css("li.way")),
        by_region=offers,
    )


def _has(tree: LexborHTMLParser | LexborNode, query: str) -> bool:
    return tree.css_first(query) is not None


def _name(tree: LexborHTMLParser | LexborNode, query: str = "bdi") -> str:
    name = tree.css_first(query)
    return name.text() if name is not None else ""


def _names(tree: LexborHTMLParser, query: str) -> tuple[str, ...]:
    return tuple(name.text() for name in tree.css(query))


def _classes(node: LexborNode) -> list[str]:
    return attribute(node, "class").split()


def _rounds(top: LexborHTMLParser) -> int:
    """“Round 1 of 2” says how many are planned."""
    numbers = [word for word in text_of(top.css_first(".where > span")).split() if word.isdecimal()]
    return int(numbers[1]) if len(numbers) == 2 else 0


def _person(person: LexborNode) -> Someone:
    return Someone(
        name=_name(person),
        is_me="is-me" in _classes(person),
        is_here="is-away" not in _classes(person),
        has_agreed=_has(person, ".agreed"),
        roles=tuple(text_of(role) for role in person.css(".role > span:not([class])")),
    )


def _card(card: LexborNode) -> SeenCard:
    inside = [child for child in children(card) if not {"under", "answers"} & set(_classes(child))]
    answers = card.css(".answers li.card")
    is_mine = "is-mine" in _classes(card)
    return SeenCard(
        id=(card.id or "").removeprefix("c-"),
        kind=next(name for name in _classes(card) if name.startswith("k-")).removeprefix("k-"),
        list=attribute(card, "data-list").removeprefix("l-"),
        text=_first_text(inside, ".said"),
        is_own=is_mine,
        kept="is-kept" in _classes(card),
        ranked=any(_has(child, ".rank") for child in inside),
        urgent=any(_has(child, ".is-strong") for child in inside),
        tags=tuple(text_of(tag) for child in inside for tag in child.css(".tags > li")),
        marked=int(_first_text(inside, "b") or 0),
        by="" if is_mine else next((_name(child) for child in inside if _has(child, "bdi")), ""),
        answered_by_me=any("is-mine" in _classes(answer) for answer in answers),
        answers=len(answers),
        replies=tuple(text_of(text) for text in card.css(".answers .said")),
        loose=any(_has(child, "input[name='cards']") for child in inside),
    )


def _first_text(nodes: list[LexborNode], query: str) -> str:
    matches = (node.css_first(query) for node in nodes)
    return text_of(next((match for match in matches if match is not None), None))


def _parts(board: LexborHTMLParser) -> Iterator[SeenRole]:
    """While the round is being cast."""
    for part in board.css("[data-act='cast'] .roles > li[data-role]"):
        yield SeenRole(
            attribute(part, "data-role"),
            taken=_has(part, ".taken"),
            needed="data-needed" in part.attributes,
            candidates=tuple(_candidates(part)),
            asked=len(part.css(".asked")),
        )


def _candidates(part: LexborNode) -> Iterator[Candidate]:
    for row in part.css(".ask-around li"):
        seat = attribute(row.css_first("input[name='seat']"), "value")
        if seat:
            yield Candidate(_name(row), seat, _has(row, ".fair"))


def _way(way: LexborNode) -> SeenWay:
    return SeenWay(attribute(way, "data-way"), attribute(way, "data-by"), "is-mine" in _classes(way))


def _is_accepted(board: LexborHTMLParser) -> bool:
    """While the owner is still being asked, the sentence above the problem names them."""
    lead = board.css_first(".choosing .lead")
    return _has(board, "blockquote") and lead is not None and not _has(lead, "bdi")
