"""What somebody wants no hints about any more: kept beside her seat, so that it holds in every process and after a restart."""

from collections.abc import Callable
from concurrent.futures import Future

from django.db import transaction

from covision.actions.shared.background import in_background
from covision.models.meetings import Seat

from .hints import HintMemory

MOST = 300


def dismiss_hint(
    memory: HintMemory, meeting_id: int, seat: int, hint: str, then: Callable[[], None]
) -> "Future[None]":
    def keep(row: Seat) -> None:
        marks = row.hints_away.split()
        if memory.mark(hint) not in marks:
            row.hints_away = " ".join([*marks, memory.mark(hint)][-MOST:])

    return _keep(memory, meeting_id, seat, keep, then)


def want_own_hints(
    memory: HintMemory, meeting_id: int, seat: int, wanted: bool, then: Callable[[], None]
) -> "Future[None]":
    def keep(row: Seat) -> None:
        row.own_hints = wanted

    return _keep(memory, meeting_id, seat, keep, then)


def read(memory: HintMemory, meeting_id: int) -> bool:
    """Whether anything was new."""
    memory.is_loaded = True
    before = (memory.away, memory.own_off)
    rows = list(Seat.objects.filter(meeting=meeting_id).values_list("number", "hints_away", "own_hints"))
    memory.away = {number: frozenset(marks.split()) for number, marks, _ in rows if marks}
    memory.own_off = frozenset(number for number, _, wants_own in rows if not wants_own)
    return before != (memory.away, memory.own_off)


def _keep(
    memory: HintMemory, meeting_id: int, seat: int, change: Callable[[Seat], None], then: Callable[[], None]
) -> "Future[None]":
    def work() -> None:
        with transaction.atomic():
            for row in Seat.objects.select_for_update().filter(meeting=meeting_id, number=seat):
                change(row)
                row.save(update_fields=["own_hints", "hints_away"])
        read(memory, meeting_id)
        then()

    return in_background(work)
