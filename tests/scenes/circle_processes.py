"""Processes that the cast in a lasting circle makes its own."""

from dataclasses import replace

from covision.actions.circles import process_drafts
from covision.models.proposals import Proposal
from covision.processes import process_text as texts
from covision.processes.process_text import ProcessText
from tests.conftest import NOW

from .lasting_circle import LastingCircle


def a_copy(group: LastingCircle, id: str = "five-steps") -> str:
    return process_drafts.copy(group.inside("Fay"), id, now=NOW).public_id


def with_title(group: LastingCircle, own_id: str, title: str, who: str = "Ada") -> int:
    written, edition = process_drafts.draft(group.inside(who), own_id)
    words = {language: {**table, "title": title} for language, table in written.words.items()}
    text = texts.write(ProcessText(written.process, words))
    return process_drafts.keep_draft(group.inside(who), own_id, text, edition, now=NOW)


def without_steps(group: LastingCircle, own_id: str) -> None:
    written, edition = process_drafts.draft(group.inside("Ada"), own_id)
    broken = texts.write(ProcessText(replace(written.process, steps=()), written.words))
    process_drafts.keep_draft(group.inside("Ada"), own_id, broken, edition, now=NOW)


def decided(group: LastingCircle, own_id: str) -> Proposal:
    """Fay puts the draft to the circle, and all consent."""
    proposal = process_drafts.propose(group.inside("Fay"), own_id, "Shorter for us.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, proposal, "consent")
    return Proposal.objects.get(pk=proposal.pk)


def version_of(group: LastingCircle, own_id: str) -> str:
    """The process by which the circle works now."""
    version = process_drafts.open_draft(group.inside("Fay"), own_id).in_use
    assert version is not None
    return version.process_id


def works_by_its_own(group: LastingCircle, id: str = "five-steps") -> str:
    """The circle has made a process its own and decided on it."""
    own_id = a_copy(group, id)
    decided(group, own_id)
    return own_id
