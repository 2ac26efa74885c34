"""The words of cases as they lie in the vault: what is shared with a case, and the notes that never are."""

import json
from collections.abc import Iterable, Mapping

from covision import vault
from covision.engine.plain import value

CASE, NOTES, ANSWERS = "case", "notes", "answers"


@value
class Wording:
    """The problem as it would be brought: `ref` names this wording, `tags` are “question:answer”."""

    text: str
    tags: tuple[str, ...]
    language: str
    ref: str = ""


def keep_wording(case_id: int, words: Wording) -> None:
    """Seal what would be shared. Call it inside a transaction."""
    vault.keep_case(case_id, CASE, json.dumps([words.text, words.tags, words.language], ensure_ascii=False))


def open_wordings(case_ids: Iterable[int]) -> dict[int, Wording]:
    ids = list(case_ids)
    opened = vault.open_cases(ids, CASE) if ids else {}
    return {id: _read(*opened[id]) for id in ids if id in opened}


def keep_notes(case_id: int, notes: dict[str, str]) -> None:
    """Seal the author's own notes. Call it inside a transaction."""
    vault.keep_case(case_id, NOTES, json.dumps(notes, ensure_ascii=False))


def notes_of(case_id: int) -> dict[str, str]:
    opened = vault.open_cases([case_id], NOTES)
    return {str(name): str(text) for name, text in json.loads(opened[case_id][1]).items()} if opened else {}


def keep_answers(case_id: int, process: str, answers: Mapping[str, str]) -> None:
    """Seal what the author answered beforehand to the questions of a process. Call it inside a transaction."""
    vault.keep_case(case_id, ANSWERS, json.dumps([process, dict(answers)], ensure_ascii=False))


def answers_of(case_id: int) -> tuple[str, str, dict[str, str]]:
    """Open what was answered beforehand: its reference, the process, and a text for each kind."""
    opened = vault.open_cases([case_id], ANSWERS)
    ref, sealed = opened.get(case_id, ("", '["", {}]'))
    process, texts = json.loads(sealed)
    return ref, str(process), {str(kind): str(text) for kind, text in texts.items()}


def _read(ref: str, sealed: str) -> Wording:
    text, tags, language = json.loads(sealed)
    return Wording(str(text), tuple(map(str, tags)), str(language), ref)
