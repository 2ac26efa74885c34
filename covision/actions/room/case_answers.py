"""What somebody answers at home to the questions of a process, beside a case: sealed with it, offered to her alone when the
round on it begins, and seen by nobody before she sends it."""

from collections.abc import Mapping
from functools import cache

from covision import processes
from covision.actions.shared.text import clean_text
from covision.actions.shared.wording import answers_of
from covision.engine.plain import value
from covision.engine.process import Kind
from covision.engine.refusals import Refused
from covision.models.cases import CaseCard


@value
class Answers:
    process: str = ""
    texts: tuple[tuple[str, str], ...] = ()  # by kind of the process


NOTHING = Answers()


@cache
def offered() -> tuple[str, ...]:
    return tuple(id for id in processes.proposed_ids() if questions(id))


def questions(process: str) -> tuple[Kind, ...]:
    if process not in processes.live_ids():
        return ()
    return tuple(kind for kind in processes.process(process).kinds if kind.prepared)


def check(process: str, typed: Mapping[str, str]) -> Answers:
    cleaned = [(kind, clean_text(typed.get(kind.id, ""))) for kind in questions(process)]
    for kind, text in cleaned:
        if len(text) > kind.limit:
            raise Refused(
                "This text has {size} characters. At most {limit} are possible here.",
                "invalid",
                size=len(text),
                limit=kind.limit,
                field=f"answer.{kind.id}",
            )
    texts = tuple((kind.id, text) for kind, text in cleaned if text)
    return Answers(process, texts) if texts else NOTHING


def read(case_id: int) -> Answers:
    _, process, texts = answers_of(case_id)
    return Answers(process, tuple(texts.items()))


def brought(meeting_id: int, card: str, process: str) -> dict[str, str]:
    """Each text has the name “reference.kind”: the same name is never another text."""
    row = CaseCard.objects.filter(meeting=meeting_id, card=card).first()
    ref, of, texts = answers_of(row.case_id) if row else ("", "", {})
    return {f"{ref}.{kind}": text for kind, text in texts.items()} if of == process else {}
