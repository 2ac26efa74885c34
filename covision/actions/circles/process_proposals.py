"""Putting to a circle by which processes it works, and by which no longer."""

from datetime import datetime

from covision import processes
from covision.actions.processes import adopted as adopted_processes
from covision.engine.refusals import Refused
from covision.models.own_processes import OwnVersion
from covision.models.proposals import Proposal

from . import proposals
from .membership import Inside


def propose_version(inside: Inside, version: OwnVersion, why: str, *, now: datetime) -> Proposal:
    """Propose to work by a version of the circle's own.

    :raises Refused: it is proposed already.
    """
    proposal = Proposal(
        circle=inside.circle, kind="process", process_id=version.process_id, own_version=version
    )
    return _submit(inside, proposal, proposals.optional_reason(why), now)


def propose_process(inside: Inside, process_id: str, why: str, *, now: datetime) -> Proposal:
    """Propose to work by a process that comes with Covision.

    :raises Refused: there is none of this name, the circle works by it, or it is proposed already.
    """
    if process_id not in processes.live_ids():
        raise Refused("There is no such way of working.", "gone")
    if inside.circle.structures.filter(process_id=process_id).exists():
        raise Refused("You work by this already.")
    proposal = Proposal(circle=inside.circle, kind="process", process_id=process_id)
    return _submit(inside, proposal, proposals.optional_reason(why), now)


def propose_giving_up(inside: Inside, process_id: str, why: str, *, now: datetime) -> Proposal:
    """Propose not to work by a process any longer.

    :raises Refused: the circle does not work by it, or this is proposed already.
    """
    structure = inside.circle.structures.filter(process_id=process_id).first()
    if structure is None:
        raise Refused("Your circle does not work by this.", "gone")
    proposal = Proposal(
        circle=inside.circle, kind="give-up", process_id=process_id, own_version=structure.version
    )
    return _submit(inside, proposal, proposals.required_reason(why), now)


def _submit(inside: Inside, proposal: Proposal, why: str, now: datetime) -> Proposal:
    adopted_processes.check_not_proposed(proposal)
    return proposals.submit(inside, proposal, why, now)
