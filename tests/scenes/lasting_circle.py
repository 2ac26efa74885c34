"""The cast in a lasting circle: Fay founded it, Cas, Ada and Ben joined; Oz has a login and does not belong to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from covision.actions.accounts.people import welcome_guest
from covision.actions.circles import agreements, circles, joining, proposals
from covision.actions.circles.joining import JoinRequest
from covision.actions.circles.membership import Inside
from covision.models.circles import Circle
from covision.models.people import Person
from covision.models.proposals import Proposal
from tests.conftest import NOW

from .kept_scene import kept_scene

PORTRAIT = circles.Portrait("Tuesday circle", "Placement", "German", "North", 6)
A_WEEK = timedelta(days=7)


@dataclass
class LastingCircle:
    circle: Circle
    people: dict[str, Person]

    def inside(self, who: str, now: datetime = NOW) -> Inside:
        return circles.enter(self.circle.public_id, by=self.people[who], now=now)

    def answer(self, who: str, proposal: Proposal, stand: str, reason: str = "", now: datetime = NOW) -> None:
        current = Proposal.objects.get(pk=proposal.pk)
        proposals.take_position(self.inside(who, now), current, current.draft, stand, reason, now=now)

    def member(self, who: str) -> int:
        return self.inside(who).member.pk


def person() -> Person:
    return welcome_guest(language="en", now=NOW)


def asking(name: str, **more: object) -> JoinRequest:
    fields: dict[str, object] = {
        "trained": "course",
        "line": "no",
        "motive": "",
        "facilitate": True,
        "bring": True,
    }
    return JoinRequest(name=name, **{**fields, **more})  # type: ignore[arg-type]


def founded() -> LastingCircle:
    fay = person()
    circle = circles.found_circle(PORTRAIT, name="Fay", language="en", by=fay, now=NOW)
    group = LastingCircle(circle, {"Fay": fay, "Oz": person()})
    agreements.accept(group.inside("Fay"), 1, now=NOW)
    return group


@kept_scene
def of_four() -> LastingCircle:
    group = founded()
    for name in ("Cas", "Ada", "Ben"):
        join(group, name)
    return group


def join(group: LastingCircle, name: str) -> None:
    """All who belong to the circle consent, and the newcomer accepts the agreement."""
    already = [who for who in group.people if who != "Oz"]
    group.people[name] = person()
    invitation = joining.invite(group.inside("Fay"), now=NOW)
    notice = joining.summary_of_invitation(invitation.token, now=NOW)
    joining.ask_to_join(notice, asking(name), by=group.people[name], now=NOW)
    admission = group.circle.proposals.latest("number")
    for who in already:
        group.answer(who, admission, "consent")
    agreements.accept(group.inside(name), 1, now=NOW)


def changed_terms(group: LastingCircle, **more: object) -> agreements.Terms:
    agreement = agreements.current_agreement(group.circle)
    texts = {**agreements.texts(agreement), "cadence": "Every second week."}
    return agreements.Terms(tuple(texts.items()), **more)  # type: ignore[arg-type]
