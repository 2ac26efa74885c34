"""Give and take: who had which part when, whose turn it fairly is, and which part a member would take next.

Turns are written when a round has ended and outlive the meeting's texts; they go after the months the agreement names, and
with the membership.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from covision import processes
from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.learning import learning
from covision.actions.processes import adopted as adopted_processes
from covision.actions.room import preparation
from covision.actions.shared import room_alarms
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.engine.turns import Due, PastRole, whose_turn
from covision.models.cases import Case
from covision.models.circles import Circle, Membership
from covision.models.dates import Appointment
from covision.models.turns import Turn, Wish

DAYS_OF_A_MONTH = 30
MOST_SHOWN = 24  # meetings


@value
class MeetingTurns:
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


def process_by_role(circle_id: int) -> dict[str, str]:
    """The process in which each role has its name: one that comes with Covision, or by which the circle
    works."""
    adopted = adopted_processes.processes_in_use(circle_id)
    library = map(processes.process, reversed(processes.live_ids()))
    return {role.id: process.id for process in (*adopted, *library) for role in process.roles}


def record_turns(
    meeting_id: int, circle_id: int, meeting: Meeting, seats: Mapping[int, int], now: datetime
) -> None:
    """Write down who of the circle had which part in the rounds that have ended; in the final phase what
    members had said about this meeting is over. Nothing that was said or written goes with it."""
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
        about = Q(appointment=None) | Q(appointment__meeting=meeting_id)
        Wish.objects.filter(about, member__circle=circle_id).delete()
    room_alarms.PREPARED.sound()


def turn_table(inside: Inside) -> tuple[tuple[Membership, ...], tuple[MeetingTurns, ...]]:
    members = tuple(membership.members(inside.circle))
    turns = Turn.objects.filter(member__in=members)
    newest = turns.order_by("-meeting").values_list("meeting", flat=True).distinct()[:MOST_SHOWN]
    rows = turns.filter(meeting__in=list(newest)).order_by("-meeting", "round", "pk")
    parts: dict[int, dict[int, list[str]]] = {}
    days: dict[int, date] = {}
    for meeting, member, role, day in rows.values_list("meeting", "member_id", "role", "day"):
        days[meeting] = day
        roles = parts.setdefault(meeting, {}).setdefault(member, [])
        if role not in roles:
            roles.append(role)
    gatherings = tuple(
        MeetingTurns(days[meeting], tuple(tuple(by_member.get(member.pk, ())) for member in members))
        for meeting, by_member in parts.items()
    )
    return members, gatherings


def prospects(inside: Inside, planned: Appointment | None = None) -> tuple[Prospect, ...]:
    """Propose for each part of a planned meeting, or of the next one, whose turn it fairly is, leaving out
    who would rather not or cannot come, and nobody twice as long as there are others."""
    members = list(membership.members(inside.circle).values_list("pk", flat=True))
    wishes = preparation.wishes_of(members, planned.pk if planned else None)
    if planned is not None:
        away = set(planned.rsvps.filter(comes=False).values_list("member_id", flat=True))
        members = [member for member in members if member not in away]
        wishes = [wish for wish in wishes if wish.member_id not in away]
    history = _history(members)
    taken: list[int] = []
    prospects = []
    for process, role in preparation.parts():
        would = tuple(wish.member_id for wish in wishes if wish.role == role and wish.would)
        own_wishes = [wish for wish in wishes if (wish.member_id, wish.role) == (inside.member.pk, role)]
        due = _due(role, members, wishes, taken, history)
        taken += [due.who] if due else []
        answer = ("would" if own_wishes[0].would else "rather-not") if own_wishes else ""
        prospects.append(Prospect(role, process, not _needed(process, role), due, would, answer))
    return tuple(prospects)


def answer_part(
    inside: Inside, role: str, answer: str, planned: Appointment | None = None, case_id: str = ""
) -> None:
    """Keep whether a member would take a part next time or in a planned meeting, would rather not, or takes
    back what was said; `case_id` names the case of hers in the circle's pool that she would bring.

    :raises Refused: no such part, answer or case, or it has begun, or the member has not accepted the
    agreement.
    """
    agreements.check_accepted(inside.member)
    if role not in {role for _, role in preparation.parts()} or answer not in {"would", "rather-not", ""}:
        raise Refused("Please choose among the parts and answers that are offered.", "invalid")
    if planned is not None and (planned.state != "fixed" or planned.meeting_id is not None):
        raise Refused("This has been decided meanwhile. Please look at how it stands now.")
    case = _case(inside, case_id) if case_id and answer == "would" else None
    about: dict[str, Any] = {"member": inside.member, "role": role, "appointment": planned}
    if answer:
        Wish.objects.update_or_create(**about, defaults={"would": answer == "would", "case": case})
    else:
        Wish.objects.filter(**about).delete()
    room_alarms.PREPARED.sound()
    room_alarms.tell_rooms_of_circle(inside.circle.pk)


def planned_cases(inside: Inside, planned: Appointment) -> dict[int, int]:
    """Which case in the circle's pool each member would bring to a planned meeting; both by their keys."""
    members = list(membership.members(inside.circle).values_list("pk", flat=True))
    wishes = preparation.wishes_of(members, planned.pk)
    return {wish.member_id: wish.case_id for wish in wishes if wish.would and wish.case_id is not None}


def _case(inside: Inside, case_id: str) -> Case:
    case = Case.objects.filter(
        public_id=case_id, person=inside.member.person_id, circle=inside.circle
    ).first()
    if case is None:
        raise Refused("Please choose one of your cases that lie in this circle’s pool.", "invalid")
    return case


def forget_turns(now: datetime) -> int:
    today, count = localdate(now), 0
    for circle in Circle.objects.filter(memberships__turns__isnull=False).distinct():
        agreement = agreements.find_current(circle)
        months = agreement.keep_turns if agreement else 0
        last = today - timedelta(days=DAYS_OF_A_MONTH * months)
        count += Turn.objects.filter(member__circle=circle, day__lte=last).delete()[0]
    return count


def _due(
    role: str,
    members: Sequence[int],
    wishes: Sequence[Wish],
    taken: Sequence[int],
    history: tuple[PastRole, ...],
) -> Due | None:
    declined = {wish.member_id for wish in wishes if wish.role == role and not wish.would}
    able = [member for member in members if member not in declined]
    return whose_turn(role, [member for member in able if member not in taken] or able, history)


def _history(members: Sequence[int]) -> tuple[PastRole, ...]:
    return tuple(PastRole(*last) for last in preparation.last_turns(Turn.objects.filter(member__in=members)))


def _needed(process: str, role: str) -> bool:
    definition = processes.process(process).role(role)
    return bool(definition and (definition.brings or definition.least))
