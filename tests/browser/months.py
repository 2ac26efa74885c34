"""What the story of two months needs beside its people: a calendar that goes forward, a mailbox, forms sent at once."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.scenes.postbox import Postbox, text_of

from . import hurry
from .clock import file_of
from .house import House
from .person import Person

CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


@dataclass
class Months:
    """The house as time goes by. Days are counted from the one on which the story begins."""

    house: House
    mailbox: Postbox
    begins: datetime = field(default_factory=lambda: datetime.now(hurry.HERE))
    read: dict[str, int] = field(default_factory=dict)

    def at(self, day: int, time: str) -> datetime:
        hour, minute = map(int, time.split(":"))
        day_then = self.begins + timedelta(days=day)
        return day_then.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def go_to(self, day: int, time: str, *people: Person) -> None:
        """Put the clock forward; logins have ended by then, so these people sign in anew."""
        ahead = self.at(day, time) - datetime.now(hurry.HERE)
        file_of(self.house.data).write_text(str(ahead.total_seconds()))
        for who in people:
            self.sign_in(who)

    def sign_in(self, who: Person) -> None:
        send(who, "/sign-in/", address=address(who))
        send(who, "/sign-in/code/", code=code_in_text(self.letter(who, CODE)))

    def letter(self, who: Person, with_words: "re.Pattern[str] | str") -> str:
        """The next letter to somebody in which these words stand; the ones before it are put aside."""
        while True:
            self.read[who.name] = self.read.get(who.name, 0) + 1
            letter = self.mailbox.letter_to(address(who), self.read[who.name])
            if re.search(with_words, text := f"{letter['Subject']}\n{text_of(letter)}"):
                return text


def code_in_text(text: str) -> str:
    match = CODE.search(text)
    assert match
    return match[0]


def address(who: Person) -> str:
    return f"{who.name.lower()}@example.org"


def send(who: Person, path: str, /, **fields: str | tuple[str, ...]) -> str:
    """Send a form as the page does that it stands on, and give where it leads to."""
    token = hurry.TOKEN.findall(hurry.page_of(who, "/who-can-read/"))[0]
    answer = hurry.post(who, path, fields, token)
    assert answer.status == 302, f"{who.name} {path} {fields}: {answer.status} {answer.text()[:300]}"
    return answer.headers["location"]


def first_in(who: Person, page: str, pattern: str) -> str:
    match = re.search(pattern, hurry.page_of(who, page))
    assert match, f"{who.name} finds no {pattern} on {page}"
    return match[1]


def answer(who: Person, proposal: str, stand: str, reason: str = "") -> None:
    send(who, f"{proposal}answer/", draft="1", stand=stand, reason=reason)


def take_seat(who: Person, path: str) -> None:
    who.page.goto(send(who, path))
    hurry.do(who, "confirm-agreement")


def leader(*people: Person) -> Person:
    """Who holds the steering bar now."""
    return next(who for who in people if 'value="end-step"' in hurry.page_of(who))


def lead_to(step: str, *people: Person) -> None:
    while hurry.step_now(people[0]) != step:
        hurry.go_on(leader(*people))


def close(*people: Person) -> None:
    """From the last step of a round to the end of the meeting."""
    hurry.go_on(leader(*people), "final")
    while any('value="end-step"' in hurry.page_of(who) for who in people):
        hurry.go_on(leader(*people))
