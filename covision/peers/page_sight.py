"""What a peer reads from a page: the sight that a scene would give."""

import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape

from .markup import end_of
from .markup import words as text_of
from .offers import Offer
from .sight import Candidate, Card, Part, Sight, Someone, Way

STEP = re.compile(r'data-process="([a-z0-9-]+)" data-lap="([0-9]+)" data-step="([0-9]+)-([a-z0-9-]+)"')
WAY = re.compile(r'<li class="way( is-mine)?" data-way="([a-z0-9-]+)" data-by="([a-z0-9-]*)">')
PERSON = re.compile(r'<li class="person([^"]*)">(.*?)(?=<li class="person|\Z)', re.DOTALL)
NAME = re.compile(r"<bdi>(.*?)</bdi>", re.DOTALL)
ROLES = re.compile(r"<span>([^<]+)</span>")
CARD = re.compile(r'<li id="c-([^"]+)" class="card k-([a-z0-9-]+)([^"]*)"([^>]*)>')
SAID = re.compile(r'<(?:p|h3) class="said[^"]*"[^>]*>(.*?)</(?:p|h3)>', re.DOTALL)
COUNT = re.compile(r"<b>(\d+)</b>")
RANK = re.compile(r'<p class="rank">')
PART = re.compile(r'<li data-role="([a-z0-9-]+)"( data-needed)?>(.*?)(?=<li data-role|\Z)', re.DOTALL)
SEAT = re.compile(r'name="seat" value="(\d+)"')
TAGGED = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
HELD = 'class="steering is-held"'
NUMBER = re.compile(r"\d+")
GROUP = re.compile(r'<p class="note is-group">(.*?)</p>', re.DOTALL)
ENDS = re.compile(r'data-ends="([^"]+)"')


def look(seen: Mapping[str, str], offers: Mapping[str, list[Offer]]) -> Sight:
    """Read the markup of the regions; what they offer has been read from it by the same names."""
    step = STEP.search(seen.get("head", ""))
    board = seen.get("board", "")
    ends = ENDS.search(seen.get("clock", ""))
    bar = seen.get("steering", "")
    return Sight(
        process=step[1] if step else "",
        lap=int(step[2]) if step else 0,
        round=int(step[3]) if step else 0,
        rounds=_rounds(seen.get("top", "")),
        step=step[4] if step else "",
        asking='data-standing="asking"' in seen.get("top", ""),
        closed="data-closed" in seen.get("top", ""),
        hidden='class="veil"' in board,
        people=tuple(_people(seen.get("people", ""))),
        cards=tuple(_cards(board)),
        parts=tuple(_parts(board)) if 'data-act="cast"' in board else (),
        problem=_said(board),
        brought_by=_brought_by(board),
        accepted=_accepted(board)
        and not any(offer.command == "accept-case" for offer in offers.get("asks", ())),
        ends=datetime.fromisoformat(ends[1]) if ends else None,
        away='class="part is-away"' in seen.get("part", ""),
        group=_group(seen.get("part", "")),
        held=HELD in bar,
        to_speak=tuple(unescape(name) for name in NAME.findall(bar)) if HELD in bar else (),
        my_turn='class="turn is-mine"' in seen.get("part", ""),
        only_ways='class="ways is-only"' in seen.get("part", ""),
        ways=tuple(Way(way[2], way[3], bool(way[1])) for way in WAY.finditer(seen.get("part", ""))),
        by_region=offers,
    )


def _group(part: str) -> tuple[str, ...]:
    """The names of those this peer works with in a small group, her own among them."""
    told = GROUP.search(part)
    return tuple(unescape(name) for name in NAME.findall(told[1])) if told else ()


def _rounds(top: str) -> int:
    """“Round 1 of 2” says how many are planned."""
    numbers = NUMBER.findall(top.partition('class="where"')[2].partition("</span>")[0])
    return int(numbers[1]) if len(numbers) == 2 else 0


def _people(html: str) -> list[Someone]:
    found = []
    for person in PERSON.finditer(html):
        name = NAME.search(person[2])
        role = person[2].partition('class="role"')[2].partition("</p>")[0]
        found.append(
            Someone(
                name=unescape(name[1]) if name else "",
                me="is-me" in person[1],
                here="is-away" not in person[1],
                agreed='class="agreed"' in person[2],
                roles=tuple(unescape(one.strip()) for one in ROLES.findall(role)),
            )
        )
    return found


def _cards(board: str) -> list[Card]:
    """The cards that lie on the table; answers lie within their question."""
    found, at = [], 0
    while (card := CARD.search(board, at)) is not None:
        at = end_of(board, card.start())
        if "data-list=" in card[4]:
            found.append(_card(card, board[card.start() : at]))
    return found


def _card(found: re.Match[str], html: str) -> Card:
    own, _, answers = html.partition('class="answers"')
    own = own.partition('class="under"')[0]
    said = SAID.search(own)
    by = NAME.search(own)
    count = COUNT.search(own)
    given = list(CARD.finditer(answers))
    return Card(
        id=found[1],
        kind=found[2],
        list=found[4].partition('data-list="l-')[2].partition('"')[0],
        text=text_of(said[1]) if said else "",
        mine="is-mine" in found[3],
        kept="is-kept" in found[3],
        ranked=RANK.search(own) is not None,
        urgent='class="is-strong"' in own,
        tags=tuple(
            text_of(tag) for tag in TAGGED.findall(own.partition('class="tags"')[2].partition("</ul>")[0])
        ),
        marked=int(count[1]) if count else 0,
        by=unescape(by[1]) if by and "is-mine" not in found[3] else "",
        answered_by_me=any("is-mine" in one[3] for one in given),
        answers=len(given),
        replies=tuple(text_of(one) for one in SAID.findall(answers)),
        loose='name="cards"' in own,
    )


def _parts(board: str) -> list[Part]:
    found = PART.findall(board.partition('class="roles"')[2])
    return [
        Part(
            role, 'class="taken"' in html, bool(needed), tuple(_candidates(html)), html.count('class="asked"')
        )
        for role, needed, html in found
    ]


def _candidates(html: str) -> list[Candidate]:
    found = []
    for row in html.split("<li>")[1:]:
        name, seat = NAME.search(row), SEAT.search(row)
        if name and seat:
            found.append(Candidate(unescape(name[1]), seat[1], 'class="fair"' in row))
    return found


def _quote(board: str) -> str:
    """The problem that is proposed, chosen or being cast."""
    return board.partition("<blockquote>")[2].partition("</blockquote>")[0]


def _said(board: str) -> str:
    said = SAID.search(_quote(board))
    return text_of(said[1]) if said else ""


def _brought_by(board: str) -> str:
    name = NAME.search(_quote(board).partition("<footer>")[2])
    return unescape(name[1]) if name else ""


def _accepted(board: str) -> bool:
    """While the owner is still being asked, the sentence above the problem names him or her."""
    lead = LEAD.search(board.partition('id="choosing-title"')[2])
    return bool(_quote(board)) and lead is not None and "<bdi>" not in lead[1]
