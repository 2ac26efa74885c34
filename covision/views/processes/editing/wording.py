"""The words of a part as fields, a language beside the other, and fields as words again."""

from typing import Any

from django.utils.translation import gettext as _

from covision.actions.shared.text import clean_text
from covision.engine.refusals import Refused
from covision.processes.editing import put, said_at
from covision.processes.places import WordPlace, places
from covision.processes.process_text import ProcessText
from covision.views.http.form_input import Fields, sentence_of


def field_of(language: str, *keys: str) -> str:
    return f"w:{language}:{'.'.join(keys)}"


def places_of(written: ProcessText, part: str) -> tuple[WordPlace, ...]:
    """The places of words that belong to a part; those of decisions are with the steps that have them."""
    return tuple(place for place in places(written.process) if _belongs(written, part, place.keys))


def _belongs(written: ProcessText, part: str, keys: tuple[str, ...]) -> bool:
    kind, _colon, id = part.partition(":")
    match keys[0]:
        case "roles":
            return kind == "roles"
        case "kinds":
            return kind == "kind" and keys[1] == id
        case "steps":
            return kind == "step" and keys[1] == id
        case "marks":
            is_step = kind == "step" and written.process.has_step(id)
            return is_step and any(mark.id == keys[1] for mark in written.process.step(id).marks)
        case _:
            return kind == "about"


def to_fields(written: ProcessText, part: str) -> dict[str, list[str]]:
    return {
        field_of(language, *place.keys): [_field_value(said_at(written, language, *place.keys))]
        for place in places_of(written, part)
        for language in written.words
    }


def from_fields(written: ProcessText, part: str, form: Fields) -> ProcessText:
    """Put what was typed in the place of the words before; what is too long stands in the form’s errors."""
    words = dict(written.words)
    for place in places_of(written, part):
        for tongue in written.words:
            name = field_of(tongue, *place.keys)
            if name in form.values:
                words[tongue] = put(words[tongue], place.keys, _read(form, name, place))
    return ProcessText(written.process, words)


def _read(form: Fields, name: str, place: WordPlace) -> str | list[str]:
    try:
        typed = clean_text(form.text(name))
    except Refused as refused:
        form.errors[name] = sentence_of(refused)
        return ""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    text = " ".join(lines)
    if any(len(line) > place.longest for line in (lines if place.many else [text])):
        form.errors[name] = _("At most %(most)s characters are possible here.") % {"most": place.longest}
    return lines if place.many else text


def _field_value(words: Any) -> str:
    if isinstance(words, list):
        return "\n".join(words)
    return words if isinstance(words, str) else ""
