"""What a form of the editor holds, whether it comes from a draft or from a browser: names, each with its values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

Values = Mapping[str, list[str]]


@dataclass
class Form:
    """The values of the open part. Reading gathers in `errors` what cannot be read, by the field’s name."""

    values: Values
    errors: dict[str, str] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(self.values.get(name, ()))

    def has(self, name: str, value: str) -> bool:
        return value in self.values.get(name, ())

    def ticked(self, name: str) -> bool:
        return self.one(name) == "1"

    def number(self, name: str, most: int) -> int:
        """A number from 0; nothing typed is 0."""
        said = self.one(name).strip()
        if not said:
            return 0
        found = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1
        if not 0 <= found <= most:
            self.errors[name] = _("Please write a number from 0 to %(most)s.") % {"most": most}
        return max(0, min(found, most))

    def among(self, name: str, options: Iterable[str], otherwise: str) -> str:
        said = self.one(name)
        return said if said in options else otherwise

    def picked(self, name: str, before: tuple[str, ...], possible: Iterable[str]) -> tuple[str, ...]:
        """What is ticked: first what was so before, in its order, then the rest as they stand in the process."""
        known = tuple(possible)
        ticked = set(self.many(name)) & set(known)
        kept = [one for one in before if one in ticked]
        return (*kept, *(one for one in known if one in ticked and one not in kept))


def tick(on: bool) -> list[str]:
    return ["1"] if on else []


def count(number: int) -> list[str]:
    """A number as a field shows it; nothing is an empty field."""
    return [str(number)] if number else [""]
