"""What a room of a circle knows beforehand of its members: their open cases, who had which part, who would take one.

It comes to the projection with the viewer, as guidance does, and is read before and after the rounds only. What is said of
a planned meeting stands before what is said of the next one.
"""

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from covision import processes
from covision.actions.learning import learning
from covision.actions.processes import adopted as adopted_processes
from covision.actions.shared.room_alarms import PREPARED
from covision.actions.shared.wording import open_wordings
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.engine.process import Process
from covision.engine.refusals import Refused
from covision.engine.turns import PastRole
from covision.models.cases import Case, CaseCard
from covision.models.circles import Membership
from covision.models.dates import Appointment
from covision.models.turns import Turn, Wish


@value
class OpenCase:
    id: int
    ref: str  # names this wording of it
    text: str
    tags: tuple[str, ...]
    language: str


@value
class Prepared:
    members: frozenset[int] = frozenset()  # seats
    own: Mapping[int, tuple[OpenCase, ...]] = field(default_factory=dict)  # open cases by seat
    brought: Mapping[str, int] = field(default_factory=dict)  # the case that a card of this meeting is
    history: tuple[PastRole, ...] = ()
    wishes: frozenset[tuple[int, str]] = frozenset()  # seat and role
    ways: tuple[Process, ...] = ()  # the circle works by them
    parts: tuple[tuple[str, str], ...] = ()  # process and role that members would take
    planned: Mapping[int, int] = field(default_factory=dict)  # the case somebody means to bring, by seat

    def offered(self, seat: int, meeting: Meeting) -> tuple[OpenCase, ...]:
        cases = self.own.get(seat, ())
        on_the_table = {case for card, case in self.brought.items() if cases and meeting.card(card)}
        left = (case for case in cases if case.id not in on_the_table)
        # the one meant for this meeting first
        return tuple(sorted(left, key=lambda case: case.id != self.planned.get(seat)))

    def meant(self, seat: int) -> str:
        cases = self.own.get(seat, ())
        return next((case.ref for case in cases if case.id == self.planned.get(seat)), "")

    def texts(self) -> dict[str, str]:
        return {case.ref: case.text for cases in self.own.values() for case in cases}

    def kept(self, seat: int) -> frozenset[str] | None:
        return frozenset(self.brought) if seat in self.members else None

    def case(self, seat: int, ref: str, meeting: Meeting) -> OpenCase:
        open_case = next((case for case in self.offered(seat, meeting) if case.ref == ref), None)
        if open_case is None:
            raise Refused("This case is not among your open ones any more, or you have brought it.", "gone")
        return open_case

    def with_card(self, card: str, case: int) -> "Prepared":
        return replace(self, brought={**self.brought, card: case})


NOTHING = Prepared()


def find_prepared(meeting_id: int, circle_id: int, seats: Mapping[int, int]) -> Prepared:
    """`seats` are seat numbers by person."""
    members = {
        id: seats[person]
        for id, person in Membership.objects.filter(
            circle=circle_id, until=None, person__in=list(seats)
        ).values_list("pk", "person_id")
    }
    turns = Turn.objects.filter(member__in=list(members)).exclude(meeting=meeting_id)
    planned = Appointment.objects.filter(meeting=meeting_id).values_list("pk", flat=True).first()
    wishes = [wish for wish in wishes_of(list(members), planned) if wish.would]
    wished = {wish.role for wish in wishes}
    return Prepared(
        frozenset(members.values()),
        _own_cases(circle_id, seats),
        dict(CaseCard.objects.filter(meeting=meeting_id).values_list("card", "case_id")),
        tuple(PastRole(members[id], role, when) for id, role, when in last_turns(turns)),
        frozenset((members[wish.member_id], wish.role) for wish in wishes),
        adopted_processes.processes_in_use(circle_id),
        tuple((process, role) for process, role in parts() if role in wished),
        {members[wish.member_id]: wish.case_id for wish in wishes if wish.case_id is not None},
    )


def wishes_of(members: Collection[int], appointment: int | None) -> list[Wish]:
    """What members say of a planned meeting; where they said nothing of it, what they say of the next one."""
    rows = Wish.objects.filter(member__in=members).filter(Q(appointment=None) | Q(appointment=appointment))
    wishes: dict[tuple[int, str], Wish] = {}
    for row in rows.order_by("pk"):
        if row.appointment_id is not None or (row.member_id, row.role) not in wishes:
            wishes[row.member_id, row.role] = row
    return list(wishes.values())


def parts() -> tuple[tuple[str, str], ...]:
    """The parts that go around, as (process, role): the client's first, then those somebody takes on."""
    processes_by_role = {role: id for id in processes.live_ids() for role in brought_by(id)}
    return (*((id, role) for role, id in processes_by_role.items()), *learning.roles_to_feel_ready_for())


def brought_by(process: str) -> tuple[str, ...]:
    return tuple(role.id for role in processes.process(process).roles if role.brings)


def last_turns(turns: "QuerySet[Turn]") -> list[tuple[int, str, int]]:
    around = turns.exclude(role__in=rest_roles()).values_list("member_id", "role")
    return list(around.annotate(last=Max("meeting")).order_by("member_id", "role"))


def rest_roles() -> frozenset[str]:
    # the parts of everybody without another one, which nobody takes in turns
    return frozenset(
        role.id for id in processes.live_ids() for role in processes.process(id).roles if role.rest
    )


def note_brought(meeting_id: int, card: str, case_id: int) -> None:
    if Case.objects.filter(pk=case_id).exists():
        CaseCard.objects.get_or_create(meeting_id=meeting_id, card=card, defaults={"case_id": case_id})


def note_worked(meeting_id: int, meeting: Meeting, now: datetime) -> None:
    """Take cases on which a round has begun out of the pool: each is its author's alone again."""
    cards = [round.case for round in meeting.rounds if round.began and round.case]
    worked = Case.objects.filter(case_cards__meeting=meeting_id, case_cards__card__in=cards, worked=None)
    ids = list(worked.values_list("pk", flat=True))
    if ids:
        Case.objects.filter(pk__in=ids).update(worked=localdate(now), circle=None, touched=localdate(now))
        PREPARED.sound()


def _own_cases(circle_id: int, seats: Mapping[int, int]) -> dict[int, tuple[OpenCase, ...]]:
    rows = Case.objects.filter(circle=circle_id, person__in=list(seats)).order_by("pk")
    authors = dict(rows.values_list("pk", "person_id"))
    by_seat: dict[int, tuple[OpenCase, ...]] = {}
    for id, words in open_wordings(authors).items():
        seat = seats[authors[id]]
        case = OpenCase(id, words.ref, words.text, words.tags, words.language)
        by_seat[seat] = (*by_seat.get(seat, ()), case)
    return by_seat
