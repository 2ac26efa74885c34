"""The editor as a browser without scripts uses it: it reads the form of the page, changes fields, and presses a button."""

from dataclasses import dataclass
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from covision.actions.accounts.people import log_in_simulated
from covision.actions.circles import process_drafts
from covision.processes.process_text import ProcessText
from tests.conftest import NOW

from .lasting_circle import LastingCircle
from .visitor import browser


class Page(HTMLParser):
    """The fields of the editor’s form as they stand in a page, and its buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self._area = self._select = ""
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            self._inside = at.get("id") == "editor"
        if not self._inside:
            return
        name = at.get("name") or ""
        match tag:
            case "textarea":
                self._area = name
                self.fields[name] = [""]
            case "select":
                self._select = name
            case "option" if "selected" in at:
                self.fields.setdefault(self._select, []).append(at.get("value") or "")
            case "button" if name == "do":
                self.buttons.append(at.get("value") or "")
            case "input" if at.get("type") not in {"checkbox", "radio"} or "checked" in at:
                self.fields.setdefault(name, []).append(at.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] = [self.fields[self._area][0] + data]


@dataclass
class Editor:
    """Somebody at the editor. `page` is what she sees; `answer` what the last press was answered."""

    client: Client
    address: str
    part: str = ""

    def __post_init__(self) -> None:
        self.look(self.part)

    def look(self, part: str = "") -> str:
        self.answer = self.client.get(self.address, {"open": part} if part else {})
        return self._read(self.answer)

    def press(self, button: str, **changed: str | list[str]) -> HttpResponse:
        """Change fields, two underlines for a dot, and press a button that the page has."""
        assert button in self.page.buttons, f"there is no button {button}: {self.page.buttons}"
        typed = {
            name.replace("__", "."): [value] if isinstance(value, str) else value
            for name, value in changed.items()
        }
        return self.post({**self.page.fields, **typed, "do": [button]})

    def post(self, fields: dict[str, list[str]]) -> HttpResponse:
        self.answer = self.client.post(self.address, fields)
        if self.answer.status_code == 302:
            self.went = self.answer.headers["location"]
            if self.went.startswith(self.address):
                self._read(self.client.get(self.went.partition("#")[0]))
        else:
            self._read(self.answer)
        return self.answer

    def _read(self, answer: HttpResponse) -> str:
        self.html = answer.content.decode()
        self.page = Page(self.html)
        return self.html


def copied(group: LastingCircle, id: str = "concept-1") -> str:
    return process_drafts.copy(group.inside("Fay"), id, now=NOW).public_id


def visits(group: LastingCircle, who: str, language: str = "en") -> Client:
    client = browser(language)
    client.cookies["s"] = log_in_simulated(group.people[who])
    return client


def editor(
    group: LastingCircle, own_id: str, part: str = "", who: str = "Fay", language: str = "en"
) -> Editor:
    address = f"/circles/{group.circle.public_id}/structures/{own_id}/edit/"
    return Editor(visits(group, who, language), address, part)


def draft(group: LastingCircle, own_id: str) -> ProcessText:
    return process_drafts.draft(group.inside("Fay"), own_id)[0]
