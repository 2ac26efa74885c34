"""The open part of a draft as one form, and what was typed put in its place."""

import hashlib
import json
from collections.abc import Mapping

from covision.engine.editing import parts as change_parts
from covision.engine.editing import steps as change_steps
from covision.engine.process import Process
from covision.processes.editing import pruned
from covision.processes.process_text import ProcessText
from covision.views.http.form_input import Fields

from . import parts, step, wording

ABOUT, ROLES = "about", "roles"


def has_part(process: Process, part: str) -> bool:
    what, _colon, id = part.partition(":")
    match what:
        case "step":
            return process.has_step(id)
        case "kind":
            return process.kind(id) is not None
        case _:
            return part in {ABOUT, ROLES}


def to_fields(written: ProcessText, part: str) -> dict[str, list[str]]:
    """Every field of a part with its values, as a browser would send them unchanged."""
    return _structure(written.process, part) | wording.to_fields(written, part)


def from_form(written: ProcessText, part: str, form: Fields) -> ProcessText:
    """What cannot be read stands in the form’s errors."""
    process = _read(written.process, part, form)
    return pruned(wording.from_fields(ProcessText(process, written.words), part, form))


def mark_of(fields: Mapping[str, list[str]]) -> str:
    """A mark of what stands in a part, by which a form knows whether it still does."""
    plain = json.dumps(sorted(fields.items()), ensure_ascii=False)
    return hashlib.blake2b(plain.encode(), digest_size=9).hexdigest()


def _structure(process: Process, part: str) -> dict[str, list[str]]:
    what, _colon, id = part.partition(":")
    match what:
        case "step":
            return step.to_fields(process.step(id), process)
        case "kind":
            kind = process.kind(id)
            assert kind is not None
            return parts.kind_to_fields(kind)
        case "roles":
            return parts.roles_to_fields(process)
        case _:
            return parts.about_to_fields(process)


def _read(process: Process, part: str, form: Fields) -> Process:
    what, _colon, id = part.partition(":")
    match what:
        case "step":
            return change_steps.put_step(process, step.from_fields(process.step(id), process, form))
        case "kind":
            kind = process.kind(id)
            assert kind is not None
            return change_parts.put_kind(process, parts.kind_from_fields(kind, process, form))
        case "roles":
            return parts.roles_from_fields(process, form)
        case _:
            return parts.about_from_fields(process, form)
