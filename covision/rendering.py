"""Scenes become HTML: region by region, each once per language for all who see the same, and only what changed again."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any
from uuid import uuid4
from weakref import WeakKeyDictionary

from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from jinja2 import Environment, StrictUndefined, Template, pass_eval_context
from jinja2.ext import Extension
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from covision import hints, processes
from covision.actions.room.room import Room
from covision.engine.checking import ProcessFault
from covision.engine.refusals import Refused, Why
from covision.engine.scene import REGIONS, Scene
from covision.engine.scene.board import Board
from covision.engine.scene.cards import CardList, CardView
from covision.languages import LANGUAGE_NAMES

CSRF = Markup("<!--csrf-->")
STATUS: dict[Why, int] = {
    "invalid": 422,
    "forbidden": 403,
    "late": 409,
    "gone": 404,
    "large": 413,
    "fast": 429,
    "stored": 503,
}
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
MOST_KEPT = 12  # for each room: enough for what one command changes, little for a room that rests

_shell = attrgetter(*(field.name for field in fields(Board) if field.name != "lists"))
_frame = attrgetter(*(field.name for field in fields(CardList) if field.name != "cards"))
_kept: "WeakKeyDictionary[Room, OrderedDict[tuple[object, ...], Markup]]" = WeakKeyDictionary()


def environment(**options: Any) -> Environment:
    """The one Jinja2 environment of all templates, for which Django asks once."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    jinja = Environment(extensions=["jinja2.ext.i18n", Unindented], **options)  # noqa: S701 (Django sets autoescape)
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    jinja.globals |= {
        "_": _translated,
        "static": static,
        "url": url,
        "offered": processes.offered,
        "language_names": LANGUAGE_NAMES,
    }
    return jinja


@lru_cache(maxsize=2048)  # a page of a room asks for the same few addresses with every push
def url(name: str, *args: str | int) -> str:
    return reverse(name, args=args)


@pass_eval_context
def _translated(context: EvalContext, sentence: str, /, **named: object) -> str:
    """A sentence in the reader's language. Jinja's own way fills in every sentence, also those without a gap; that was a
    tenth of the cost of a push."""
    words = Markup(gettext(sentence)) if context.autoescape else gettext(sentence)  # noqa: S704 (a sentence of ours)
    return words % named if named else words


class Unindented(Extension):
    """Takes away the indentation, which would be loaded with every page and every push."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return INDENTATION.sub("", source) if name and name.endswith(".html") else source


class Reader:
    """What templates can say of a room in one language; shared by all who read it in that."""

    def __init__(self, room: Room, language: str) -> None:
        self.of = room
        self.room = room.public_id
        self.language = language

    def say(self, ref: str) -> str:
        return self.of.text(ref)

    def name(self, seat: int) -> str:
        return self.of.name(seat) or gettext("a former member")

    def hint(self, rule: str) -> tuple[str, str]:
        return hints.name(rule, self.language), hints.reason(rule, self.language)

    def word(self, process: str, *keys: str) -> Any:
        return processes.word(process, self.language, *keys)

    @cached_property
    def words(self) -> dict[str, Any]:
        speech = {"say": self.say, "name": self.name, "word": self.word, "hint": self.hint}
        words = {
            **speech,
            "room": self.room,
            "of_circle": self.of.lasting,
            "alone": self.of.meeting.alone,
            "language": self.language,
            "csrf": CSRF,
        }
        return {**words, "p": _template("room/parts.html").make_module(words)}


def regions(scene: Scene, reader: Reader) -> dict[str, Markup]:
    with override(reader.language):
        return {name: _region(name, getattr(scene, name), reader) for name in REGIONS}


def changes(old: Scene | None, new: Scene, reader: Reader) -> str:
    """Render what differs between two scenes of one viewer: whole regions, or single cards of the board."""
    parts: list[str] = []
    with override(reader.language):
        for name in REGIONS:
            before, now = getattr(old, name) if old else None, getattr(new, name)
            if old is not None and (before is now or before == now):
                continue
            if (
                name == "board"
                and isinstance(before, Board)
                and isinstance(now, Board)
                and _same_shell(before, now)
            ):
                parts += _card_changes(before, now, reader)
            else:
                parts += _region_changes(name, old is not None, before, now, reader)
    return "".join(parts)


def digest(scene: Scene, reader: Reader) -> str:
    """Names what a viewer sees, so that a returning line need not be sent what it has."""
    mark = hashlib.blake2b(digest_size=12)
    for html in regions(scene, reader).values():
        mark.update(html.encode())
    return mark.hexdigest()


def sentence(refused: Refused, language: str) -> str:
    with override(language):
        words = {
            name: _placed(word) if isinstance(word, ProcessFault) else word
            for name, word in refused.words.items()
        }
        return gettext(refused.sentence).format(**words)


def say_fault(fault: ProcessFault) -> str:
    return gettext(fault.template).format(**dict(fault.words))


def _placed(fault: ProcessFault) -> str:
    return f"{fault.place}: {say_fault(fault)}" if fault.place else say_fault(fault)


def forget(room: Room) -> None:
    _kept.pop(room, None)


def fill(html: str, token: str) -> Markup:
    """Give every form in a page its hidden token, and a command id of its own."""
    first, *rest = str(html).split(str(CSRF))  # a Markup would escape what is joined to it
    filled = "".join(
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<input type="hidden" name="id" value="{uuid4()}">{part}'
        for part in rest
    )
    return Markup(first + filled)  # noqa: S704 (a page of ours, split and joined again)


def _region(name: str, value: object, reader: Reader) -> Markup:
    return _once(reader, (name, value), lambda: _render(f"room/{name}.html", reader, it=value))


def _region_changes(name: str, is_shown: bool, before: object, now: object, reader: Reader) -> list[str]:
    """Nothing is sent where nothing looks different: a push in itself would tell that something had happened."""
    html = _region(name, now, reader)
    return [] if is_shown and html == _region(name, before, reader) else [html]


def _card(card: CardView, list_id: str, reader: Reader) -> Markup:
    return _once(reader, (list_id, card), lambda: _render("room/card.html", reader, card=card, list=list_id))


def _once(reader: Reader, of: tuple[object, ...], render: Callable[[], Markup]) -> Markup:
    """Those who see the same get the same bytes. They are kept with the room, so that nothing of an erased meeting
    outlives it here. The text of a reference never changes, and names are only added."""
    room = reader.of
    if room.erased:
        return render()
    rendered = _kept.setdefault(room, OrderedDict())
    key = (reader.language, room.names_edition, len(room.names), *of)
    html = rendered.get(key)
    if html is None:
        html = rendered[key] = render()
        while len(rendered) > MOST_KEPT:
            rendered.popitem(last=False)
    return html


def _render(template: str, reader: Reader, **values: object) -> Markup:
    return Markup(_template(template).render(reader.words, **values))  # noqa: S704 (rendered with autoescape)


def _template(name: str) -> Template:
    template: Template = engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]
    return template


def _same_shell(old: Board, new: Board) -> bool:
    """Whether two boards differ in their cards only, and cards were changed, taken away or put at the end."""
    if _shell(old) != _shell(new) or len(old.lists) != len(new.lists):
        return False
    return all(before is now or _grew(before, now) for before, now in zip(old.lists, new.lists, strict=True))


def _grew(old: CardList, new: CardList) -> bool:
    if _frame(old) != _frame(new):
        return False
    ids = [card.id for card in new.cards]
    stayed = [card.id for card in old.cards if card.id in ids]
    return ids[: len(stayed)] == stayed


def _card_changes(old: Board, new: Board, reader: Reader) -> list[str]:
    parts: list[str] = []
    for before, now in zip(old.lists, new.lists, strict=True):
        if before is now or before == now:
            continue
        cards_before = {card.id: card for card in before.cards}
        kept = {card.id for card in now.cards}
        parts += [f'<li id="c-{escape(id)}" data-gone></li>' for id in cards_before if id not in kept]
        parts += [_card(card, now.id, reader) for card in now.cards if cards_before.get(card.id) != card]
    return parts
