"""What forms say, read and answered the same on every page: texts, numbers, ticks, and the refusals beside the fields."""

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from django.http import HttpRequest
from django.utils.translation import gettext as _

from covision import rendering
from covision.engine.refusals import Refused

from .wording import language

Values = dict[str, list[str]]


def number(raw: str) -> int:
    """A small number as a form sends it; -1 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1


def sentence_of(refused: Refused) -> str:
    return rendering.sentence(refused, language())


class Fields:
    """Values by name, from a browser, an address or a draft. What cannot be read stands in `errors`, by name."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.errors: dict[str, str] = {}

    def text(self, name: str, otherwise: str = "") -> str:
        values = self.values.get(name)
        return str(values[-1]) if values else otherwise

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self.values.get(name, ()))

    def has(self, name: str, value: str) -> bool:
        return value in self.values.get(name, ())

    def is_ticked(self, name: str) -> bool:
        return self.text(name) == "1"

    def number(self, name: str, otherwise: str = "") -> int:
        """-1 for anything but a small number."""
        return number(self.text(name, otherwise))

    def number_up_to(self, name: str, most: int) -> int:
        typed = self.text(name).strip()
        count = number(typed) if typed else 0
        if not 0 <= count <= most:
            self.errors[name] = _("Please write a number from 0 to %(most)s.") % {"most": most}
        return max(0, min(count, most))

    def number_from_one(self, name: str, most: int, error: str) -> int:
        count = number(self.text(name).strip())
        if not 0 < count <= most:
            self.errors[name] = error
        return count

    def choice(self, name: str, options: Iterable[str], error: str) -> str:
        """One of the options; an empty one has to be sent as well."""
        if not self.texts(name) or self.text(name) not in options:
            self.errors[name] = error
        return self.text(name)

    def among(self, name: str, options: Iterable[str], otherwise: str) -> str:
        value = self.text(name)
        return value if value in options else otherwise

    def picked(self, name: str, before: tuple[str, ...], possible: Iterable[str]) -> tuple[str, ...]:
        """What is ticked: first what was so before, in its order, then the rest in the order of what is possible."""
        ticked = [value for value in possible if self.has(name, value)]
        kept = [value for value in before if value in ticked]
        return (*kept, *(value for value in ticked if value not in kept))


class Form(Fields):
    """A form as a page shows it and as it comes back. Inside `with form:` a refusal is caught and stands in it."""

    def __init__(self, request: HttpRequest, typed: Mapping[str, object] | None = None) -> None:
        super().__init__(dict(request.POST.lists()))
        self.is_sent = request.method == "POST"
        self.typed: dict[str, object] = {**(request.POST.dict() if self.is_sent else typed or {})}
        self.refused: Refused | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Refused):
            self.refuse(error)
        return isinstance(error, Refused)

    def refuse(self, refused: Refused, field: str = "") -> None:
        """`field` is where it stands, if the refusal does not say so itself."""
        self.refused = refused
        self.errors[str(refused.words.get("field", field))] = sentence_of(refused)

    @property
    def status(self) -> int:
        if self.refused is not None:
            return rendering.STATUS[self.refused.why]
        return 422 if self.errors else 200
