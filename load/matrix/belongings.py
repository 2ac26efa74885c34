"""What the people of the matrix have of their own, and what their circle has planned: the words for its addresses."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from covision.actions.appointments import appointments, calendars
from covision.actions.appointments.details import MeetingDetails
from covision.actions.cases import cases
from covision.actions.circles import circles, process_drafts
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import alone, sheets
from covision.actions.room.room import Room
from covision.actions.shared.wording import Wording
from covision.engine.letter import SheetLetter
from covision.models.circles import Circle
from covision.models.commitments import Commitment
from covision.models.people import Person

TAGS = (
    "whose:personal",
    "urgency:soon",
    *(f"check:{check}" for check in ("real", "own", "current", "influence")),
)
LETTER = SheetLetter("en", "A circle", "Today", "client", "Concept I", None, (), ())


def belongings(circle: Circle, room: Room, who: Mapping[str, Person], now: datetime) -> dict[str, str]:
    """Let the client prepare a case, take something on, keep a sheet, coach themselves and open a calendar, and the
    circle look for a date and begin a way of working of its own."""
    client = who["client"]
    inside = circles.enter(circle.public_id, by=client, now=now)
    case = cases.prepare(
        Wording("A long list.", (*TAGS, "check:tellable", "inside:no"), "en"), {}, by=client, now=now
    )
    times = [now + timedelta(minutes=10)]
    appointment = appointments.propose(inside, MeetingDetails(60, 1, spoken=False), times, at="", now=now)
    date = appointment.dates.get().pk
    appointments.fix(inside, appointment, date, at="", now=now)
    return {
        "case": case.public_id,
        "appointment": appointment.public_id,
        "date": str(date),
        "commitment": _taken_on(circle, room, client, now).public_id,
        "sheet": sheets.keep(room, 1, LETTER, by=client, now=now).public_id,
        "alone": _alone(client, now),
        "own": process_drafts.copy(inside, "five-steps", now=now).public_id,
        "feed": calendars.renew_feed(by=client),
        "observing": "A" * 22,
        "ending": "md",
    }


def _taken_on(circle: Circle, room: Room, person: Person, now: datetime) -> Commitment:
    card = room.meeting.cards[0]
    assert card.text is not None
    return Commitment.objects.create(
        person=person,
        circle=circle,
        kind=Commitment.Kind.STEP,
        meeting_id=room.id,
        card=card.id,
        ref=card.text.id,
        written_as=card.kind,
        seat=card.seat,
        taken=now,
        due=now + timedelta(days=1),
    )


def _alone(person: Person, now: datetime) -> str:
    room = alone.start("concept-1", timed=False, name="client", by=person, now=now)
    fields = {"command": ["write"], "kind": ["sentence"], "text": ["I want to say no."]}
    act_on_fields(
        room, {"id": ["matrix-alone"], **fields}, by=alone.OWN_SEAT, now=timezone.now(), language="en"
    ).result()
    return room.public_id
