"""Give and take: who had which part when, whose turn it fairly is, and which part a member would take next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from covision import processes
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.engine.turns import Due, Held, whose_turn
from covision.models.circles import Circle, Membership
from covision.models.turns import Turn, Wish

from . import agreements, belonging, learning, preparation, structures
from .belonging import Inside

DAYS_OF_A_MONTH = 30
MOST_SHOWN = 24  # meetings


@value
class Gathering:
    """A meeting in the table of turns: its day, and for each member the parts they had in it."""

    day: date
    parts: tuple[tuple[str, ...], ...]


@value
class Prospect:
    """A part in the next meeting: whose turn it fairly is, who would take it (members), and what I said about it."""

    role: str
    process: str
    optional: bool
    due: Due | None
    would: tuple[int, ...]
    mine: str


def parts() -> tuple[tuple[str, str], ...]:
    """The parts that go around, as (process, role): the client's first, then those somebody takes on."""
    brings = {
        role.id: id for id in processes.live_ids() for role in processes.process(id).roles if role.brings
    }
    return (*((id, role) for role, id in brings.items()), *learning.roles_to_feel_ready_for())


def named(circle_id: int) -> dict[str, str]:
    """The process in which each role has its name: one that comes with Covision, or by which the circle works."""
    own = structures.in_use(circle_id)
    library = map(processes.process, reversed(processes.live_ids()))
    return {role.id: process.id for process in (*own, *library) for role in process.roles}


def note_turns(
    meeting_id: int, circle_id: int, meeting: Meeting, seats: Mapping[int, int], now: datetime
) -> None:
    """This will write down who of the circle had which part in the rounds that have ended; in the final phase what members
    had said about this meeting is over. Nothing that was said or written goes with it."""
    finished = set(learning.finished_rounds(meeting))
    finished -= set(Turn.objects.filter(meeting=meeting_id).values_list("round", flat=True))
    if not finished:
        return
    members = Membership.objects.filter(circle=circle_id, until=None, person__in=list(seats))
    rows = [
        Turn(member=member, meeting=meeting_id, round=round, role=role, day=localdate(now))
        for member in members
        for round in sorted(finished)
        if meeting.is_in(seats[member.person_id])
        for role in meeting.parts(seats[member.person_id], round)
    ]
    Turn.objects.bulk_create(rows, ignore_conflicts=True)
    if meeting.step().macro == "final":
        Wish.objects.filter(member__circle=circle_id).delete()
    preparation.begin_new_edition()


def table(inside: Inside) -> tuple[tuple[Membership, ...], tuple[Gathering, ...]]:
    """This will be who had which part in the circle's meetings, the newest first, with the members in their order."""
    members = tuple(belonging.members(inside.circle))
    turns = Turn.objects.filter(member__in=members).order_by("-meeting", "round", "pk")
    found: dict[int, dict[int, list[str]]] = {}
    days: dict[int, date] = {}
    for turn in turns:
        days[turn.meeting] = turn.day
        held = found.setdefault(turn.meeting, {}).setdefault(turn.member_id, [])
        if turn.role not in held:
            held.append(turn.role)
    rows = tuple(
        Gathering(days[meeting], tuple(tuple(there.get(member.pk, ())) for member in members))
        for meeting, there in list(found.items())[:MOST_SHOWN]
    )
    return members, rows


def prospects(inside: Inside) -> tuple[Prospect, ...]:
    """This will propose for each part of the next meeting whose turn it fairly is, leaving out who would rather not, and
    nobody twice as long as there are others."""
    members = list(belonging.members(inside.circle).values_list("pk", flat=True))
    wishes = list(Wish.objects.filter(member__in=members).order_by("pk"))
    history = _history(members)
    taken: list[int] = []
    found = []
    for process, role in parts():
        would = tuple(wish.member_id for wish in wishes if wish.role == role and wish.would)
        mine = [wish for wish in wishes if (wish.member_id, wish.role) == (inside.me.pk, role)]
        due = _due(role, members, wishes, taken, history)
        taken += [due.who] if due else []
        said = ("would" if mine[0].would else "rather-not") if mine else ""
        found.append(Prospect(role, process, not _needed(process, role), due, would, said))
    return tuple(found)


def say(inside: Inside, role: str, answer: str) -> None:
    """This will keep whether a member would take a part next time, would rather not, or takes back what was said.

    :raises Refused: no such part or answer, or the member has not accepted the agreement.
    """
    agreements.check_accepted(inside.me)
    if role not in {role for _, role in parts()} or answer not in {"would", "rather-not", ""}:
        raise Refused("Please choose among the parts and answers that are offered.", "invalid")
    if answer:
        Wish.objects.update_or_create(member=inside.me, role=role, defaults={"would": answer == "would"})
    else:
        Wish.objects.filter(member=inside.me, role=role).delete()
    preparation.begin_new_edition()


def forget_turns(now: datetime) -> int:
    """This will delete turns that lie further back than their circles agreed on. It counts them."""
    today, gone = localdate(now), 0
    for circle in Circle.objects.filter(memberships__turns__isnull=False).distinct():
        held = agreements.current(circle)
        months = held.keep_turns if held else 0
        last = today - timedelta(days=DAYS_OF_A_MONTH * months)
        gone += Turn.objects.filter(member__circle=circle, day__lte=last).delete()[0]
    return gone


def _due(
    role: str, members: Sequence[int], wishes: Sequence[Wish], taken: Sequence[int], history: tuple[Held, ...]
) -> Due | None:
    declined = {wish.member_id for wish in wishes if wish.role == role and not wish.would}
    able = [member for member in members if member not in declined]
    return whose_turn(role, [member for member in able if member not in taken] or able, history)


def _history(members: Sequence[int]) -> tuple[Held, ...]:
    turns = Turn.objects.filter(member__in=members).exclude(role__in=preparation.rest_roles()).order_by("pk")
    return tuple(Held(turn.member_id, turn.role, turn.meeting) for turn in turns)


def _needed(process: str, role: str) -> bool:
    found = processes.process(process).role(role)
    return bool(found and (found.brings or found.least))
