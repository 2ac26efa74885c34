"""After a rehearsal, for one person: what each step asked for, what she did, how else one might ask, one thing to try next."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from covision import processes
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.engine.process import EVERYONE, Process
from covision.languages import LANGUAGES

from .question_kinds import hear

WORDS = Path(__file__).parent / "words"
ASKING = frozenset(["question", "open-question", "written-question", "intervention", "summary"])
FOR_CLIENT = (("sentence", "my-sentence"), ("order", "my-order"), ("next-step", "small-step"))
FOR_WORKER = (("facet", "one-facet"), ("solution", "many-ideas"), ("next-step", "take-a-step"))
FOR_ANY_CLIENT = (
    *((kind, "my-question") for kind in ("key", "contract", "wish", "new-question", "goal")),
    ("next-step", "small-step"),
    ("insight", "one-insight"),
)
NOTES = ("observation", "watched", "report")
MOST_WAYS = 3
FEW = 4


@value
class OwnContribution:
    kind: str
    text: str  # as written or asked
    heard: str  # how it was heard, in words


@value
class DebriefedStep:
    process: str
    step: str
    field: str
    title: str
    role: str
    does: str  # what the step asked of the role that the person had
    leaves: str
    contributions: tuple[OwnContribution, ...]
    ways: tuple[str, ...]  # other ways to ask


@value
class Debrief:
    passages: tuple[DebriefedStep, ...]
    next: str  # one thing to try, empty as long as no work on a case has begun


@value
class Eyes:
    """Whose eyes look back at which meeting: texts by reference, words in a language."""

    meeting: Meeting
    seat: int
    language: str
    text: Callable[[str], str]

    def cards(self) -> list[Card]:
        return [
            card
            for card in self.meeting.cards
            if card.seat == self.seat and not card.replaced and not card.withdrawn
        ]

    def words_of(self, card: Card) -> str:
        if card.text:
            return self.text(card.text.id)
        step, _, question = card.prompt.partition(".")
        process = self.meeting.process_at(card.round, card.step)
        return str(processes.word(process.id, self.language, "steps", step, "questions", question))

    def hears(self, card: Card) -> str:
        kind = hear(self.words_of(card), card.text.language if card.text else self.language)
        return "said" if card.kind == "summary" and kind in {"closed", "open"} else kind


def debrief(eyes: Eyes) -> Debrief:
    """Look back at a meeting through one person's eyes. Nothing of it is kept."""
    places = dict.fromkeys((visit.round, visit.step) for visit in eyes.meeting.visits)
    passages = [_passage(eyes, *place) for place in places]
    return Debrief(
        tuple(passage for passage in passages if passage.does or passage.contributions), _next(eyes)
    )


def _passage(eyes: Eyes, round: int, step: str) -> DebriefedStep:
    process = eyes.meeting.process_at(round, step)
    role = _role(eyes, process, round)
    asked = _StepWords(process, step, eyes.language)
    cards = [card for card in eyes.cards() if (card.round, card.step) == (round, step)]
    return DebriefedStep(
        process=process.id,
        step=step,
        field=process.step(step).field,
        title=asked.word("title"),
        role=asked.role(role),
        does=asked.word("roles", role, "does"),
        leaves=asked.word("roles", role, "leaves"),
        contributions=tuple(_contribution(eyes, card, process) for card in cards),
        ways=tuple(dict.fromkeys(_ways(eyes, cards, asked, role)))[:MOST_WAYS],
    )


@value
class _StepWords:
    """The words of a step, empty where there are none."""

    process: Process
    step_id: str
    language: str

    def word(self, *keys: str) -> str:
        words = processes.word(self.process.id, self.language, "steps", self.step_id, *keys)
        return "" if words == keys[-1] else str(words)

    def role(self, role: str) -> str:
        name = processes.word(self.process.id, self.language, "roles", role, "name")
        return "" if role == EVERYONE or name == "name" else str(name)

    def questions(self, role: str) -> list[tuple[str, str]]:
        guides = self.process.step(self.step_id).questions
        of_role = [guide.id for guide in guides if guide.role == role]
        return [(id, self.word("questions", id)) for id in of_role]


def _role(eyes: Eyes, process: Process, round: int) -> str:
    roles = eyes.meeting.parts(eyes.seat, round) if round else ()
    return next((role for role in roles if process.role(role)), EVERYONE)


def _contribution(eyes: Eyes, card: Card, process: Process) -> OwnContribution:
    name = str(processes.word(process.id, eyes.language, "kinds", card.kind, "name"))
    heard = _words(eyes.language)["kinds"].get(eyes.hears(card), "") if card.kind in ASKING else ""
    return OwnContribution(name, eyes.words_of(card), heard)


def _ways(eyes: Eyes, cards: list[Card], asked: _StepWords, role: str) -> Iterable[str]:
    """Another way for what was heard badly, then guiding questions that were not asked."""
    ways = _words(eyes.language)["ways"]
    for card in cards:
        if card.kind in ASKING - {"summary"} and card.text:
            yield from ways.get(eyes.hears(card), ())[:2]
    used = {card.prompt.partition(".")[2] for card in cards}
    yield from (text for id, text in asked.questions(role) if id not in used and "{" not in text)


def _next(eyes: Eyes) -> str:
    """The weightiest thing first: how people were spoken to, then what the part needs."""
    cards = eyes.cards()
    heard = Counter(eyes.hears(card) for card in cards if card.kind != "state")
    round = next((round.number for round in eyes.meeting.rounds if round.began), 0)
    if not round:
        return ""
    process = eyes.meeting.rounds[round - 1].process
    assert process is not None
    roles = eyes.meeting.parts(eyes.seat, round)
    thing = _thing(process, roles, Counter(card.kind for card in cards), heard)
    return str(_words(eyes.language)["try"][thing])


def _thing(process: Process, roles: tuple[str, ...], written: Counter[str], heard: Counter[str]) -> str:
    if heard["rude"]:
        return "kindly"
    role = process.role(next(iter(roles), ""))
    if role is None:
        return "other-eyes"
    if role.steers:
        return _for_facilitator(process, written, heard)
    if role.brings:
        wanted = FOR_CLIENT if process.kind("sentence") else FOR_ANY_CLIENT
        return _first_missing(process, written, wanted, "own-words")
    if role.apart:
        return "note-more" if any(written[kind] for kind in NOTES) else "note"
    if role.beside and not role.rest:
        return "write-words"
    if process.kind("facet"):
        return _first_missing(process, written, FOR_WORKER, "other-eyes")
    return (_for_advisor if process.kind("resource") else _for_helper)(process, written, heard)


def _for_facilitator(process: Process, written: Counter[str], heard: Counter[str]) -> str:
    leads_by_questions = process.kind("summary") is not None
    if leads_by_questions and not written["question"]:
        return "speak-up"
    if heard["advice"]:
        return "no-advice"
    if _mostly_closed(heard):
        return "open-questions"
    if not leads_by_questions:
        return "keep-frame"
    if not written["summary"]:
        return "sum-up"
    return "wait" if heard["feelings"] and heard["wish"] else "feelings-and-wish"


def _for_advisor(process: Process, written: Counter[str], heard: Counter[str]) -> str:
    if heard["advice"] and not written["parked"]:
        return "park"
    if written["resource"] < 3:
        return "strengths"
    return "other-eyes" if written["solution"] >= 3 else "many-ideas"


def _for_helper(process: Process, written: Counter[str], heard: Counter[str]) -> str:
    """Whoever helps in a process that knows other contributions than strengths and ideas."""
    if heard["advice"]:
        return "no-advice"
    if _mostly_closed(heard):
        return "open-questions"
    if sum(written.values()) < FEW:
        return "say-one-thing"
    return "ask-once" if process.fit.helps == "questions" else "half-as-long"


def _mostly_closed(heard: Counter[str]) -> bool:
    return heard["closed"] + heard["why"] > heard["open"] + heard["wish"] + heard["feelings"]


def _first_missing(
    process: Process, written: Counter[str], wanted: tuple[tuple[str, str], ...], otherwise: str
) -> str:
    missing = (thing for kind, thing in wanted if process.kind(kind) and not written[kind])
    return next(missing, otherwise)


@cache
def _words(language: str) -> dict[str, Any]:
    file = WORDS / f"debrief.{language if language in LANGUAGES else 'en'}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
