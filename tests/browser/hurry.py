"""The same deeds without looking at pages, for stories that begin in the middle of a meeting: plain forms, sent at once."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from playwright.sync_api import APIResponse

from .person import Person

HERE = ZoneInfo("Europe/Berlin")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CHECKED = {
    "tag_check": ("real", "own", "current", "influence", "tellable"),
    "tag_urgency": ("soon",),
}
Fields = dict[str, str | tuple[str, ...]]


def page_of(who: Person, path: str = "") -> str:
    """The bytes of a page, as this person's browser is sent them."""
    return who.page.context.request.get(path or who.room).text()


def post(who: Person, path: str, fields: Fields, token: str) -> APIResponse:
    pairs = urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True)
    return who.page.context.request.post(
        path, data=pairs, headers={"Content-Type": "application/x-www-form-urlencoded"}, max_redirects=0
    )


def do(who: Person, command: str, **fields: str | tuple[str, ...]) -> None:
    """Carry out one command of the room; underlines stand for the dots in names of fields."""
    token = who.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    named: Fields = {name.replace("_", "."): value for name, value in fields.items()}
    answer = post(who, f"{who.room}do/", {"command": command, **named}, token)
    assert answer.status == 302, f"{who.name} may not {command} {fields}: {answer.status}"


def come_together(host: Person, others: tuple[Person, ...], rounds: str = "1") -> None:
    """Open a meeting and let everybody in; each looks at the room then."""
    token = TOKEN.findall(page_of(host, "/"))[0]
    plan: Fields = {"circle": "The Thursday circle", "focus": "A quiet hour", "name": host.name}
    answer = post(host, "/meetings/", {**plan, "minutes": "90", "rounds": rounds, "spoken": "0"}, token)
    host.page.goto(answer.headers["location"])
    link = invitation(host)
    for seat, person in enumerate(others, 2):
        knock(person, link)
        do(host, "let-in", seat=str(seat))
    for person in (host, *others):
        person.page.goto(person.room)
        do(person, "confirm-agreement")


def invitation(host: Person) -> str:
    link = re.search(r"http[^\"]+/join/[^\"]+", page_of(host, f"{host.room}invite/"))
    assert link
    return link[0]


def knock(who: Person, link: str) -> None:
    token = TOKEN.findall(page_of(who, link))[0]
    answer = post(who, link, {"name": who.name}, token)
    who.page.goto(answer.headers["location"])


def write(who: Person, kind: str, text: str, **fields: str | tuple[str, ...]) -> None:
    do(who, "write", kind=kind, text=text, **fields)


def bring_problem(who: Person, text: str, whose: str = "personal", inside: str = "no") -> None:
    do(who, "write", kind="problem", text=text, tag_whose=whose, tag_inside=inside, **CHECKED)


def plan(who: Person, kind: str, text: str) -> None:
    due = datetime.now(HERE) + timedelta(hours=20)
    write(who, kind, text, due=due.strftime("%Y-%m-%dT%H:%M"))


def card_id(who: Person, text: str) -> str:
    """The id of the card on which somebody reads a text."""
    page = page_of(who)
    page = page[page.index('id="r-board"') :]
    ids: list[str] = re.findall(r'<li id="c-([^"]+)"', page[: page.index(text)])
    return ids[-1]


def mark(who: Person, text: str, mark: str) -> None:
    do(who, "mark-card", card=card_id(who, text), mark=mark)


def step_now(who: Person) -> str:
    match = re.search(r'data-step="\d+-([a-z]+)"', page_of(who))
    assert match
    return match[1]


def go_on(leader: Person, then: str = "") -> None:
    do(leader, "end-step", step=step_now(leader), then=then, anyway="1")


def choose(leader: Person, owner: Person, text: str, whose: str = "personal") -> None:
    """Go from arriving to sharing out the roles, with a problem whose owner says yes."""
    if step_now(leader) == "arrive":
        go_on(leader)
    bring_problem(owner, text, whose)
    do(leader, "reveal")
    go_on(leader)
    do(leader, "reveal")
    do(leader, "propose-case", card=card_id(leader, text))
    do(owner, "accept-case")
    go_on(leader)


def choose_solutions(who: Person, texts: list[str]) -> None:
    for text in texts:
        mark(who, text, "chosen")
