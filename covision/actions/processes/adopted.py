"""By which processes a circle works: one for each kind of problem, decided by all."""

from datetime import datetime

from django.db.models import Max

from covision import processes
from covision.actions.shared.activity import record_activity
from covision.engine.process import Process
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.own_processes import OwnVersion, Structure
from covision.models.proposals import Proposal

from . import versions as process_versions

PROPOSED = ("process", "give-up")  # kinds of proposals that are about what a circle works by


def processes_in_use(circle_id: int) -> tuple[Process, ...]:
    rows = Structure.objects.filter(circle=circle_id).order_by("-since", "-pk")
    ids = list(rows.values_list("process_id", flat=True))
    process_versions.load(ids)
    return tuple(process for id in ids if (process := _process(id)))


def adopted_structures(circle: Circle) -> tuple[Structure, ...]:
    """What a circle works by, as rows; what it decided on last comes first. Their processes are known here
    then."""
    rows = circle.structures.select_related("version__own_process").order_by("-since", "-pk")
    process_versions.load(row.process_id for row in rows)
    return tuple(rows)


def adopt(proposal: Proposal, now: datetime) -> None:
    """Make a process what a circle works by, as all have decided; a version of its own gets its number then.
    Call it inside a transaction."""
    circle, version = proposal.circle, proposal.own_version
    id = _number(version, now) if version is not None else proposal.process_id
    process_versions.load([id])
    process = _process(id)
    if process is None:
        return
    if version is not None:
        circle.structures.filter(version__own_process=version.own_process).delete()
    circle.structures.filter(process_id=id).delete()
    Structure.objects.update_or_create(
        circle=circle,
        case=process.case,
        defaults={"process_id": id, "version": version, "since": now.date()},
    )
    record_activity(circle, "structure", now=now, number=proposal.number)


def give_up(proposal: Proposal, now: datetime) -> None:
    """End that a circle works by a process. Call it inside a transaction."""
    if proposal.circle.structures.filter(process_id=proposal.process_id).delete()[0]:
        record_activity(proposal.circle, "structure-ended", now=now, number=proposal.number)


def check_not_proposed(proposal: Proposal) -> None:
    """Make sure that the same is not proposed already.

    :raises Refused: it is.
    """
    same = proposal.circle.proposals.filter(state="open", kind=proposal.kind)
    if proposal.kind == "process" and proposal.own_version is not None:
        same = same.filter(own_version__own_process=proposal.own_version.own_process)
    else:
        same = same.filter(process_id=proposal.process_id)
    if same.exists():
        raise Refused("This has been proposed already.")


def may_be_put_again(proposal: Proposal) -> bool:
    if proposal.kind == "give-up":
        return proposal.circle.structures.filter(process_id=proposal.process_id).exists()
    version = proposal.own_version
    if version is None:
        return not proposal.process_id.startswith(process_versions.PREFIX)
    return version.own_process_id is not None


def take_draft(proposal: Proposal, old: OwnVersion, now: datetime) -> None:
    """Have a proposal put the draft as it reads now. Call it inside a transaction.

    :raises Refused: a group could not work by it.
    """
    assert old.own_process is not None
    proposal.own_version = process_versions.make_version(old.own_process, trial=False, now=now)
    proposal.process_id = proposal.own_version.process_id
    proposal.save()
    process_versions.erase(proposal.circle_id, [old])


def _number(version: OwnVersion, now: datetime) -> str:
    process = version.own_process
    assert process is not None
    last = process.versions.aggregate(last=Max("number"))["last"] or 0
    processes.unregister(version.process_id)
    version.number, version.decided, version.process_id = last + 1, now.date(), f"{process.base}-{last + 1}"
    version.save()
    return version.process_id


def _process(id: str) -> Process | None:
    try:
        return processes.process(id)
    except KeyError:
        return None
