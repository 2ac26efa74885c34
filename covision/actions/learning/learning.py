"""Learning: the units somebody has done, the roles she feels ready for, and how much the room explains to her."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from covision import processes
from covision.actions.shared.background import in_background
from covision.actions.shared.room_alarms import PRACTICE, tell_rooms_of_person
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.engine.process import EVERYONE
from covision.engine.projection.viewer import GUIDANCE, Guidance
from covision.engine.refusals import Refused
from covision.models.learning import ENOUGH, CountedRound, Practice, Readiness, UnitDone
from covision.models.logins import Login
from covision.models.people import Person
from covision.pages import course

# How much the room explains after so many finished rounds in a role, as long as the person has not said otherwise.
BY_ROUNDS: tuple[Guidance, ...] = ("full", "short", "short", "question")


@value
class Learnt:
    """What a room knows of a person: how much to explain to her by role, and the roles she says she feels ready for."""

    guidance: tuple[tuple[str, Guidance], ...] = ()
    ready_for: frozenset[str] = frozenset()


NOTHING = Learnt()


# -- the course --------------------------------------------------------------------------------------------------------


def units_done(person: Person | None) -> dict[str, date]:
    return dict(UnitDone.objects.filter(person=person).values_list("unit", "day")) if person else {}


def finish_unit(unit: str, *, by: Person, now: datetime) -> None:
    """Write down that somebody has done a unit; a second time changes nothing.

    :raises Refused: there is no such unit.
    """
    if course.place(unit) is None:
        raise Refused("There is no such unit in the course.", "gone")
    UnitDone.objects.get_or_create(person=by, unit=unit, defaults={"day": localdate(now)})


def reopen_unit(unit: str, *, by: Person) -> None:
    UnitDone.objects.filter(person=by, unit=unit).delete()


def forget_learning(by: Person) -> None:
    with transaction.atomic():
        for kept in (UnitDone, Practice, Readiness):
            kept.objects.filter(person=by).delete()
    PRACTICE.sound()
    tell_rooms_of_person(by.pk)


def forget_guests(now: datetime) -> int:
    """Delete what is kept of guests whose login is over: nobody could come back to it. It counts the rows."""
    still_here = Login.objects.filter(person=OuterRef("person"), expires__gt=now)
    guest = Q(person__email=None, person__identities=None, person__passkeys=None)
    lost = guest & ~Exists(still_here)
    return sum(kept.objects.filter(lost).delete()[0] for kept in (UnitDone, Practice, Readiness))


def knows_practice(person: Person | None) -> bool:
    return person is not None and Practice.objects.filter(person=person).exists()


# -- feeling ready -----------------------------------------------------------------------------------------------------


def roles_to_feel_ready_for() -> tuple[tuple[str, str], ...]:
    """List the roles that somebody takes on, as (process, role): not the client's, and not that of the rest."""
    processes_by_role: dict[str, str] = {}
    for id in processes.live_ids():
        for role in processes.process(id).roles:
            if not (role.rest or role.brings):
                processes_by_role.setdefault(role.id, id)
    return tuple((process, role) for role, process in processes_by_role.items())


def ready_for(person: Person | None) -> frozenset[str]:
    return (
        frozenset(Readiness.objects.filter(person=person).values_list("role", flat=True))
        if person
        else frozenset()
    )


def keep_ready_roles(roles: Iterable[str], *, by: Person) -> None:
    """Keep the roles for which somebody feels ready, in place of those she said before.

    :raises Refused: one of them is no role that somebody takes on.
    """
    chosen = set(roles)
    if not chosen <= {role for _, role in roles_to_feel_ready_for()}:
        raise Refused("Please choose among the roles that are offered.", "invalid")
    with transaction.atomic():
        Readiness.objects.filter(person=by).exclude(role__in=chosen).delete()
        for role in sorted(chosen):
            Readiness.objects.get_or_create(person=by, role=role)
    PRACTICE.sound()
    tell_rooms_of_person(by.pk)


# -- hints that fade ---------------------------------------------------------------------------------------------------


def learnt(people: Iterable[int]) -> dict[int, Learnt]:
    ids = list(people)
    guidance: dict[int, list[tuple[str, Guidance]]] = {}
    ready: dict[int, set[str]] = {}
    for row in Practice.objects.filter(person__in=ids).order_by("role"):
        guidance.setdefault(row.person_id, []).append((row.role, _level(row)))
    for person, role in Readiness.objects.filter(person__in=ids).values_list("person", "role"):
        ready.setdefault(person, set()).add(role)
    return {
        id: Learnt(tuple(guidance.get(id, ())), frozenset(ready.get(id, ())))
        for id in guidance.keys() | ready.keys()
    }


def choose_guidance(roles: Iterable[str], level: str, *, by: int, then: Callable[[], None]) -> "Future[None]":
    """Explain more or less to somebody in these roles from now on. It does not wait; `then` follows when it
    is kept.

    :raises Refused: there is no such level.
    """
    if level not in GUIDANCE:
        raise Refused("Please choose how much the room explains.", "invalid")

    def keep() -> None:
        for role in roles:
            Practice.objects.update_or_create(person_id=by, role=role, defaults={"chose": level})
        PRACTICE.sound()
        then()

    return in_background(keep)


def count_rounds(meeting_id: int, meeting: Meeting, seats: Mapping[int, int]) -> None:
    """Count, once for each finished round, the parts people had in it, up to ENOUGH. `seats` are seat
    numbers by person."""
    finished = finished_rounds(meeting)
    counted = set(
        CountedRound.objects.filter(meeting=meeting_id, round__in=finished).values_list("round", flat=True)
    )
    new = [round for round in finished if round not in counted]
    for round in new:
        with transaction.atomic():
            _, first = CountedRound.objects.get_or_create(meeting_id=meeting_id, round=round)
            if first:
                _count(meeting, round, seats)
    if new:
        PRACTICE.sound()


def finished_rounds(meeting: Meeting) -> list[int]:
    """The rounds the group has left behind. Nothing is counted of somebody who coaches herself."""
    if meeting.alone:
        return []
    now = meeting.place()[0]
    over = meeting.step().macro == "final"
    return [round.number for round in meeting.rounds if round.began and (over or round.number < now)]


def _count(meeting: Meeting, round: int, seats: Mapping[int, int]) -> None:
    people = Person.objects.filter(pk__in=list(seats), simulated=False).values_list("pk", flat=True)
    for person in people:
        if not meeting.is_in(seats[person]):
            continue
        for role in meeting.parts(seats[person], round):
            Practice.objects.get_or_create(person_id=person, role=role)
            Practice.objects.filter(person=person, role=role, rounds__lt=ENOUGH).update(
                rounds=F("rounds") + 1
            )


def _level(row: Practice) -> Guidance:
    chosen = [level for level in GUIDANCE if level == row.chose]
    return chosen[0] if chosen else BY_ROUNDS[row.rounds] if row.role != EVERYONE else "full"
