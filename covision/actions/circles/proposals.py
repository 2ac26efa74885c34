"""What binds all is a proposal: put, answered by each member, changed and put again, and settled by consent."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from covision import vault
from covision.actions.processes import adopted as adopted_processes
from covision.actions.shared.activity import record_activity
from covision.actions.shared.text import clean_text
from covision.engine.consent import Rules
from covision.engine.refusals import Refused
from covision.models.circles import Application, Circle
from covision.models.dates import Appointment
from covision.models.proposals import Position, Proposal

from . import agreements, membership
from .agreements import Terms
from .decisions import TOO_FEW_TO_REMOVE, ballot, lock, settle
from .membership import Inside

LONGEST_WHY = 2000
LATEST_BEFORE = timedelta(hours=1)


def propose_removal(inside: Inside, member: int, why: str, *, now: datetime) -> Proposal:
    """Propose that somebody leaves the circle; it is decided without that person.

    :raises Refused: there is no such member, it is oneself, there is no reason, or the circle is too small
    for it.
    """
    about = membership.members(inside.circle).filter(pk=member).first()
    if about is None:
        raise Refused("This person does not belong to the circle.", "gone")
    if about.pk == inside.member.pk:
        raise Refused("You can leave the circle yourself.", "invalid")
    if len(membership.members(inside.circle)) <= TOO_FEW_TO_REMOVE:
        raise Refused(
            "In a circle of two nobody can be removed. You can leave it, or dissolve it.", "invalid"
        )
    if inside.circle.proposals.filter(state="open", kind="remove", about=about).exists():
        raise Refused("This has been proposed already.")
    return submit(inside, Proposal(kind="remove", about=about), required_reason(why), now)


def propose_agreement(inside: Inside, terms: Terms, why: str, language: str, *, now: datetime) -> Proposal:
    """Propose to change the agreement.

    :raises Refused: nothing differs, or another change is on the table.
    """
    _check_no_other(inside, "agreement")
    with transaction.atomic():
        drafted = agreements.draft(inside.circle, terms, language)
        return submit(inside, Proposal(kind="agreement", agreement=drafted), required_reason(why), now)


def propose_dissolution(inside: Inside, why: str, *, now: datetime) -> Proposal:
    """Propose to dissolve the circle.

    :raises Refused: there is no reason, or it is proposed already.
    """
    _check_no_other(inside, "dissolve")
    return submit(inside, Proposal(kind="dissolve"), required_reason(why), now)


def propose_observer(inside: Inside, appointment: Appointment, why: str, *, now: datetime) -> Proposal:
    """Propose that somebody from another circle observes one meeting; it has to be decided before that
    begins.

    :raises Refused: no date is fixed, the meeting begins soon, or an observer is invited or proposed
    already.
    """
    if (
        appointment.state != "fixed"
        or appointment.begins is None
        or appointment.begins <= now + LATEST_BEFORE
    ):
        raise Refused("An observer can be invited to a fixed meeting, until an hour before it begins.")
    if hasattr(appointment, "observing"):
        raise Refused("An observer is invited to this meeting already.")
    if appointment.proposals.filter(state="open").exists():
        raise Refused("This has been proposed already.")
    return submit(inside, Proposal(kind="observer", appointment=appointment), required_reason(why), now)


def propose_admission(application: Application, *, now: datetime) -> Proposal:
    """Put before a circle that somebody asks to join. Call it inside a transaction."""
    circle = application.circle
    proposal = _insert(circle, Proposal(kind="admit", application=application), now)
    record_activity(circle, "asked", now=now, number=proposal.number)
    return proposal


def take_position(
    inside: Inside, proposal: Proposal, draft: int, stand: str, reason: str, *, now: datetime
) -> None:
    """Keep how a member stands to a proposal; it may be changed until the proposal is decided.

    :raises Refused: it is decided or was changed meanwhile, the member has no say in it, or an objection
    lacks a reason.
    """
    agreements.check_accepted(inside.member)
    if stand not in {"consent", "aside", "objection"}:
        raise Refused("Please choose how you stand to this.", "invalid", field="stand")
    reason_text = required_reason(reason) if stand == "objection" else optional_reason(reason)
    with transaction.atomic():
        lock(inside.circle)
        locked = inside.circle.proposals.get(pk=proposal.pk)
        _check_may_decide(inside, locked, draft)
        _erase_positions(inside.circle, locked.positions.filter(draft=draft, member=inside.member))
        ref = vault.CIRCLES.keep(inside.circle.pk, "reason", reason_text)
        Position.objects.create(proposal=locked, draft=draft, member=inside.member, stand=stand, reason=ref)
        record_activity(inside.circle, "answered", now=now, by=inside.member, number=locked.number)
        settle(inside.circle, now)


def propose_again(
    inside: Inside, proposal: Proposal, why: str, terms: Terms | None, language: str, *, now: datetime
) -> None:
    """Change a proposal somebody objected to, or that found no consent in time, and put it to all anew.

    :raises Refused: it stands as it is, or cannot be changed.
    """
    agreements.check_accepted(inside.member)
    reason = required_reason(why)
    with transaction.atomic():
        lock(inside.circle)
        locked = inside.circle.proposals.select_related(
            "agreement", "about", "appointment", "own_version__own_process"
        ).get(pk=proposal.pk)
        if not may_be_proposed_again(locked):
            raise Refused("This proposal cannot be changed now.")
        if locked.state != "open" and locked.kind in adopted_processes.PROPOSED:
            adopted_processes.check_not_proposed(locked)
        elif locked.state != "open" and locked.kind not in {"remove", "observer"}:
            _check_no_other(inside, locked.kind)
        if locked.about_id and locked.about_id == inside.member.pk:
            raise Refused("This is decided by the others.", "forbidden")
        if terms is not None and locked.kind == "agreement":
            locked = _redraft(inside, locked, terms, language)
        if locked.kind == "process" and locked.own_version is not None:
            adopted_processes.take_draft(locked, locked.own_version, now)
        vault.CIRCLES.erase_texts(inside.circle.pk, [locked.why])
        locked.why = vault.CIRCLES.keep(inside.circle.pk, "why", reason)
        locked.by, locked.draft, locked.state = inside.member, locked.draft + 1, "open"
        locked.put, locked.until = now, _answer_deadline(inside.circle, locked, now)
        locked.save()
        record_activity(inside.circle, "put-again", now=now, by=inside.member, number=locked.number)
        _consent_oneself(inside, locked)
        settle(inside.circle, now)


def withdraw(inside: Inside, proposal: Proposal, *, now: datetime) -> None:
    """Take a proposal back. Whoever put it may.

    :raises Refused: it is decided, or somebody else's.
    """
    with transaction.atomic():
        lock(inside.circle)
        locked = inside.circle.proposals.get(pk=proposal.pk)
        if locked.state != "open" or locked.by_id != inside.member.pk:
            raise Refused("Only an open proposal can be withdrawn, by whoever put it.", "forbidden")
        Proposal.objects.filter(pk=locked.pk).update(state="withdrawn")
        record_activity(inside.circle, "withdrawn", now=now, by=inside.member, number=locked.number)


def take_back_application(application: Application, *, now: datetime) -> None:
    circle = application.circle
    with transaction.atomic():
        lock(circle)
        circle.proposals.filter(application=application, state="open").update(state="withdrawn")
        vault.CIRCLES.erase_texts(circle.pk, [application.motive])
        application.delete()


def may_be_proposed_again(proposal: Proposal) -> bool:
    """Where somebody objects, and where a proposal found no consent in time. Admissions begin with whoever
    asks."""
    if proposal.kind == "admit" or (proposal.about is not None and proposal.about.until is not None):
        return False
    if proposal.kind == "observer" and not _may_still_observe(proposal):
        return False
    if proposal.kind in adopted_processes.PROPOSED and not adopted_processes.may_be_put_again(proposal):
        return False
    objected = proposal.positions.filter(draft=proposal.draft, stand="objection").exists()
    return proposal.state in {"objected", "lapsed"} or (proposal.state == "open" and objected)


def proposals(circle: Circle) -> "QuerySet[Proposal]":
    return circle.proposals.select_related(
        "by",
        "about",
        "application",
        "appointment",
        "appointment__observing",
        "own_version__own_process",
        "circle",
    ).order_by("-number")


def rules_of(circle: Circle) -> Rules:
    return agreements.rules(agreements.current_agreement(circle))


def submit(inside: Inside, proposal: Proposal, why: str, now: datetime) -> Proposal:
    agreements.check_accepted(inside.member)
    with transaction.atomic():
        lock(inside.circle)
        proposal.by = inside.member
        proposal.why = vault.CIRCLES.keep(inside.circle.pk, "why", why)
        numbered = _insert(inside.circle, proposal, now)
        record_activity(
            inside.circle, "proposed", now=now, by=inside.member, about=numbered.about, number=numbered.number
        )
        _consent_oneself(inside, numbered)
        settle(inside.circle, now)
    return numbered


def _insert(circle: Circle, proposal: Proposal, now: datetime) -> Proposal:
    last = circle.proposals.aggregate(last=Max("number"))["last"] or 0
    proposal.circle, proposal.number = circle, last + 1
    proposal.put, proposal.until = now, _answer_deadline(circle, proposal, now)
    proposal.save()
    return proposal


def _redraft(inside: Inside, proposal: Proposal, terms: Terms, language: str) -> Proposal:
    old, proposal.agreement = proposal.agreement, agreements.draft(inside.circle, terms, language)
    proposal.save()
    if old is not None:
        agreements.erase_draft(old)
    return proposal


def _consent_oneself(inside: Inside, proposal: Proposal) -> None:
    """Whoever puts a proposal consents to it, and may say otherwise later."""
    Position.objects.create(proposal=proposal, draft=proposal.draft, member=inside.member, stand="consent")


def _check_may_decide(inside: Inside, proposal: Proposal, draft: int) -> None:
    if proposal.state != "open":
        raise Refused("This has been decided already.")
    if proposal.draft != draft:
        raise Refused("This proposal was changed meanwhile. Please read it as it is now.")
    if inside.member.pk not in ballot(proposal).voters:
        raise Refused("This is decided by the others.", "forbidden")


def _check_no_other(inside: Inside, kind: str) -> None:
    if inside.circle.proposals.filter(state="open", kind=kind).exists():
        raise Refused("There is a proposal of this kind already. Please answer that one first.")


def _erase_positions(circle: Circle, positions: "QuerySet[Position]") -> None:
    vault.CIRCLES.erase_texts(circle.pk, list(positions.values_list("reason", flat=True)))
    positions.delete()


def _may_still_observe(proposal: Proposal) -> bool:
    appointment = proposal.appointment
    if (
        appointment is None
        or appointment.state != "fixed"
        or appointment.meeting_id
        or hasattr(appointment, "observing")
    ):
        return False
    return not appointment.proposals.filter(state="open").exclude(pk=proposal.pk).exists()


def _answer_deadline(circle: Circle, proposal: Proposal, now: datetime) -> datetime:
    """As long as was agreed; what is about a meeting is decided before it begins."""
    agreed = now + timedelta(days=agreements.current_agreement(circle).answer_days)
    begins = proposal.appointment.begins if proposal.appointment is not None else None
    return min(agreed, begins - LATEST_BEFORE) if begins is not None else agreed


def required_reason(raw: str) -> str:
    """Clean the reason somebody gives.

    :raises Refused: there is none, or it is too long.
    """
    reason = optional_reason(raw)
    if not reason:
        raise Refused("Please say why, in a sentence or two.", "invalid", field="why")
    return reason


def optional_reason(raw: str) -> str:
    """Clean what somebody says to a proposal; it may be nothing.

    :raises Refused: it is too long.
    """
    reason = clean_text(raw)
    if len(reason) > LONGEST_WHY:
        raise Refused(
            "At most {most} characters are possible here.", "invalid", most=LONGEST_WHY, field="why"
        )
    return reason
