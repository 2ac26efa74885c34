"""What the fields for words are called, in the reader’s language."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _


class FieldNames(Protocol):
    def role(self, id: str) -> str: ...
    def mark(self, id: str) -> str: ...


def label_of(keys: Sequence[str], names: FieldNames) -> str:
    match keys:
        case ["steps", _id, "questions", *_rest]:
            return _("Guiding questions")
        case ["steps", _id, "ways", *_rest]:
            return _("On the button")
        case ["steps", _id, "roles", role, *_rest]:
            return f"{names.role(role)}: {_('What this role does')}"
        case ["roles", role, *_rest]:
            return names.role(role)
        case ["marks", mark, *_rest]:
            return names.mark(mark)
        case _:
            return _label(keys[-1])


def _label(key: str) -> str:
    return {
        "title": _("Name"),
        "short": _("Short name"),
        "purpose": _("What we do here, and what for"),
        "question": _("The question over the step"),
        "summary": _("In two sentences"),
        "origin": _("Where it comes from"),
        "opening": _("Opening words"),
        "opening_hint": _("Why they begin so"),
        "name": _("One of them"),
        "many": _("Several of them"),
        "label": _("Over the field in which it is written"),
        "hint": _("A help for writing it"),
        "openings": _("Its own opening words"),
    }.get(key, _("Answer"))
