"""Settling proposals: what the engine finds ripe is decided and carried out."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F

from covision import vault
from covision.actions.processes import adopted as adopted_processes
from covision.actions.shared.activity import record_activity
from covision.actions.shared.room_alarms import PREPARED
from covision.engine.consent import Ballot, Stand, outcome
from covision.models.circles import Application, Circle, Membership
from covision.models.dates import Observing
from covision.models.proposals import Position, Proposal

from . import agreements, membership

TOO_FEW_TO_REMOVE = 2  # nobody is removed by the voice of one


def settle_due(circle: Circle, now: datetime) -> None:
    if circle.proposals.filter(state="open", until__lte=now).exists():
        with transaction.atomic():
            settle(lock(circle), now)


def settle_ripe(now: datetime) -> None:
    ripe = Proposal.objects.filter(state="open", until__lte=now).values("circle")
    for circle in Circle.objects.filter(pk__in=ripe):
        settle_due(circle, now)


def with_state_now(proposal: Proposal, now: datetime) -> Proposal:
    """A proposal with the state it has by the clock, for somebody who only looks: nothing is kept."""
    if proposal.state == "open" and proposal.until <= now:
        rules = agreements.rules(agreements.current_agreement(proposal.circle))
        proposal.state = outcome(ballot(proposal), rules, now)
    return proposal


def settle(circle: Circle, now: datetime) -> None:
    """Decide every open proposal that is ripe. Call it inside a transaction that holds the circle."""
    rules = agreements.rules(agreements.current_agreement(circle))
    for proposal in circle.proposals.filter(state="open").select_related(
        "about", "application", "agreement", "appointment", "own_version__own_process"
    ):
        result = outcome(ballot(proposal), rules, now)
        if result == "open":
            continue
        Proposal.objects.filter(pk=proposal.pk).update(state=result)
        record_activity(circle, result, now=now, number=proposal.number)
        if result == "passed":
            _carry_out(circle, proposal, now)
        elif proposal.application is not None:
            _decline(proposal.application, now)
        if proposal.kind == "dissolve" and result == "passed":
            return


def ballot(proposal: Proposal) -> Ballot:
    """Who decides: members since before it was put, who have accepted an agreement, but not whom it is
    about."""
    voters = Membership.objects.filter(
        circle_id=proposal.circle_id, until=None, since__lte=proposal.put, acceptances__isnull=False
    ).exclude(pk=proposal.about_id or 0)
    stands = proposal.positions.filter(draft=proposal.draft).values_list("member_id", "stand")
    return Ballot(
        tuple(voters.distinct().order_by("pk").values_list("pk", flat=True)),
        tuple((member, cast("Stand", stand)) for member, stand in stands),
        proposal.until,
        TOO_FEW_TO_REMOVE if proposal.kind == "remove" else 1,
    )


def waiting_for_answer(member: Membership, proposals: Collection[Proposal]) -> frozenset[int]:
    if not member.acceptances.exists():
        return frozenset()
    given = Position.objects.filter(member=member, proposal__in=proposals)
    answered = set(given.values_list("proposal_id", "draft"))
    return frozenset(
        proposal.pk
        for proposal in proposals
        if proposal.state == "open"
        and member.since <= proposal.put
        and proposal.about_id != member.pk
        and (proposal.pk, proposal.draft) not in answered
    )


def _carry_out(circle: Circle, proposal: Proposal, now: datetime) -> None:
    if proposal.application is not None:
        _admit_applicant(circle, proposal.application, now)
    elif proposal.kind == "remove" and proposal.about is not None and proposal.about.until is None:
        membership.end(proposal.about, now=now)
        membership.note_end(circle, proposal.about, "removed", now)
    elif proposal.kind == "agreement" and proposal.agreement is not None:
        version = agreements.adopt(proposal.agreement, now=now)
        record_activity(circle, "agreed", now=now, number=version)
    elif proposal.appointment is not None and proposal.appointment.state == "fixed":
        Observing.objects.get_or_create(appointment=proposal.appointment)
    elif proposal.kind == "process":
        adopted_processes.adopt(proposal, now)
        transaction.on_commit(PREPARED.sound)
    elif proposal.kind == "give-up":
        adopted_processes.give_up(proposal, now)
        transaction.on_commit(PREPARED.sound)
    elif proposal.kind == "dissolve":
        membership.dissolve(circle, now=now)


def _admit_applicant(circle: Circle, application: Application, now: datetime) -> None:
    if not circle.memberships.filter(person_id=application.person_id, until=None).exists():
        member = membership.admit(circle, application.person, application.name, now=now)
        Circle.objects.filter(pk=circle.pk, places__gt=0).update(places=F("places") - 1)
        record_activity(circle, "joined", now=now, about=member)
    vault.CIRCLES.erase_texts(circle.pk, [application.motive])
    application.delete()


def _decline(application: Application, now: datetime) -> None:
    vault.CIRCLES.erase_texts(application.circle_id, [application.motive])
    Application.objects.filter(pk=application.pk).update(declined=now, motive="")


def lock(circle: Circle) -> Circle:
    """One decision at a time in each circle."""
    return Circle.objects.select_for_update().get(pk=circle.pk)
