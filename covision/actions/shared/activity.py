"""Every use of a right in a circle is written down here, for all its members to see; whoever wants to tell more begins here."""

from datetime import datetime

from django.db.models import QuerySet

from covision.models.circles import Activity, Circle, Membership

MOST_SHOWN = 200


def record_activity(
    circle: Circle,
    what: str,
    *,
    now: datetime,
    by: Membership | None = None,
    about: Membership | None = None,
    number: int = 0,
) -> None:
    """Write down what was done, by whom and about whom; `number` is a proposal's or a version's."""
    at = now.replace(second=0, microsecond=0)
    Activity.objects.create(circle=circle, at=at, what=what, by=by, about=about, number=number)


def activities(circle: Circle) -> "QuerySet[Activity]":
    return circle.activities.select_related("by", "about").order_by("-id")[:MOST_SHOWN]
