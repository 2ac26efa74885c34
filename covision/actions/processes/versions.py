"""Own processes as they were put, tried and decided: their texts, and letting this server process know them."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from covision import processes, vault
from covision.engine.plain import MalformedData
from covision.engine.refusals import Refused
from covision.models.own_processes import OwnProcess, OwnVersion
from covision.models.rehearsals import Rehearsal
from covision.processes import process_text as texts
from covision.processes.process_text import ProcessText

PREFIX = "own-"
PUT, TRIED = "p", "t"  # how the ids of versions without a number go on
KIND = "process"
TO_BEGIN = timedelta(hours=1)


def new_base() -> str:
    """What the ids of an own process begin with; nobody can guess it, and it says nothing."""
    return PREFIX + "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(14))


def base(process_id: str) -> str:
    """What all versions of one own process share; of other processes the id itself."""
    return process_id.rpartition("-")[0] if process_id.startswith(PREFIX) else process_id


def keep(circle_id: int, written: ProcessText) -> str:
    """Keep a process sealed under its circle's key. Call it inside a transaction."""
    return vault.CIRCLES.keep(circle_id, KIND, texts.write(written), vault.LARGE)


def open_all(circle_id: int, refs: Iterable[str]) -> dict[str, ProcessText]:
    opened = vault.CIRCLES.open(circle_id, [(ref, KIND) for ref in refs])
    texts_read = {ref: _read(text) for ref, text in opened.items()}
    return {ref: written for ref, written in texts_read.items() if written is not None}


def make_version(process: OwnProcess, *, trial: bool, now: datetime) -> OwnVersion:
    """Keep the draft as it is now, for the circle to decide on or for somebody to try. Call it inside a
    transaction.

    :raises Refused: a group could not work by it, or it was erased.
    """
    written = open_all(process.circle_id, [process.draft]).get(process.draft)
    if written is None:
        raise Refused("There is no such way of working.", "gone")
    wrong = len(texts.faults_of(written))
    if wrong:
        raise Refused(
            "A group could not work by this yet: {wrong} things are missing or impossible.",
            "invalid",
            wrong=wrong,
        )
    id = f"{process.base}-{TRIED if trial else PUT}{secrets.token_hex(4)}"
    return OwnVersion.objects.create(
        circle_id=process.circle_id,
        own_process=process,
        process_id=id,
        text=keep(process.circle_id, with_id(written, id)),
        trial=trial,
        created=now,
    )


def written_of(version: OwnVersion) -> ProcessText | None:
    written = open_all(version.circle_id, [version.text]).get(version.text)
    return with_id(written, version.process_id, version.number or 1) if written else None


def with_id(written: ProcessText, id: str, version: int = 1) -> ProcessText:
    return ProcessText(replace(written.process, id=id, version=version, proposed=False), written.words)


def load(ids: Iterable[str]) -> None:
    wanted = {id for id in ids if id.startswith(PREFIX) and processes.registered(id) is None}
    if not wanted:
        return
    by_circle: dict[int, list[OwnVersion]] = {}
    for version in OwnVersion.objects.filter(process_id__in=wanted):
        by_circle.setdefault(version.circle_id, []).append(version)
    for circle_id, versions in by_circle.items():
        opened = open_all(circle_id, [version.text for version in versions])
        for version in versions:
            if version.text in opened:
                written = with_id(opened[version.text], version.process_id, version.number or 1)
                processes.register(version.process_id, written)


def erase(circle_id: int, versions: Iterable[OwnVersion]) -> None:
    """Erase versions with their texts. Call it inside a transaction."""
    erased = list(versions)
    vault.CIRCLES.erase_texts(circle_id, [version.text for version in erased])
    OwnVersion.objects.filter(pk__in=[version.pk for version in erased]).delete()
    for version in erased:
        processes.unregister(version.process_id)


def erase_trials(now: datetime) -> None:
    going = Rehearsal.objects.filter(process_id__startswith=PREFIX).values("process_id")
    over = OwnVersion.objects.filter(trial=True, created__lte=now - TO_BEGIN).exclude(process_id__in=going)
    with transaction.atomic():
        for version in over:
            erase(version.circle_id, [version])


def forget(ids: Iterable[str]) -> None:
    for id in ids:
        processes.unregister(id)


def _read(text: str) -> ProcessText | None:
    try:
        return texts.read(text)
    except MalformedData:
        return None  # kept by a release whose processes had another shape
