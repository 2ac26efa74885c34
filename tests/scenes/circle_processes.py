"""Processes that the cast in a lasting circle makes its own."""

from dataclasses import replace

from covision.actions.circles import process_drafts
from covision.models.proposals import Proposal
from covision.processes import process_text as texts
from covision.processes.process_text import ProcessText
from tests.conftest import NOW

from .lasting_circle import LastingCircle


def a_copy(there: LastingCircle, id: str = "five-steps") -> str:
    return process_drafts.copy(there.inside("Fay"), id, now=NOW).public_id


def with_title(there: LastingCircle, own: str, title: str, who: str = "Ada") -> int:
    found, edition = process_drafts.draft(there.inside(who), own)
    words = {language: {**table, "title": title} for language, table in found.words.items()}
    text = texts.write(ProcessText(found.process, words))
    return process_drafts.keep_draft(there.inside(who), own, text, edition, now=NOW)


def without_steps(there: LastingCircle, own: str) -> None:
    found, edition = process_drafts.draft(there.inside("Ada"), own)
    broken = texts.write(ProcessText(replace(found.process, steps=()), found.words))
    process_drafts.keep_draft(there.inside("Ada"), own, broken, edition, now=NOW)


def decided(there: LastingCircle, own: str) -> Proposal:
    """Fay puts the draft to the circle, and all consent."""
    proposal = process_drafts.propose(there.inside("Fay"), own, "Shorter for us.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, proposal, "consent")
    return Proposal.objects.get(pk=proposal.pk)


def version_of(there: LastingCircle, own: str) -> str:
    """The process by which the circle works now."""
    found = process_drafts.open_draft(there.inside("Fay"), own).in_use
    assert found is not None
    return found.process_id


def works_by_its_own(there: LastingCircle, id: str = "five-steps") -> str:
    """The circle has made a process its own and decided on it."""
    own = a_copy(there, id)
    decided(there, own)
    return own
