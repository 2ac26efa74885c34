"""What members say of a meeting to come: when it may be, how long it is, how many rounds it has, where it is."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format

from covision import vault
from covision.actions.meetings.meetings import LENGTHS, ROUNDS
from covision.actions.shared.text import clean_text
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.dates import Appointment

LONGEST_PLACE = 200
LONGEST_LINK = 500
AT_MOST_AHEAD = timedelta(days=400)
MOST_DATES = 12


@value
class MeetingDetails:
    """How a meeting to come is meant: `place` and `link` as typed."""

    minutes: int
    rounds: int
    spoken: bool
    place: str = ""
    link: str = ""


def check_details(outline: MeetingDetails) -> MeetingDetails:
    """Clean what was said of a meeting to come.

    :raises Refused: a number is out of bounds, the place is too long, or the link is none a browser opens
    safely.
    """
    if outline.minutes not in LENGTHS or outline.rounds not in ROUNDS:
        raise Refused(
            "Please choose how long the meeting is and how many rounds it has.", "invalid", field="minutes"
        )
    place = clean_text(outline.place)
    if len(place) > LONGEST_PLACE or "\n" in place:
        raise Refused(
            "At most {most} characters are possible here, in one line.",
            "invalid",
            most=LONGEST_PLACE,
            field="place",
        )
    return MeetingDetails(outline.minutes, outline.rounds, outline.spoken, place, _link(outline.link))


def read_times(raw: Iterable[str], *, now: datetime) -> tuple[datetime, ...]:
    """Read the times somebody typed, each once and in order; fields left empty do not count.

    :raises Refused: a time cannot be read, does not exist, is over or is far away, or there are very many.
    """
    times = sorted({read_time(typed, now=now) for typed in raw if typed.strip()})
    if len(times) > MOST_DATES:
        raise Refused(
            "At most {most} dates can be proposed at a time.", "invalid", most=MOST_DATES, field="when"
        )
    return tuple(times)


def read_time(raw: str, *, now: datetime) -> datetime:
    """Read a day and time as people here say it, in the time zone of this server.

    :raises Refused: it cannot be read, does not exist, is over or is far away.
    """
    try:
        typed = datetime.strptime(raw.strip()[:16].replace(" ", "T"), "%Y-%m-%dT%H:%M")  # noqa: DTZ007
    except ValueError:
        raise Refused(
            "Please write day and time like this: 2026-03-24 18:30.", "invalid", field="when"
        ) from None
    when = timezone.make_aware(typed).astimezone(UTC)
    if timezone.localtime(when).replace(tzinfo=None) != typed:
        raise Refused(
            "This time does not exist: the clocks go forward that night. Please take another one.",
            "invalid",
            field="when",
        )
    if not now < when < now + AT_MOST_AHEAD:
        raise Refused("Please choose a time that is ahead, within a year.", "invalid", field="when")
    return when


def keep_details(circle: Circle, appointment: Appointment, outline: MeetingDetails) -> None:
    """Put what was said into an appointment, place and link sealed. Call it inside a transaction and save
    it."""
    vault.CIRCLES.erase_texts(circle.pk, [appointment.place, appointment.link])
    appointment.minutes, appointment.rounds = outline.minutes, outline.rounds
    appointment.spoken = outline.spoken
    appointment.place = vault.CIRCLES.keep(circle.pk, "place", outline.place)
    appointment.link = vault.CIRCLES.keep(circle.pk, "link", outline.link)


def details_of(appointment: Appointment) -> MeetingDetails:
    wanted = [(appointment.place, "place"), (appointment.link, "link")]
    texts = vault.CIRCLES.open(appointment.circle_id, wanted)
    return MeetingDetails(
        appointment.minutes,
        appointment.rounds,
        appointment.spoken,
        texts.get(appointment.place, ""),
        texts.get(appointment.link, ""),
    )


def format_when(when: datetime) -> str:
    """A day and time in the language that is on, in the time zone of this server."""
    local = timezone.localtime(when)
    return f"{date_format(local, 'l')}, {date_format(local, 'DATE_FORMAT')}, {date_format(local, 'H:i')}"


def _link(raw: str) -> str:
    link = clean_text(raw)
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        safe = parts.scheme == "https" and bool(parts.hostname) and not parts.username
    except ValueError:
        safe = False
    if not safe or len(link) > LONGEST_LINK or link.split()[1:]:
        raise Refused(
            "Please give a link that begins with https://, or leave this empty.", "invalid", field="link"
        )
    return link
