"""The markup of Covision's pages, as far as a browser needs it: elements found by their ids, and command forms."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser

from .offers import Choice, Offer

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*?(/?)>")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
REGION = re.compile(r'<[a-z]+ id="r-([a-z-]+)"')
ID = re.compile(r'<[a-z]+ id="([^"]+)"')
FORM = re.compile(r"<form\b[^>]*\bdata-command\b[^>]*>.*?</form>", re.DOTALL)
SECRET = re.compile(r'<input\b[^>]*\bname="(?:csrfmiddlewaretoken|id)"[^>]*>|<!--.*?-->')
SPACE = re.compile(r"\s+")
BETWEEN = re.compile(r"\s*([<>])\s*")


def end_of(html: str, start: int) -> int:
    """This will say where the element that begins at `start` ends."""
    depth = 0
    for tag in TAG.finditer(html, start):
        if tag[1]:
            depth -= 1
        elif not tag[3] and tag[2].lower() not in VOID:
            depth += 1
        if depth <= 0:
            return tag.end()
    return len(html)


def elements(html: str) -> Iterator[tuple[str, str]]:
    """This will give the top-level elements that have an id, with it."""
    at = 0
    while (found := TAG.search(html, at)) is not None:
        end = end_of(html, found.start())
        element = html[found.start() : end]
        named = ID.match(element)
        if named:
            yield named[1], element
        at = end


def regions(page: str) -> dict[str, str]:
    """This will find the regions of a whole page by name."""
    return {found[1]: page[found.start() : end_of(page, found.start())] for found in REGION.finditer(page)}


def put_card(region: str, id: str, card: str, list_id: str) -> str:
    """This will put a card in its place, or at the end of its list."""
    there = region.find(f'<li id="{id}"')
    if there >= 0:
        return region[:there] + card + region[end_of(region, there) :]
    at = region.find(f'<ol id="{list_id}"')
    if at < 0:
        return region
    end = end_of(region, at) - len("</ol>")
    return region[:end] + card + region[end:]


def drop_card(region: str, id: str) -> str:
    there = region.find(f'<li id="{id}"')
    return region if there < 0 else region[:there] + region[end_of(region, there) :]


def forms(html: str) -> list[Offer]:
    """This will read the command forms in a piece of the page."""
    return [_form(SECRET.sub("", found[0])) for found in FORM.finditer(html)]


def plain(html: str) -> str:
    """This will be an element as it can be compared: without secrets of the moment and without white space."""
    return BETWEEN.sub(r"\1", SPACE.sub(" ", SECRET.sub("", html)))


def words(html: str) -> str:
    """This will be the text of a piece of markup."""
    return SPACE.sub(" ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def escaped(text: str) -> str:
    """This will be a text as it stands in a page."""
    return escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;")


def secret(page: str) -> str:
    """This will find the page's token against forged requests."""
    found = re.search(r'name="csrfmiddlewaretoken"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.ticks: dict[str, tuple[list[str], bool]] = {}
        self.writes = self.dated = False
        self.manner: list[str] = []
        self.opening = ""
        self.texts: dict[str, list[str]] = {"textarea": [], "button": []}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.manner = known.get("class", "").split()
        elif tag in self.texts:
            self.inside = tag
            self.writes = self.writes or tag == "textarea"
            self.opening = self.opening or known.get("placeholder", "").removesuffix("…").strip()
        elif tag == "input":
            self._input(known)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside].append(data)

    def _input(self, known: dict[str, str]) -> None:
        match known.get("type"):
            case "hidden":
                self.fields.append((known.get("name", ""), known.get("value", "")))
            case "radio" | "checkbox":
                options, _ = self.ticks.setdefault(known["name"], ([], known["type"] == "checkbox"))
                options.append(known.get("value", ""))
            case "datetime-local":
                self.dated = True
            case _:
                pass


@lru_cache(maxsize=8192)
def _form(html: str) -> Offer:
    reader = _Reader()
    reader.feed(html)
    command = next((value for name, value in reader.fields if name == "command"), "")
    choices = tuple(Choice(name, tuple(options), many) for name, (options, many) in reader.ticks.items())
    current, label = ("".join(reader.texts[tag]).strip() for tag in ("textarea", "button"))
    rest = tuple(field for field in reader.fields if field[0] != "command")
    return Offer(
        command=command,
        fields=rest,
        choices=choices,
        writes=reader.writes,
        current=current,
        dated=reader.dated,
        label=label,
        one_text="one-text" in reader.manner,
        private="for-me" in reader.manner,
        of_group="of-group" in reader.manner,
        opening=reader.opening,
    )
