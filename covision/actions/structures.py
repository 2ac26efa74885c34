"""By which processes a circle works: one for each kind of problem, decided by all."""

from datetime import datetime

from django.db.models import Max

from covision import processes
from covision.engine.process import Process
from covision.models.circles import Circle
from covision.models.own_processes import OwnProcess, OwnVersion, Structure
from covision.models.proposals import Proposal

from . import own_versions
from .deeds import note


def in_use(circle: Circle) -> tuple[Process, ...]:
    """The processes a circle works by; what it decided on last comes first."""
    ids = list(circle.structures.order_by("-since", "-pk").values_list("process_id", flat=True))
    own_versions.learn(ids)
    return tuple(found for id in ids if (found := _found(id)))


def take_up(proposal: Proposal, now: datetime) -> None:
    """This will make a process what a circle works by, as all have decided; a version of its own gets its number then. Call
    it inside a transaction."""
    circle, version = proposal.circle, proposal.own_version
    id = _number(version, now) if version is not None else proposal.process_id
    own_versions.learn([id])
    found = _found(id)
    if found is None:
        return
    if version is not None:
        circle.structures.filter(version__own=version.own).delete()
    circle.structures.filter(process_id=id).delete()
    Structure.objects.update_or_create(
        circle=circle,
        case=found.case,
        defaults={"process_id": id, "version": version, "since": now.date()},
    )
    note(circle, "structure", now=now, number=proposal.number)


def give_up(proposal: Proposal, now: datetime) -> None:
    """This will end that a circle works by a process. Call it inside a transaction."""
    if proposal.circle.structures.filter(process_id=proposal.process_id).delete()[0]:
        note(proposal.circle, "structure-ended", now=now, number=proposal.number)


def _number(version: OwnVersion, now: datetime) -> str:
    own = OwnProcess.objects.get(pk=version.own_id)
    last = own.versions.aggregate(last=Max("number"))["last"] or 0
    processes.forget(version.process_id)
    version.number, version.decided, version.process_id = last + 1, now.date(), f"{own.base}-{last + 1}"
    version.save()
    return version.process_id


def _found(id: str) -> Process | None:
    try:
        return processes.process(id)
    except KeyError:
        return None
