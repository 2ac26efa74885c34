"""Who is there, and who holds the steering bar."""

from collections.abc import Callable
from dataclasses import replace

from covision.engine import events as e
from covision.engine.events import RoleSeat
from covision.engine.meeting import NOBODY, Meeting, Seat, Standing

from .common import logged
from .rounds import change_round


def change_seat(meeting: Meeting, number: int, change: Callable[[Seat], Seat]) -> Meeting:
    seats = tuple(change(seat) if seat.number == number else seat for seat in meeting.seats)
    return replace(meeting, seats=seats)


def standing(meeting: Meeting, number: int, standing: Standing) -> Meeting:
    return change_seat(meeting, number, lambda seat: replace(seat, standing=standing, voices=()))


def steering(meeting: Meeting, seat: int, instead_of: int) -> Meeting:
    """The bar moves; during a round the role that steers moves with it."""
    current = meeting.round_now()
    moved = replace(meeting, holder=seat, instead_of=instead_of)
    if current is None or not current.began or current.process is None or meeting.step().macro != "main":
        return moved
    steers = current.process.steers()
    if not steers:
        return moved
    parts = tuple(part for part in current.parts if part.role != steers)
    return change_round(moved, lambda round: replace(round, parts=(*parts, RoleSeat(steers, seat))))


def steering_taken(meeting: Meeting, seat: int) -> Meeting:
    help = "whisper" if meeting.covision_leads() else meeting.help
    taken = steering(meeting, seat, instead_of=meeting.instead_of or meeting.holder)
    return replace(taken, help=help, help_voices=())


def helped(meeting: Meeting, event: e.HelpChosen, by: int) -> Meeting:
    chosen = replace(logged(meeting, f"help-{event.help}", by), help=event.help, help_voices=())
    return steering(chosen, NOBODY, instead_of=0) if event.help == "hold" else chosen
