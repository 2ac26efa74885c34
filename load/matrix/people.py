"""The people of the matrix, in a circle with a meeting at work, made as people make them: by what they do."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.utils import timezone
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData

from covision.actions.accounts import people
from covision.actions.circles import agreements, circles, joining, proposals
from covision.actions.circles.circles import Portrait
from covision.actions.circles.joining import JoinRequest
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import circle_meetings, meetings
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.engine.plain import value
from covision.models.circles import Circle
from covision.models.meetings import Meeting
from covision.models.passkeys import Passkey
from covision.models.people import Person

from .belongings import belongings

PORTRAIT = Portrait("A circle", "Work", "", "", 6)
MEMBERS = ("client", "facilitator", "advisor", "observer", "member", "former")
SEATED = ("client", "facilitator", "advisor", "observer", "former")
PROBLEM = {
    "kind": ["problem"],
    "text": ["A long list."],
    "tag.whose": ["personal"],
    "tag.urgency": ["soon"],
    "tag.check": ["real", "own", "current", "influence", "tellable"],
    "tag.inside": ["no"],
}
_numbers = count(1)


@value
class Cast:
    """`keys` are of logins, by kind of person; `words` fill the gaps of addresses."""

    keys: Mapping[str, str]
    words: Mapping[str, str]


def gather() -> Cast:
    """Bring everybody together: in the circle, in its meeting at work, and outside."""
    now = timezone.now()
    who = {name: _person(name, now) for name in (*MEMBERS, "guest", "other", "operator")}
    circle = _circle(who, now)
    room = _meeting(circle, who, now)
    words = belongings(circle, room, who, now)
    circles.found_circle(PORTRAIT, name="other", language="en", by=who["other"], now=now)
    circles.leave(circles.enter(circle.public_id, by=who["former"], now=now), now=now)
    return Cast(
        {name: people.log_in_simulated(person) for name, person in who.items()},
        {**_words(circle, room, who), **words},
    )


def _person(name: str, now: datetime) -> Person:
    """All but the guest have an account."""
    person = people.welcome_guest(language="en", now=now)
    if name != "guest":
        Person.objects.filter(pk=person.pk).update(email=f"{name}@example.org")
    return person


def _circle(who: Mapping[str, Person], now: datetime) -> Circle:
    circle = circles.found_circle(PORTRAIT, name=MEMBERS[0], language="en", by=who[MEMBERS[0]], now=now)
    agreements.accept(circles.enter(circle.public_id, by=who[MEMBERS[0]], now=now), 1, now=now)
    for at, name in enumerate(MEMBERS[1:], 1):
        invitation = joining.invite(circles.enter(circle.public_id, by=who[MEMBERS[0]], now=now), now=now)
        notice = joining.summary_of_invitation(invitation.token, now=now)
        asking = JoinRequest(name=name, trained="course", line="no", motive="", facilitate=True, bring=True)
        joining.ask_to_join(notice, asking, by=who[name], now=now)
        admission = circle.proposals.latest("number")
        for other in MEMBERS[:at]:
            inside = circles.enter(circle.public_id, by=who[other], now=now)
            proposals.take_position(inside, admission, 1, "consent", "", now=now)
        agreements.accept(circles.enter(circle.public_id, by=who[name], now=now), 1, now=now)
    inside = circles.enter(circle.public_id, by=who["member"], now=now)
    circles.describe(inside, PORTRAIT, True, now=now)
    proposals.propose_dissolution(inside, "We have come far.", now=now)
    return circle


def _meeting(circle: Circle, who: Mapping[str, Person], now: datetime) -> Room:
    inside = {name: circles.enter(circle.public_id, by=who[name], now=now) for name in SEATED}
    room = circle_meetings.start(inside["client"], 90, 1, spoken=False, now=now)
    for name in SEATED[1:]:
        circle_meetings.come_in(inside[name], room.public_id, now=now)
    meetings.ask_to_come_in(Meeting.objects.get(pk=room.id), name="guest", by=who["guest"], now=now)
    seat = {name: room.seats[person.pk] for name, person in who.items() if person.pk in room.seats}
    _do(room, seat["client"], command=["let-in"], seat=[str(seat["guest"])])
    _do(room, seat["client"], command=["end-step"], step=["arrive"])
    _do(room, seat["client"], command=["write"], **PROBLEM)
    _do(room, seat["client"], command=["reveal"])
    _do(room, seat["client"], command=["end-step"], step=["collect"])
    _do(room, seat["client"], command=["propose-case"], card=[room.meeting.cards[0].id])
    _do(room, seat["client"], command=["accept-case"])
    _do(room, seat["client"], command=["end-step"], step=["choose"])
    _do(room, seat["facilitator"], command=["take-role"], role=["facilitator"])
    _do(room, seat["observer"], command=["take-role"], role=["observer"])
    _do(room, seat["client"], command=["end-step"], step=["cast"], anyway=["1"])
    return rooms.open_room(room.public_id)


def _do(room: Room, by: int, /, **fields: list[str]) -> None:
    form = {"id": [f"matrix-{next(_numbers):08}"], **fields}
    act_on_fields(room, form, by=by, now=timezone.now(), language="en").result()


def _words(circle: Circle, room: Room, who: Mapping[str, Person]) -> dict[str, str]:
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(Aaguid.NONE, b"a passkey", public)
    passkey = Passkey.objects.create(
        person=who["client"],
        credential_id=b"a passkey",
        credential=credential,
        name="Mine",
        added=timezone.localdate(),
    )
    advisor = circle.memberships.get(person=who["advisor"], until=None)
    return {
        "circle": circle.public_id,
        "room": room.public_id,
        "link": room.join_token,
        "invitation": circle.invitations.latest("pk").token,
        "proposal": circle.proposals.latest("number").public_id,
        "member": str(advisor.pk),
        "passkey": str(passkey.pk),
        "round": "1",
        "process": "concept-1",
        "language": "en",
        "document": "guide",
        "paper": "a4",
        "unit": "listening",
    }
