"""What may be counted of a server: how many circles, meetings and accounts there are, and never whose."""

from datetime import datetime

from covision import mail
from covision.engine.plain import value
from covision.models.circles import Circle
from covision.models.keys import CircleKey, MeetingKey
from covision.models.logins import Login
from covision.models.meetings import Meeting
from covision.models.people import Person


@value
class Figure:
    name: str  # for machines
    what: str  # a short sentence for people
    count: int


def figures(now: datetime) -> tuple[Figure, ...]:
    circles = Circle.objects.filter(lasting=True, dissolved=None)
    meetings = Meeting.objects.filter(kind=Meeting.Kind.MEETING)
    rehearsals = Meeting.objects.filter(kind=Meeting.Kind.REHEARSAL)
    letters, oldest = mail.waiting(now)
    keys = MeetingKey.objects.count() + CircleKey.objects.count()
    return (
        Figure("circles", "Lasting circles", circles.count()),
        Figure("meetings_open", "Meetings under way", meetings.filter(ended=None).count()),
        Figure(
            "meetings_kept", "Meetings that have ended and are kept", meetings.exclude(ended=None).count()
        ),
        Figure("rehearsals", "Rehearsals", rehearsals.count()),
        Figure("accounts", "People with a mail address", Person.objects.exclude(email=None).count()),
        Figure("logins", "Logins", Login.objects.count()),
        Figure("keys", "Keys of meetings and circles", keys),
        Figure("letters_waiting", "Letters that wait to be sent", letters),
        Figure(
            "letters_oldest_seconds", "Seconds the oldest of them has waited", int(oldest.total_seconds())
        ),
    )
