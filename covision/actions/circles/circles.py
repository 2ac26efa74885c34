"""Circles: found one, come in as one of its members, say who you are, leave, and what is next for me in all of mine.

`enter` is the only way to a circle for members who do something, `look` for those who only look. Both answer alike to
strangers, former members and addresses that lead nowhere; `enter` also settles what fell due. What they give, `Inside`, is
what all other actions of members take.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from covision import vault
from covision.actions.shared.activity import record_activity
from covision.actions.shared.text import clean_text
from covision.engine.names import clean_name
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.agreements import Acceptance
from covision.models.circles import Application, Circle, Invitation, Membership
from covision.models.meetings import Meeting
from covision.models.people import Person
from covision.models.proposals import Position, Proposal

from . import agreements, decisions, membership
from .membership import Inside

LONGEST = {"circle": 80, "focus": 160, "languages": 80, "region": 80}
PLACES = range(13)
KEEP_ENDED = timedelta(days=365)
KEEP_DECLINED = timedelta(days=30)
LOOK_AGAIN = timedelta(days=1)


@value
class Portrait:
    """What a circle says about itself: words as typed, and how many places are open."""

    name: str
    focus: str
    languages: str
    region: str
    places: int


@value
class CircleStatus:
    """What one circle of mine waits for: an agreement to accept, proposals to answer, a meeting that is under way."""

    public_id: str
    name: str
    focus: str
    accept: bool
    proposals: int
    meeting: bool


def enter(public_id: str, *, by: Person | None, now: datetime) -> Inside:
    """Open a circle to one of its members who wants to do something in it, with what fell due settled. There
    is no other way to a circle than this and `look`; what is not there and what is others' answer alike.

    :raises Refused: there is no such circle for this person.
    """
    inside = _find_inside(public_id, by)
    decisions.settle_due(inside.circle, now)
    return _find_inside(public_id, by)


def look(public_id: str, *, by: Person | None) -> Inside:
    """Open a circle to one of its members who only looks: nothing in it changes by that.

    :raises Refused: there is no such circle for this person.
    """
    return _find_inside(public_id, by)


def found_circle(portrait: Portrait, *, name: str, language: str, by: Person, now: datetime) -> Circle:
    """Found a circle with `by` as its first member and our template as its agreement.

    :raises Refused: a name or word is missing or too long.
    """
    words = check_portrait(portrait)
    founder_name = clean_name(name)
    circle = Circle.objects.create(created=now, lasting=True, places=portrait.places, **words)
    vault.CIRCLES.keys.create(circle.pk)
    with transaction.atomic():
        first = membership.admit(circle, by, founder_name, now=now)
        agreements.begin(circle, language, now=now)
        record_activity(circle, "founded", now=now, by=first)
    return circle


def describe(inside: Inside, portrait: Portrait, on_board: bool, *, now: datetime) -> None:
    """Change what a circle says about itself, and whether that stands on the board.

    :raises Refused: a word is missing or too long, or the member has not accepted the agreement.
    """
    agreements.check_accepted(inside.member)
    words = check_portrait(portrait)
    with transaction.atomic():
        Circle.objects.filter(pk=inside.circle.pk).update(places=portrait.places, on_board=on_board, **words)
        if on_board != inside.circle.on_board:
            record_activity(inside.circle, "board-on" if on_board else "board-off", now=now, by=inside.member)
        record_activity(inside.circle, "described", now=now, by=inside.member)


def check_portrait(portrait: Portrait) -> dict[str, str]:
    """Clean what a circle says about itself.

    :raises Refused: the name is missing, something is too long, or a number is out of bounds.
    """
    raw = {
        "circle": portrait.name,
        "focus": portrait.focus,
        "languages": portrait.languages,
        "region": portrait.region,
    }
    words = {field: clean_text(text) for field, text in raw.items()}
    for field, text in words.items():
        if not text and field in {"circle", "focus"}:
            raise Refused(
                "Please fill this in; it is what others know the circle by.", "invalid", field=field
            )
        if len(text) > LONGEST[field] or "\n" in text:
            raise Refused(
                "At most {most} characters are possible here, in one line.",
                "invalid",
                most=LONGEST[field],
                field=field,
            )
    if portrait.places not in PLACES:
        raise Refused("Please choose how many places are open.", "invalid", field="places")
    return {"name": words.pop("circle"), **words}


def check_founder_name(name: str) -> None:
    """Look a founder's name through before anybody is made a person for it.

    :raises Refused: it cannot be shown.
    """
    clean_name(name)


def leave(inside: Inside, *, now: datetime) -> None:
    with transaction.atomic():
        circle = Circle.objects.select_for_update().get(pk=inside.circle.pk)
        if len(membership.members(circle)) == 1:
            membership.dissolve(circle, now=now)
            return
        membership.end(inside.member, now=now)
        membership.note_end(circle, inside.member, "left", now)
        decisions.settle(circle, now)


def circles_of(person: Person, *, now: datetime) -> tuple[CircleStatus, ...]:
    memberships = list(
        Membership.objects.filter(person=person, until=None, circle__lasting=True)
        .select_related("circle")
        .order_by("circle__name", "pk")
    )
    ids = [member.circle_id for member in memberships]
    newest = dict(
        Circle.objects.filter(pk__in=ids).values_list("pk").annotate(newest=Max("agreements__version"))
    )
    accepted = _accepted_versions(memberships)
    meeting = set(Meeting.objects.filter(circle__in=ids, ended=None).values_list("circle_id", flat=True))
    waiting = _open_proposals(memberships, now)
    return tuple(
        CircleStatus(
            member.circle.public_id,
            member.circle.name,
            member.circle.focus,
            accept=accepted[member.pk] < newest[member.circle_id],
            proposals=waiting[member.pk] if accepted[member.pk] else 0,
            meeting=member.circle_id in meeting,
        )
        for member in memberships
    )


def applications(person: Person) -> "QuerySet[Application]":
    return Application.objects.filter(person=person).select_related("circle").order_by("pk")


def settle_all(now: datetime) -> None:
    decisions.settle_ripe(now)
    for member in Membership.objects.filter(until__gt=now - LOOK_AGAIN, circle__lasting=True):
        assert member.until is not None
        membership.take_from_rooms(
            member.circle_id, member.person_id, member.until
        )  # had the server died meanwhile
    Invitation.objects.filter(expires__lte=now).delete()
    Application.objects.filter(declined__lte=now - KEEP_DECLINED).delete()
    Membership.objects.filter(until__lte=now - KEEP_ENDED, circle__lasting=True).delete()
    Circle.objects.filter(dissolved__lte=now - KEEP_DECLINED, meetings=None).delete()


def _find_inside(public_id: str, by: Person | None) -> Inside:
    me = (
        Membership.objects.filter(
            person=by, until=None, circle__public_id=public_id, circle__lasting=True, circle__dissolved=None
        )
        .select_related("circle")
        .first()
        if by
        else None
    )
    if me is None:
        raise Refused("There is no such circle for you.", "gone")
    return Inside(me.circle, me)


def _accepted_versions(memberships: Iterable[Membership]) -> dict[int, int]:
    newest: dict[int, int] = defaultdict(int)
    rows = Acceptance.objects.filter(member__in=list(memberships)).values_list(
        "member_id", "agreement__version"
    )
    for member, version in rows:
        newest[member] = max(newest[member], version or 0)
    return newest


def _open_proposals(memberships: Sequence[Membership], now: datetime) -> dict[int, int]:
    ids = [member.circle_id for member in memberships]
    proposals = list(Proposal.objects.filter(circle__in=ids, state="open", until__gt=now))
    answered = set(
        Position.objects.filter(proposal__in=proposals, member__in=list(memberships)).values_list(
            "proposal_id", "draft", "member_id"
        )
    )
    waiting: dict[int, int] = defaultdict(int)
    for member in memberships:
        for proposal in proposals:
            may_answer = proposal.circle_id == member.circle_id and member.since <= proposal.put
            if may_answer and proposal.about_id != member.pk:
                waiting[member.pk] += (proposal.pk, proposal.draft, member.pk) not in answered
    return waiting
