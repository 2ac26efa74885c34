"""How a proposal stands, as one member may see it, and by what the circle works."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from covision import processes, vault
from covision.actions.appointments import details as appointment_details
from covision.actions.circles import agreements, decisions, proposals
from covision.actions.circles.membership import Inside
from covision.actions.processes import adopted as adopted_processes
from covision.actions.processes import versions as process_versions
from covision.engine.consent import answers_needed
from covision.models.agreements import Agreement
from covision.models.own_processes import Structure
from covision.models.proposals import Proposal
from covision.views.http.wording import word


def proposal_lines(inside: Inside, listed: Iterable[Proposal]) -> list[dict[str, object]]:
    """What a list says of proposals, in as many questions to the database for one as for many."""
    proposals = list(listed)
    waiting = decisions.waiting_for_answer(inside.member, proposals)
    return [_line(inside, proposal, proposal.pk in waiting) for proposal in proposals]


def _line(inside: Inside, proposal: Proposal, waits: bool) -> dict[str, object]:
    return {
        "id": proposal.public_id,
        "number": proposal.number,
        "kind": proposal.kind,
        "state": proposal.state,
        "name": _subject(proposal),
        "until": date_format(timezone.localtime(proposal.until), "DATETIME_FORMAT"),
        "waits": waits,
        "concerns_me": proposal.about_id == inside.member.pk,
        "appointment": proposal.appointment.public_id if proposal.appointment is not None else "",
        "way": _process_address(inside, proposal),
    }


def proposal_context(inside: Inside, proposal: Proposal) -> dict[str, object]:
    """All one member may see of a proposal. Whom it is about learns why it was put, and not who answered what."""
    ballot = decisions.ballot(proposal)
    concerns_me = proposal.about_id == inside.member.pk
    stands = (
        []
        if concerns_me
        else list(proposal.positions.filter(draft=proposal.draft).select_related("member").order_by("pk"))
    )
    application = proposal.application
    wanted = [(proposal.why, "why"), *((position.reason, "reason") for position in stands)]
    if application is not None:
        wanted.append((application.motive, "motive"))
    texts = vault.CIRCLES.open(inside.circle.pk, wanted)
    my_position = next((position for position in stands if position.member_id == inside.member.pk), None)
    rules = proposals.rules_of(inside.circle)
    return {
        **_line(inside, proposal, proposal.pk in decisions.waiting_for_answer(inside.member, [proposal])),
        "draft": proposal.draft,
        "by": proposal.by.name if proposal.by else "",
        "by_me": proposal.by_id == inside.member.pk,
        "why": texts.get(proposal.why, ""),
        "trained": application.trained if application else "",
        "line": application.line if application else "",
        "motive": texts.get(application.motive, "") if application else "",
        "stands": [
            {"name": position.member.name, "stand": position.stand, "reason": texts.get(position.reason, "")}
            for position in stands
        ],
        "stand": my_position.stand if my_position else "",
        "reason": texts.get(my_position.reason, "") if my_position else "",
        "may_decide": proposal.state == "open" and inside.member.pk in ballot.voters,
        "may_change": proposals.may_be_proposed_again(proposal) and not concerns_me,
        "voters": len(ballot.voters),
        "needed": answers_needed(len(ballot.voters), rules),
        "silence": rules.silence,
    }


def agreement_context(agreement: Agreement, old: Agreement | None) -> dict[str, object]:
    """An agreement's texts and rules, and what differs from an older one with what stood there."""
    changed = agreements.changed_parts(agreement, old)
    before = agreements.texts(old) if old and changed else {}
    return {
        "version": agreement.version,
        "texts": agreements.texts(agreement),
        "before": {part: before.get(part, "") for part in agreements.PARTS if part in changed},
        "language": agreement.language,
        "rules": agreement,
        "old": old,
        "changed": changed,
        "decided": date_format(timezone.localtime(agreement.decided), "DATE_FORMAT")
        if agreement.decided
        else "",
    }


def structure_lines(inside: Inside) -> list[dict[str, object]]:
    return [
        {
            "id": structure.process_id,
            "title": str(word(structure.process_id, "title")),
            "case": structure.case,
            "at": _structure_address(inside, structure),
            "since": date_format(structure.since, "DATE_FORMAT"),
        }
        for structure in adopted_processes.adopted_structures(inside.circle)
    ]


def _process_address(inside: Inside, proposal: Proposal) -> str:
    version = proposal.own_version
    if version is not None and version.own_process is not None:
        at = reverse("structures:one", args=[inside.circle.public_id, version.own_process.public_id])
        return f"{at}?version={version.number}" if version.number else f"{at}?put={proposal.public_id}"
    is_live = proposal.process_id in processes.live_ids()
    return reverse("processes:one", args=[proposal.process_id]) if is_live else ""


def _structure_address(inside: Inside, structure: Structure) -> str:
    version = structure.version
    if version is None or version.own_process is None:
        return reverse("processes:one", args=[structure.process_id])
    at = reverse("structures:one", args=[inside.circle.public_id, version.own_process.public_id])
    return f"{at}?version={version.number}"


def _subject(proposal: Proposal) -> str:
    if proposal.process_id:
        id = proposal.own_version.process_id if proposal.own_version is not None else proposal.process_id
        process_versions.load([id])
        is_kept = id in processes.live_ids() or processes.registered(id) is not None
        return str(word(id, "title")) if is_kept else ""
    if proposal.application is not None:
        return proposal.application.name
    if proposal.appointment is not None and proposal.appointment.begins is not None:
        return appointment_details.format_when(proposal.appointment.begins)
    return proposal.about.name if proposal.about else ""
