"""Ways into a circle: invitations that only point, the board of circles that look for members, and asking to join."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from covision import vault
from covision.actions.shared.activity import record_activity
from covision.actions.shared.text import clean_text
from covision.engine.names import clean_name, name_key
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.circles import Application, Circle, Invitation
from covision.models.people import Person

from . import agreements, proposals
from .membership import Inside

INVITATION_LASTS = timedelta(days=14)
MOST_INVITATIONS = 20
MOST_ASKING = 20
LONGEST_MOTIVE = 600


@value
class CircleSummary:
    """All that somebody outside learns of a circle."""

    public_id: str
    name: str
    focus: str
    languages: str
    region: str
    places: int


@value
class JoinRequest:
    """What somebody says who asks to join. `line` is whether anybody there is above or below them in rank."""

    name: str
    trained: str
    line: str
    motive: str
    facilitate: bool
    bring: bool


def board() -> tuple[CircleSummary, ...]:
    circles = Circle.objects.filter(on_board=True, places__gt=0, dissolved=None).order_by("name", "pk")
    return tuple(_summary(circle) for circle in circles)


def summary_on_board(public_id: str) -> CircleSummary:
    """Give what the board says of one circle.

    :raises Refused: it is not on the board.
    """
    circle = Circle.objects.filter(public_id=public_id, on_board=True, places__gt=0, dissolved=None).first()
    if circle is None:
        raise Refused("This circle is not looking for members now.", "gone")
    return _summary(circle)


def summary_of_invitation(token: str, *, now: datetime) -> CircleSummary:
    """Give what somebody with an invitation may know. The link alone lets nobody in.

    :raises Refused: it leads nowhere any more.
    """
    invitation = Invitation.objects.filter(token=token, expires__gt=now).select_related("circle").first()
    if invitation is None or invitation.circle.dissolved is not None:
        raise Refused("This invitation leads nowhere: it has expired or was withdrawn.", "gone")
    return _summary(invitation.circle)


def invite(inside: Inside, *, now: datetime) -> Invitation:
    """Make an invitation that any number of people can follow until it expires.

    :raises Refused: the member has not accepted the agreement, or there are very many invitations.
    """
    with transaction.atomic():
        invitation = make_invitation(inside, now=now)
        record_activity(inside.circle, "invited", now=now, by=inside.member)
    return invitation


def make_invitation(inside: Inside, *, letters: int = 0, now: datetime) -> Invitation:
    """Keep an invitation, and to how many people it goes by mail.

    :raises Refused: the member has not accepted the agreement, or there are very many invitations.
    """
    agreements.check_accepted(inside.member)
    if len(invitations(inside, now=now)) >= MOST_INVITATIONS:
        raise Refused("There are many open invitations. Please withdraw one first.")
    return Invitation.objects.create(
        circle=inside.circle,
        by=inside.member,
        created=now,
        expires=now + INVITATION_LASTS,
        letters=letters,
    )


def invitations(inside: Inside, *, now: datetime) -> "QuerySet[Invitation]":
    return inside.circle.invitations.filter(expires__gt=now).select_related("by").order_by("pk")


def withdraw_invitation(inside: Inside, token: str, *, now: datetime) -> None:
    """Make an invitation lead nowhere. Any member may.

    :raises Refused: there is no such invitation.
    """
    with transaction.atomic():
        withdrawn, _ = inside.circle.invitations.filter(token=token).delete()
        if not withdrawn:
            raise Refused("This invitation is not there any more.", "gone")
        record_activity(inside.circle, "uninvited", now=now, by=inside.member)


def check_join_request(notice: CircleSummary, asking: JoinRequest) -> None:
    """Look through what somebody says who asks to join, before anybody is made a person for it.

    :raises Refused: an answer is missing, or says that this is not the circle for them.
    """
    clean_name(asking.name)
    if asking.trained not in {"course", "coach", "soon"}:
        raise Refused("Please say how you know the method.", "invalid", field="trained")
    if not (asking.facilitate and asking.bring):
        raise Refused(
            "A circle lives from giving and taking. Please ask to join only if you want to do both.",
            "invalid",
            field="bring",
        )
    if asking.line == "yes":
        raise Refused(
            "People who lead one another at work cannot speak freely in one circle. Please look for another circle; "
            "what you answered was not kept.",
            "invalid",
            field="line",
        )
    if asking.line not in {"no", "unknown"}:
        raise Refused(
            "Please answer whether anybody there leads you or is led by you.", "invalid", field="line"
        )
    if len(clean_text(asking.motive)) > LONGEST_MOTIVE:
        raise Refused(
            "At most {most} characters are possible here.", "invalid", most=LONGEST_MOTIVE, field="motive"
        )


def ask_to_join(notice: CircleSummary, asking: JoinRequest, *, by: Person, now: datetime) -> None:
    """Put before a circle that somebody asks to join. Whoever has asked already has asked once.

    Nobody outside learns by asking whether somebody of that name is in it: a name that is taken gets a
    number later.

    :raises Refused: an answer is missing, or the person belongs to the circle.
    """
    check_join_request(notice, asking)
    name = clean_name(asking.name)
    with transaction.atomic():
        circle = Circle.objects.select_for_update().get(public_id=notice.public_id)
        if circle.memberships.filter(person=by, until=None).exists():
            raise Refused("You belong to this circle already.")
        if circle.applications.filter(person=by, declined=None).exists():
            return
        if circle.applications.filter(declined=None).count() >= MOST_ASKING:
            raise Refused(
                "Many people are asking this circle just now. Please try again in some days.", "fast"
            )
        circle.applications.filter(person=by).delete()
        application = Application.objects.create(
            circle=circle,
            person=by,
            name=name,
            name_key=name_key(name),
            trained=asking.trained,
            line=asking.line,
            motive=vault.CIRCLES.keep(circle.pk, "motive", clean_text(asking.motive)),
            created=now,
        )
        proposals.propose_admission(application, now=now)


def take_back_request(number: int, *, by: Person, now: datetime) -> None:
    """End one's own wish to join; one that was declined is only forgotten.

    :raises Refused: there is none.
    """
    application = Application.objects.filter(pk=number, person=by).select_related("circle").first()
    if application is None:
        raise Refused("There is no such request of yours.", "gone")
    proposals.take_back_application(application, now=now)


def _summary(circle: Circle) -> CircleSummary:
    return CircleSummary(
        circle.public_id, circle.name, circle.focus, circle.languages, circle.region, circle.places
    )
