"""The open part as the page's template sees it: its fields, its words in each language, and what is wrong in it."""

from collections.abc import Iterator

from covision.engine.editing.parts import steps_with_kind, steps_with_role
from covision.engine.editing.steps import leads_to
from covision.engine.plain import value
from covision.engine.process import Kind, May, Process, Question, Role, Step
from covision.processes.places import WordPlace
from covision.processes.process_text import ProcessText

from .form import Form
from .step import new_question, presence
from .wording import field_of, places_of

LONG = 80  # characters from which words get more than a line


@value
class Words:
    """One field for words: its name, the language, how long it may be, what it says; `theirs` is what stands there now."""

    name: str
    language: str
    longest: int
    many: bool
    needed: bool
    said: str
    theirs: str

    @property
    def long(self) -> bool:
        return self.many or self.longest > LONG


@value
class Rule:
    """Who may contribute what, as fields: `name` is what their names begin with; `kinds` are empty where it is to be added."""

    name: str
    may: May


class Shown:
    def __init__(self, written: ProcessText, part: str, form: Form, theirs: Form | None) -> None:
        self.written = written
        self.part = part
        self.what, _colon, self.id = part.partition(":")
        self.form = form
        self.theirs = theirs
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
        found = self.process.kind(self.id)
        assert found is not None
        return found

    def one(self, name: str) -> str:
        return self.form.one(name)

    def has(self, name: str, said: str) -> bool:
        return self.form.has(name, said)

    def error(self, name: str) -> str:
        return self.form.errors.get(name, "")

    def changed(self, name: str) -> tuple[str, ...] | None:
        """What somebody else put there meanwhile, if it is something else."""
        if self.theirs is None or self.theirs.many(name) == self.form.many(name):
            return None
        return self.theirs.many(name)

    def words(self, *keys: str) -> tuple[Words, ...]:
        """The fields for the words at a place, a language beside the other."""
        return tuple(self._words(language, keys) for language in self.languages)

    def _words(self, language: str, keys: tuple[str, ...]) -> Words:
        place = self._places.get(keys) or WordPlace(keys, 500, needed=False)
        name = field_of(language, *keys)
        theirs = self.theirs.one(name) if self.theirs and self.changed(name) is not None else ""
        return Words(name, language, place.longest, place.many, place.needed, self.form.one(name), theirs)

    def presence(self, role: Role) -> str:
        return self.form.one(f"presence.{role.id}") or presence(self.step, role.id)

    def rules(self, role: Role) -> tuple[Rule, ...]:
        """The rules for a role, and one to add."""
        there = [Rule(f"may.{at}", may) for at, may in enumerate(self.step.may) if may.role == role.id]
        return (*there, Rule(f"may.{role.id}", May(role.id, ())))

    def kinds_of(self, role: Role) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(kind for may in self.step.may if may.role == role.id for kind in may.kinds)
        )

    def used_in(self, role: str = "") -> tuple[str, ...]:
        """The steps from which a role, or the kind of contribution that is open, would go if it were taken away."""
        return steps_with_role(self.process, role) if role else steps_with_kind(self.process, self.id)

    @property
    def led_to_from(self) -> tuple[str, ...]:
        """The steps from which a way leads to the step that is open."""
        return leads_to(self.process, self.id)

    @property
    def writable(self) -> set[str]:
        """The kinds somebody may contribute in the step, and those it should leave all the same."""
        return {kind for may in self.step.may for kind in may.kinds} | {
            *self.step.outputs,
            *self.form.many("outputs"),
        }

    @property
    def known_before(self) -> set[str]:
        """The kinds that can be in sight: what was contributed up to the step, and what is in sight already."""
        ids = [step.id for step in self.process.steps]
        before = self.process.steps[: ids.index(self.id) + 1]
        there = {kind for step in before for may in step.may for kind in may.kinds}
        return {"problem", *there, *self.step.carried, *self.form.many("carried")}

    def questions(self, role: Role) -> tuple[Question, ...]:
        """The guiding questions of a role, and one to add."""
        there = tuple(question for question in self.step.questions if question.role == role.id)
        return (*there, Question(new_question(self.step, role.id, self.process), role.id))


def words_shown(form: Form) -> tuple[str, ...]:
    """All words that were typed into a part that is gone."""
    return tuple(dict.fromkeys(_typed(form)))


def _typed(form: Form) -> Iterator[str]:
    for name, values in form.values.items():
        if name.startswith("w:"):
            yield from (value for value in values if value.strip())
