"""The open part as the page's template sees it: its fields, its words in each language, and what is wrong in it."""

from collections.abc import Iterator

from covision.engine.editing.parts import steps_with_kind, steps_with_role
from covision.engine.editing.steps import leads_to
from covision.engine.plain import value
from covision.engine.process import Kind, May, Process, Question, Role, Step
from covision.processes.places import WordPlace
from covision.processes.process_text import ProcessText
from covision.views.http.form_input import Fields

from .step import new_question, presence
from .wording import field_of, places_of

LONG = 80  # characters from which words get more than a line


@value
class WordsField:
    """One field for words."""

    name: str
    language: str
    longest: int  # characters
    many: bool  # a line for each
    needed: bool
    text: str
    latest: str  # what somebody else put there meanwhile

    @property
    def long(self) -> bool:
        return self.many or self.longest > LONG


@value
class RuleFields:
    """Who may contribute what, as fields."""

    name: str  # what the names of its fields begin with
    may: May  # without kinds where it is to be added


class OpenPart:
    def __init__(self, written: ProcessText, part: str, form: Fields, latest: Fields | None) -> None:
        self.written = written
        self.part = part
        self.what, _colon, self.id = part.partition(":")
        self.form = form
        self.latest = latest
        self.languages = tuple(written.words)
        self._places = {place.keys: place for place in places_of(written, part)}

    @property
    def process(self) -> Process:
        return self.written.process

    @property
    def step(self) -> Step:
        return self.process.step(self.id)

    @property
    def kind(self) -> Kind:
        kind = self.process.kind(self.id)
        assert kind is not None
        return kind

    def text(self, name: str) -> str:
        return self.form.text(name)

    def has(self, name: str, value: str) -> bool:
        return self.form.has(name, value)

    def error(self, name: str) -> str:
        return self.form.errors.get(name, "")

    def changed(self, name: str) -> tuple[str, ...] | None:
        if self.latest is None or self.latest.texts(name) == self.form.texts(name):
            return None
        return self.latest.texts(name)

    def words(self, *keys: str) -> tuple[WordsField, ...]:
        return tuple(self._words(language, keys) for language in self.languages)

    def _words(self, language: str, keys: tuple[str, ...]) -> WordsField:
        place = self._places.get(keys) or WordPlace(keys, 500, needed=False)
        name = field_of(language, *keys)
        latest = self.latest.text(name) if self.latest and self.changed(name) is not None else ""
        return WordsField(
            name, language, place.longest, place.many, place.needed, self.form.text(name), latest
        )

    def presence(self, role: Role) -> str:
        return self.form.text(f"presence.{role.id}") or presence(self.step, role.id)

    def rules(self, role: Role) -> tuple[RuleFields, ...]:
        rules = [RuleFields(f"may.{at}", may) for at, may in enumerate(self.step.may) if may.role == role.id]
        return (*rules, RuleFields(f"may.{role.id}", May(role.id, ())))

    def kinds_of(self, role: Role) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(kind for may in self.step.may if may.role == role.id for kind in may.kinds)
        )

    def used_in(self, role: str = "") -> tuple[str, ...]:
        """The steps from which a role, or the kind of contribution that is open, would go if it were taken away."""
        return steps_with_role(self.process, role) if role else steps_with_kind(self.process, self.id)

    @property
    def led_to_from(self) -> tuple[str, ...]:
        return leads_to(self.process, self.id)

    @property
    def writable(self) -> set[str]:
        """The kinds somebody may contribute in the step, and those it should leave all the same."""
        return {kind for may in self.step.may for kind in may.kinds} | {
            *self.step.outputs,
            *self.form.texts("outputs"),
        }

    @property
    def in_sight(self) -> set[str]:
        """The kinds that can be in sight: what was contributed up to the step, and what is in sight already."""
        ids = [step.id for step in self.process.steps]
        before = self.process.steps[: ids.index(self.id) + 1]
        contributed = {kind for step in before for may in step.may for kind in may.kinds}
        return {"problem", *contributed, *self.step.carried, *self.form.texts("carried")}

    def questions(self, role: Role) -> tuple[Question, ...]:
        questions = tuple(question for question in self.step.questions if question.role == role.id)
        return (*questions, Question(new_question(self.step, role.id, self.process), role.id))


def typed_words(form: Fields) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_typed(form)))


def _typed(form: Fields) -> Iterator[str]:
    for name, values in form.values.items():
        if name.startswith("w:"):
            yield from (value for value in values if value.strip())
