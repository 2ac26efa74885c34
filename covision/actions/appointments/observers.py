"""An observer from another circle: what the link the circle agreed on points to, for one meeting."""

from datetime import datetime, timedelta

from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.dates import Observing

AFTERWARDS = timedelta(hours=1)


@value
class ObserverVisit:
    """What an observer may know before coming in: when it is, and the door, once the room is open."""

    focus: str
    begins: datetime
    minutes: int
    door: str


def visit_of_link(token: str, *, now: datetime) -> ObserverVisit:
    """Give what an observer may know. The link lets nobody in: whoever follows it knocks.

    :raises Refused: it leads nowhere, or the meeting was cancelled or is over.
    """
    observing = (
        Observing.objects.filter(token=token, appointment__state="fixed")
        .select_related("appointment__circle", "appointment__meeting")
        .first()
    )
    appointment = observing.appointment if observing else None
    if appointment is None or appointment.begins is None or appointment.circle.dissolved is not None:
        raise Refused("This link leads nowhere: the meeting was cancelled or is over.", "gone")
    meeting = appointment.meeting
    over = now > appointment.begins + timedelta(minutes=appointment.minutes) + AFTERWARDS
    if (over and meeting is None) or (meeting is not None and meeting.ended is not None):
        raise Refused("This link leads nowhere: the meeting was cancelled or is over.", "gone")
    door = (meeting.join_token or "") if meeting is not None else ""
    return ObserverVisit(appointment.circle.focus, appointment.begins, appointment.minutes, door)
