"""Cases: prepare one, share it into a circle's pool, take it back, delete it; and what lies in a pool.

A case has a key of its own, so that it keeps its seal whether it is its author's alone, shared or handed to another account,
and can be erased from every copy at once. What would be shared and the notes are two texts of different kinds; a pool opens
one kind only.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from covision import processes, vault
from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.room import people as room_people
from covision.actions.room import rooms
from covision.actions.room.case_answers import NOTHING, Answers
from covision.actions.shared import room_alarms
from covision.actions.shared.text import clean_text
from covision.actions.shared.wording import (
    Wording,
    keep_answers,
    keep_notes,
    keep_wording,
    notes_of,
    open_wordings,
)
from covision.engine.deciding.cards import check_tags, check_text
from covision.engine.plain import value
from covision.engine.process import Kind
from covision.engine.refusals import Refused
from covision.models.cases import Case, CaseCard
from covision.models.circles import Circle
from covision.models.logins import Login
from covision.models.meetings import Meeting
from covision.models.people import Person

KEEP_CASE = timedelta(days=365)  # after it was last written or moved
LONGEST_NOTE = 600
LONGEST_LINE = 120
MOST_CASES = 60
NOTES = ("n1", "n2", "n3", "n4", "n5")


@value
class PoolEntry:
    """What a pool shows of a case to all members: its first sentence, whose it is by name, and what was picked."""

    id: int
    public_id: str
    line: str
    language: str
    by: str
    mine: bool
    whose: str
    urgency: str


def problem_kind() -> Kind:
    """The kind of contribution a case becomes in a meeting: its questions and its check are those of the
    live room."""
    problem = processes.frame().kind("problem")
    assert problem is not None
    return problem


def check_words(text: str) -> str:
    """Clean and look through the words of a case.

    :raises Refused: there are none, they are too long, or hold signs that steer the display.
    """
    cleaned = clean_text(text)
    check_text(problem_kind(), len(cleaned), opened=True)
    return cleaned


def check_picks(tags: tuple[str, ...]) -> None:
    """Look through what was picked; the check may still be incomplete.

    :raises Refused: something was not offered, or a question is not answered.
    """
    check_tags(problem_kind(), tags)


def check_notes(notes: Mapping[str, str]) -> dict[str, str]:
    """Clean somebody's own notes, by question.

    :raises Refused: one of them is too long.
    """
    cleaned = {name: clean_text(notes.get(name, "")) for name in NOTES}
    for name, text in cleaned.items():
        if len(text) > LONGEST_NOTE:
            raise Refused(
                "This note has {size} characters. At most {limit} are possible here.",
                "invalid",
                size=len(text),
                limit=LONGEST_NOTE,
                field=name,
            )
    return {name: text for name, text in cleaned.items() if text}


def prepare(
    words: Wording, notes: dict[str, str], answers: Answers = NOTHING, *, by: Person, now: datetime
) -> Case:
    """Keep a new case that only its author can read; words and notes have been looked through.

    :raises Refused: the person keeps very many already.
    """
    if Case.objects.filter(person=by).count() >= MOST_CASES:
        raise Refused("You keep very many cases. Please delete one that you no longer need.", "large")
    with transaction.atomic():
        case = Case.objects.create(person=by, touched=localdate(now))
        vault.CASES.keys.create(case.pk)
        keep_wording(case.pk, words)
        keep_notes(case.pk, notes)
        keep_answers(case.pk, answers.process, dict(answers.texts))
    return case


def change(
    case: Case, words: Wording, notes: dict[str, str], answers: Answers = NOTHING, *, now: datetime
) -> None:
    """Put new words in place of the ones before, which are erased.

    :raises Refused: the case lies in a pool and would not pass its check any more.
    """
    if case.circle_id and not problem_kind().fits(words.tags):
        raise _does_not_fit()
    with transaction.atomic():
        keep_wording(case.pk, words)
        keep_notes(case.pk, notes)
        keep_answers(case.pk, answers.process, dict(answers.texts))
        Case.objects.filter(pk=case.pk).update(touched=localdate(now))
    _tell_rooms(case.circle_id)


def own_case(public_id: str, *, by: Person | None) -> Case:
    """Find a case of one's own. Others' cases answer like those that are not there.

    :raises Refused: there is no such case for this person.
    """
    case = (
        Case.objects.filter(public_id=public_id, person=by).select_related("circle").first() if by else None
    )
    if case is None:
        raise Refused("There is no such case for you.", "gone")
    return case


def cases_of(by: Person) -> tuple[tuple[Case, Wording], ...]:
    query = Case.objects.filter(person=by).select_related("circle").order_by("-touched", "-pk")
    cases = {case.pk: case for case in query}
    return tuple((cases[id], words) for id, words in open_wordings(cases).items())


def words_of(case: Case) -> Wording:
    """Open the words of one's own case.

    :raises Refused: they have been erased.
    """
    words = open_wordings([case.pk]).get(case.pk)
    if words is None:
        raise Refused("There is no such case for you.", "gone")
    return words


def own_notes(case: Case) -> dict[str, str]:
    return notes_of(case.pk)


def share(case: Case, inside: Inside, *, now: datetime) -> None:
    """Put a case into a circle's pool, where members see its first sentence until it is taken back.

    :raises Refused: its check is not complete, or the member has not accepted the agreement.
    """
    agreements.check_accepted(inside.member)
    if not problem_kind().fits(words_of(case).tags):
        raise _does_not_fit()
    before = case.circle_id
    Case.objects.filter(pk=case.pk).update(circle=inside.circle, worked=None, touched=localdate(now))
    _tell_rooms(before)
    _tell_rooms(inside.circle.pk)


def take_back(case: Case, *, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(circle=None, touched=localdate(now))
    _tell_rooms(case.circle_id)


def delete(case: Case) -> None:
    with transaction.atomic():
        vault.CASES.erase([case.pk])
        Case.objects.filter(pk=case.pk).delete()
    _tell_rooms(case.circle_id)


def erase_all_of(person: Person) -> None:
    for case in Case.objects.filter(person=person):
        delete(case)


def erase_old(now: datetime) -> int:
    """Erase cases that nobody has touched for a year, and those of guests who cannot come back. It counts
    them."""
    logged_in = Login.objects.filter(person=OuterRef("person"), expires__gt=now)
    lost = Q(person__email=None, person__identities=None) & ~Exists(logged_in)
    old = list(Case.objects.filter(lost | Q(touched__lte=localdate(now - KEEP_CASE))))
    for case in old:
        delete(case)
    return len(old)


def pool(inside: Inside) -> tuple[PoolEntry, ...]:
    names = dict(membership.members(inside.circle).values_list("person_id", "name"))
    query: QuerySet[Case] = Case.objects.filter(circle=inside.circle, person__in=list(names)).order_by("pk")
    cases = {case.pk: case for case in query}
    lines = [_pool_entry(cases[id], words, names, inside) for id, words in open_wordings(cases).items()]
    order = next(tag.options for tag in problem_kind().tags if tag.id == "urgency")
    return tuple(sorted(lines, key=lambda line: -order.index(line.urgency)))


def keep_problem(
    words: Wording, meeting_id: int, card: str, circle_id: int | None, person_id: int, *, now: datetime
) -> None:
    """Keep a problem that was not chosen as a case of its author's, in the circle's pool if it passes the
    check and the author wants it there; a second time changes nothing."""
    if CaseCard.objects.filter(meeting=meeting_id, card=card).exists():
        return
    case = prepare(words, {}, by=Person.objects.get(pk=person_id), now=now)
    CaseCard.objects.create(case=case, meeting_id=meeting_id, card=card)
    member = Circle.objects.filter(
        pk=circle_id or 0, memberships__person=person_id, memberships__until=None, dissolved=None
    ).exists()
    if member and problem_kind().fits(words.tags):
        Case.objects.filter(pk=case.pk).update(circle=circle_id)
    room_alarms.PREPARED.sound()


def first_sentence(text: str) -> str:
    first = re.split(r"(?<=[.!?…])\s|\n", text, maxsplit=1)[0]
    return first if len(first) <= LONGEST_LINE else f"{first[:LONGEST_LINE].rsplit(' ', 1)[0]} …"


def picked_tag(tags: tuple[str, ...], question: str) -> str:
    return next((tag.partition(":")[2] for tag in tags if tag.startswith(f"{question}:")), "")


def _pool_entry(case: Case, words: Wording, names: Mapping[int, str], inside: Inside) -> PoolEntry:
    return PoolEntry(
        case.pk,
        case.public_id,
        first_sentence(words.text),
        words.language,
        names[case.person_id],
        case.person_id == inside.member.person_id,
        picked_tag(words.tags, "whose"),
        picked_tag(words.tags, "urgency"),
    )


def _tell_rooms(circle_id: int | None) -> None:
    """Rooms of the circle that are open show what is in the pool now, and nothing that is in it no longer."""
    room_alarms.PREPARED.sound()
    under_way = Meeting.objects.filter(circle=circle_id or 0, ended=None)
    for room in filter(None, map(rooms.opened, under_way.values_list("public_id", flat=True))):
        room_people.refresh(room, "prepared")
    room_alarms.tell_rooms_of_circle(circle_id or 0)


def _does_not_fit() -> Refused:
    return Refused(
        "Only a case that passes the short check can lie in the pool. Please look at the questions beside it.",
        "invalid",
        field="tags",
    )
