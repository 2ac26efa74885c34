"""A page as a browser has it: text, token and regions of a room, kept up to date by what is pushed, and what they offer."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from covision.peers.offers import Choice, Offer

SECRETS = ("csrfmiddlewaretoken", "id")  # of the moment: nothing that a form says
NOTHING = LexborHTMLParser("")
REGION, CARD = "r-", "c-"  # what their ids begin with


class Region:
    """A region of a room's page, which is pushed anew as a whole, or the board card by card."""

    def __init__(self, html: str) -> None:
        self.tree = LexborHTMLParser(html)
        self._offers: list[Offer] | None = None

    @property
    def offers(self) -> list[Offer]:
        if self._offers is None:
            self._offers = [read_offer(html_of(form)) for form in self.tree.css("form[data-command]")]
        return self._offers

    def put_card(self, card: LexborNode, list_id: str) -> None:
        """Put a card where it lies already, or at the end of its list."""
        self._offers = None
        present = self.tree.css_first(f"li[id='{card.id}']")
        cards = self.tree.css_first(f"ol[id='{list_id}']")
        if present is not None:
            present.replace_with(card)
        elif cards is not None:
            cards.insert_child(card)

    def drop_card(self, card_id: str) -> None:
        self._offers = None
        for card in self.tree.css(f"li[id='{card_id}']"):
            card.decompose()

    def plain(self) -> str:
        """Its markup as it can be compared: without secrets of the moment, comments and white space."""
        tree = LexborHTMLParser(html_of(self.tree.body))
        secrets = tree.css(", ".join(f"input[name='{name}']" for name in SECRETS))
        comments = [node for node in tree.root.traverse() if node.is_comment_node] if tree.root else []
        for node in (*secrets, *comments):
            node.decompose()
        return _without_spaces(html_of(tree.body))


class RoomPage:
    """The regions of a room's page by name."""

    def __init__(self, html: str = "") -> None:
        tree = LexborHTMLParser(html)
        self.regions: dict[str, Region] = {
            region.id.removeprefix(REGION): Region(html_of(region))
            for region in tree.css(f"[id^='{REGION}']")
            if region.id
        }
        digest = tree.css_first("[data-digest]")
        self.digest = attribute(digest, "data-digest")  # of the scene the page shows

    def apply(self, pushed: str) -> str:
        """Put pushed elements in their places, as the page's script does; the words that came."""
        tree = LexborHTMLParser(pushed)
        for element in children(tree.body):
            id = element.id or ""
            if id.startswith(REGION):
                self.regions[id.removeprefix(REGION)] = Region(html_of(element))
            elif id.startswith(CARD) and "board" in self.regions:
                self._apply_card(element, id)
        return tree.text()

    def _apply_card(self, card: LexborNode, id: str) -> None:
        list_id = attribute(card, "data-list")
        if "data-gone" in card.attributes:
            self.regions["board"].drop_card(id)
        elif list_id:
            self.regions["board"].put_card(card, list_id)

    def tree(self, region: str) -> LexborHTMLParser:
        return self.regions[region].tree if region in self.regions else NOTHING

    def offers(self) -> Mapping[str, list[Offer]]:
        return {name: region.offers for name, region in self.regions.items()}

    def differing(self, other: "RoomPage") -> list[str]:
        """The names of the regions that are not the same on both pages."""
        nothing = Region("")
        return [
            name
            for name in sorted({*self.regions, *other.regions})
            if self.regions.get(name, nothing).plain() != other.regions.get(name, nothing).plain()
        ]


@lru_cache(maxsize=8192)  # the same stand on many pages, again and again
def read_offer(form_html: str) -> Offer:
    form = LexborHTMLParser(form_html).css_first("form", strict=True)
    inside = form.css("input, textarea, button") if form is not None else []
    inputs = [(attribute(field, "type"), field) for field in inside if field.tag == "input"]
    hidden = [
        (attribute(field, "name"), attribute(field, "value")) for kind, field in inputs if kind == "hidden"
    ]
    texts = [field for field in inside if field.tag == "textarea"]
    classes = attribute(form, "class").split()
    placeholder = next((words for text in texts if (words := attribute(text, "placeholder"))), "")
    return Offer(
        command=next((content for name, content in hidden if name == "command"), ""),
        fields=tuple(field for field in hidden if field[0] not in {"command", *SECRETS}),
        choices=tuple(_choices(inputs)),
        writes=bool(texts),
        current="".join(text.text() for text in texts).strip(),
        dated=any(kind == "datetime-local" for kind, _ in inputs),
        label="".join(button.text() for button in inside if button.tag == "button").strip(),
        one_text="one-text" in classes,
        private="for-me" in classes,
        of_group="of-group" in classes,
        opening=placeholder.removesuffix("…").strip(),
    )


def token_of(page: str) -> str:
    """The page's token against forged requests, if it has one."""
    return next(iter(tokens_in(page)), "")


def tokens_in(page: str) -> list[str]:
    fields = LexborHTMLParser(page).css("input[name='csrfmiddlewaretoken']")
    return [attribute(field, "value") for field in fields]


def field_values(page: str) -> list[str]:
    """What stands in the fields of a page."""
    return [attribute(field, "value") for field in LexborHTMLParser(page).css("input[value]")]


def text_in(page: str) -> str:
    """The words of a page on one line."""
    tree = LexborHTMLParser(page)
    return text_of(tree.body)


def text_of(node: LexborNode | None) -> str:
    """The words of an element on one line."""
    return " ".join(node.text(separator=" ").split()) if node is not None else ""


def attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""


def html_of(node: LexborNode | None) -> str:
    return (node.html or "") if node is not None else ""


def children(node: LexborNode | None) -> Iterator[LexborNode]:
    """The elements directly inside of one."""
    return node.iter() if node is not None else iter(())


def _choices(inputs: Iterable[tuple[str, LexborNode]]) -> Iterator[Choice]:
    ticks: dict[str, list[LexborNode]] = {}
    for kind, field in inputs:
        if kind in {"radio", "checkbox"}:
            ticks.setdefault(attribute(field, "name"), []).append(field)
    for name, fields in ticks.items():
        many = attribute(fields[0], "type") == "checkbox"
        yield Choice(name, tuple(attribute(field, "value") for field in fields), many)


def _without_spaces(html: str) -> str:
    return " ".join(html.split()).replace("> ", ">").replace(" <", "<").replace(" >", ">").replace("< ", "<")
