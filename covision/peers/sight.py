"""What a peer reads from the page it sees: where the group is, who is there, what lies on the table, what is offered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from .browser import Browser
from .markup import Form, end_of
from .markup import words as text_of

STEP = re.compile(r'data-step="([0-9]+)-([a-z-]+)"')
PERSON = re.compile(r'<li class="person([^"]*)">(.*?)(?=<li class="person|\Z)', re.DOTALL)
NAME = re.compile(r"<bdi>(.*?)</bdi>", re.DOTALL)
ROLES = re.compile(r"<span>([^<]+)</span>")
CARD = re.compile(r'<li id="c-([^"]+)" class="card k-([a-z-]+)([^"]*)"([^>]*)>')
SAID = re.compile(r'<p class="said[^"]*"[^>]*>(.*?)</p>', re.DOTALL)
COUNT = re.compile(r"<b>(\d+)</b>")
RANK = re.compile(r'<p class="rank">')
PART = re.compile(r"<h3>(.*?)</h3>(.*?)(?=<h3>|\Z)", re.DOTALL)
SEAT = re.compile(r'name="seat" value="(\d+)"')
TAGGED = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
NUMBER = re.compile(r"\d+")
ENDS = re.compile(r'data-ends="([^"]+)"')


@dataclass(frozen=True)
class Someone:
    """A person in the list of people: `roles` in the words of the page."""

    name: str
    me: bool
    here: bool
    agreed: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A contribution on the board. `marked` counts what is counted, `answers` are the names of who answered it."""

    id: str
    kind: str
    list: str
    text: str
    mine: bool
    kept: bool
    ranked: bool
    urgent: bool
    tags: tuple[str, ...]
    marked: int
    by: str
    answered_by_me: bool
    answers: int
    replies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """Somebody who may still be asked for a part; `fair` is the proposal of the page."""

    name: str
    seat: str
    fair: bool


@dataclass(frozen=True)
class Part:
    """A part of the coming round: whether it is taken, and who may be asked for it."""

    role: str
    taken: bool
    candidates: tuple["Candidate", ...]


@dataclass(frozen=True)
class Sight:
    """One look at the page; everything on it that matters to a peer."""

    round: int
    rounds: int
    step: str
    asking: bool
    closed: bool
    hidden: bool
    people: tuple[Someone, ...]
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    problem: str
    brought_by: str
    accepted: bool
    ends: datetime | None
    by_region: Mapping[str, list[Form]]

    @property
    def place(self) -> str:
        return f"{self.round}-{self.step}"

    def me(self) -> Someone | None:
        return next((one for one in self.people if one.me), None)

    def someone(self, name: str) -> Someone | None:
        return next((one for one in self.people if one.name == name), None)

    def offers(self, command: str, region: str = "", **fields: str) -> list[Form]:
        """The forms for a command, of one region or all, with these hidden fields."""
        regions = (region,) if region else tuple(self.by_region)
        return [
            form
            for name in regions
            for form in self.by_region.get(name, ())
            if form.command == command and all(form.get(key) == value for key, value in fields.items())
        ]

    def of(self, kind: str) -> list[Card]:
        return [card for card in self.cards if card.kind == kind]

    def unrevealed(self) -> bool:
        """Whether something here is still hidden: cards written or points given in silence."""
        voting = ("vote", "rate")
        return self.hidden or any(
            self.offers(command, mark=mark) for mark in voting for command in ("mark-card", "unmark-card")
        )


def look(browser: Browser, roles: Mapping[str, str]) -> Sight:
    """This will read the page as it is now; `roles` are the words for roles and what they mean."""
    seen = browser.regions
    step = STEP.search(seen.get("head", ""))
    board = seen.get("board", "")
    ends = ENDS.search(seen.get("clock", ""))
    return Sight(
        round=int(step[1]) if step else 0,
        rounds=_rounds(seen.get("top", "")),
        step=step[2] if step else "",
        asking='data-standing="asking"' in seen.get("top", ""),
        closed="data-closed" in seen.get("top", ""),
        hidden='class="veil"' in board,
        people=tuple(_people(seen.get("people", ""))),
        cards=tuple(_cards(board)),
        parts=tuple(_parts(board, roles)) if 'data-act="cast"' in board else (),
        problem=_said(board),
        brought_by=_brought_by(board),
        accepted=_accepted(board)
        and not any(form.command == "accept-case" for form in browser.forms("asks")),
        ends=datetime.fromisoformat(ends[1]) if ends else None,
        by_region={name: browser.forms(name) for name in seen},
    )


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
        by=unescape(by[1]) if by else "",
        answered_by_me=any("is-mine" in one[3] for one in given),
        answers=len(given),
        replies=tuple(text_of(one) for one in SAID.findall(answers)),
    )


def _parts(board: str, roles: Mapping[str, str]) -> list[Part]:
    parts = []
    for title, html in PART.findall(board.partition('class="roles"')[2]):
        role = roles.get(text_of(title.partition("<small")[0]), "")
        parts.append(Part(role, 'class="taken"' in html, tuple(_candidates(html))))
    return parts


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
