"""A circle makes a process its own: copies one, writes on it together, puts it to all, and hands it on as a file.

A draft and every version are one sealed text each, under the circle's key; nothing of it is in a file, a log or an address.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet

from covision import processes, vault
from covision.actions.processes import versions as process_versions
from covision.actions.shared.activity import record_activity
from covision.engine.plain import MalformedData, value
from covision.engine.refusals import Refused
from covision.models.own_processes import OwnProcess, OwnVersion
from covision.models.proposals import Proposal
from covision.processes import process_text as texts
from covision.processes.neutral import neutral
from covision.processes.process_text import ProcessText

from . import agreements, process_proposals
from .decisions import lock
from .membership import Inside

MOST_OF_A_CIRCLE = 30
MOST_TRIALS = 50  # of a circle, at the same time


@value
class DecidedVersion:
    """A version the circle has decided on. `in_use`: the circle works by it."""

    number: int
    process_id: str
    decided: date
    in_use: bool


@value
class ProcessDraft:
    """An own process as it stands: its draft, its decided versions, newest first, and the number of the proposal that waits.
    `may_undo`: its last change can be taken back."""

    public_id: str
    written: ProcessText
    edition: int
    copied_from: str
    versions: tuple[DecidedVersion, ...]
    proposed: int
    may_undo: bool = False

    @property
    def in_use(self) -> DecidedVersion | None:
        return next((version for version in self.versions if version.in_use), None)


def copy(inside: Inside, process_id: str, *, now: datetime) -> OwnProcess:
    """Make a draft of a process that comes with Covision, or of a version of the circle's own.

    :raises Refused: there is none of this name, the circle has many already, or the member has not accepted
    the agreement.
    """
    if process_id in processes.live_ids():
        return _begin(inside, texts.text_of(process_id), process_id, now)
    version = _versions(inside).filter(process_id=process_id, number__isnull=False).first()
    written = process_versions.written_of(version) if version else None
    if written is None:
        raise _no_such_process()
    return _begin(inside, written, process_id, now)


def import_file(inside: Inside, data: bytes, *, now: datetime) -> OwnProcess:
    """Make a draft of a file from anywhere; it is checked, never trusted.

    :raises Refused: it is none, with the line and what is wrong there, or as `copy`.
    """
    if len(data) > processes.LARGEST:
        raise Refused("This file is larger than a process can be.", "large", field="file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("This file is no text in UTF-8.", "invalid", field="file") from None
    return _begin(inside, neutral(_read_process(text, "file")), "", now)


def drafts_of_circle(inside: Inside) -> tuple[ProcessDraft, ...]:
    rows = list(inside.circle.own_processes.order_by("-id"))
    drafts = process_versions.open_all(inside.circle.pk, [row.draft for row in rows])
    return tuple(process for process in _drafts(inside, rows, drafts) if process)


def open_draft(inside: Inside, public_id: str) -> ProcessDraft:
    """Give one own process.

    :raises Refused: the circle has no such process.
    """
    row = _row(inside, public_id)
    processes_found = _drafts(inside, [row], process_versions.open_all(inside.circle.pk, [row.draft]))
    return next(iter(processes_found))


def draft(inside: Inside, public_id: str) -> tuple[ProcessText, int]:
    """Give a draft as it reads now, and its edition.

    :raises Refused: the circle has no such process.
    """
    process = open_draft(inside, public_id)
    return process.written, process.edition


def keep_draft(inside: Inside, public_id: str, text: str, edition: int, *, now: datetime) -> int:
    """Keep a draft as somebody changed it, and return its new edition. It may have faults, but not another
    shape.

    :raises Refused: somebody else changed it meanwhile, or it is no process.
    """
    agreements.check_accepted(inside.member)
    written = _read_process(text, "text")
    with transaction.atomic():
        row = _row(inside, public_id)
        ref = process_versions.keep(inside.circle.pk, process_versions.with_id(written, row.base))
        changed = OwnProcess.objects.filter(pk=row.pk, edition=edition).update(
            draft=ref, before=row.draft, edition=F("edition") + 1
        )
        if not changed:
            raise _draft_changed()
        vault.CIRCLES.erase_texts(inside.circle.pk, [row.before])
    return edition + 1


def undo(inside: Inside, public_id: str, edition: int) -> int:
    """Bring a draft back as it was before its last change, and return its new edition. Undone again, the
    change is back.

    :raises Refused: nothing was changed yet, or somebody changed it meanwhile.
    """
    agreements.check_accepted(inside.member)
    row = _row(inside, public_id)
    if not row.before:
        raise Refused("There is nothing to undo.")
    same = inside.circle.own_processes.filter(pk=row.pk, edition=edition, before=row.before)
    if not same.update(draft=row.before, before=row.draft, edition=F("edition") + 1):
        raise _draft_changed()
    return edition + 1


def export(inside: Inside, public_id: str, version: int | None) -> str:
    """Give the draft, or a decided version, as one text to hand on.

    :raises Refused: the circle has no such process or version.
    """
    return texts.write(draft_or_version(inside, public_id, version))


def draft_or_version(inside: Inside, public_id: str, version: int | None) -> ProcessText:
    """Give the draft, or a decided version.

    :raises Refused: the circle has no such process or version.
    """
    if version is None:
        return draft(inside, public_id)[0]
    row = _versions(inside).filter(own_process__public_id=public_id, number=version).first()
    written = process_versions.written_of(row) if row else None
    if written is None:
        raise _no_such_process()
    return written


def written_in_proposal(inside: Inside, public_id: str, proposal_id: str) -> ProcessText:
    """Give a process as a proposal puts it.

    :raises Refused: the circle has no such process, or the proposal is about something else.
    """
    versions = _versions(inside).filter(
        own_process__public_id=public_id, proposals__public_id=proposal_id, proposals__circle=inside.circle
    )
    written = process_versions.written_of(version) if (version := versions.first()) else None
    if written is None:
        raise _no_such_process()
    return written


def propose(inside: Inside, public_id: str, why: str = "", *, now: datetime) -> Proposal:
    """Put a draft to the circle: whether all work by it.

    :raises Refused: it has faults, or is proposed already.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        lock(inside.circle)
        row = _row(inside, public_id)
        version = process_versions.make_version(row, trial=False, now=now)
        return process_proposals.propose_version(inside, version, why, now=now)


def version_for_rehearsal(inside: Inside, public_id: str, *, now: datetime) -> str:
    """Give an id by which the draft as it is now can be rehearsed.

    :raises Refused: it has faults, or the circle tries many already.
    """
    with transaction.atomic():
        lock(inside.circle)
        row = _row(inside, public_id)
        if _versions(inside).filter(trial=True).count() >= MOST_TRIALS:
            raise Refused("Your circle rehearses many drafts just now. Please end some of these first.")
        version = process_versions.make_version(row, trial=True, now=now)
    process_versions.load([version.process_id])
    return version.process_id


def discard(inside: Inside, public_id: str, *, now: datetime) -> None:
    """Erase a draft. Of a process the circle has decided on, the draft becomes again what was decided last.

    :raises Refused: it waits for an answer as a proposal, or the circle has no such process.
    """
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        lock(inside.circle)
        row = _row(inside, public_id)
        if Proposal.objects.filter(own_version__own_process=row, state="open").exists():
            raise Refused("This draft is proposed just now. Please wait until all have answered.")
        last = row.versions.exclude(number=None).order_by("-number").first()
        if last is not None:
            written = draft_or_version(inside, public_id, last.number)
            ref = process_versions.keep(inside.circle.pk, process_versions.with_id(written, row.base))
            OwnProcess.objects.filter(pk=row.pk).update(draft=ref, before="", edition=F("edition") + 1)
        else:
            process_versions.erase(inside.circle.pk, row.versions.filter(trial=False))
            row.delete()
        vault.CIRCLES.erase_texts(inside.circle.pk, [row.draft, row.before])
        record_activity(inside.circle, "draft-dropped", now=now, by=inside.member)


def _begin(inside: Inside, written: ProcessText, copied_from: str, now: datetime) -> OwnProcess:
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        circle = lock(inside.circle)
        if circle.own_processes.count() >= MOST_OF_A_CIRCLE:
            raise Refused(
                "Your circle has {most} processes of its own. Please throw one away first.",
                most=MOST_OF_A_CIRCLE,
            )
        base = process_versions.new_base()
        ref = process_versions.keep(circle.pk, process_versions.with_id(written, base))
        process = OwnProcess.objects.create(
            circle=circle, base=base, draft=ref, copied_from=copied_from, created=now
        )
        record_activity(circle, "drafted", now=now, by=inside.member)
    return process


def _read_process(text: str, field: str) -> ProcessText:
    try:
        return texts.read(text)
    except MalformedData as why:
        line, _what = texts.wrong_in_text(text)[0]
        raise Refused(
            "This is no process that Covision can read ({what}). Please mend line {line} and try again.",
            "invalid",
            line=line,
            what=texts.shape_fault(why),
            field=field,
        ) from None


def _drafts(
    inside: Inside, rows: Iterable[OwnProcess], drafts: dict[str, ProcessText]
) -> Iterable[ProcessDraft]:
    using = set(inside.circle.structures.values_list("version_id", flat=True))
    decided = _versions(inside).exclude(number=None).order_by("-number")
    waiting = Proposal.objects.filter(circle=inside.circle, state="open", own_version__isnull=False)
    proposed = dict(waiting.values_list("own_version__own_process_id", "number"))
    versions: dict[int, list[DecidedVersion]] = {}
    for version in decided:
        assert version.number is not None
        assert version.decided is not None
        versions.setdefault(version.own_process_id or 0, []).append(
            DecidedVersion(version.number, version.process_id, version.decided, version.pk in using)
        )
    for row in rows:
        if row.draft in drafts:
            yield ProcessDraft(
                row.public_id,
                drafts[row.draft],
                row.edition,
                row.copied_from,
                tuple(versions.get(row.pk, ())),
                proposed.get(row.pk, 0),
                bool(row.before),
            )


def _versions(inside: Inside) -> "QuerySet[OwnVersion]":
    return OwnVersion.objects.filter(circle=inside.circle)


def _row(inside: Inside, public_id: str) -> OwnProcess:
    row = inside.circle.own_processes.filter(public_id=public_id).first()
    if row is None:
        raise _no_such_process()
    return row


def _draft_changed() -> Refused:
    return Refused(
        "Somebody in your circle has changed this draft meanwhile. Please look at it as it is now."
    )


def _no_such_process() -> Refused:
    return Refused("There is no such way of working.", "gone")
