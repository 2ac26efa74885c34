"""Letters that remind somebody of what she took on, or ask whether a goal was reached; they say nothing of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from covision import mail
from covision.models.commitments import Commitment
from covision.models.people import Person
from covision.models.sheets import KeptSheet

TOO_LATE = timedelta(days=2)  # after which a letter that nobody could send is dropped
BEFORE_IT_GOES = timedelta(days=14)


def remind(now: datetime) -> None:
    """Put the letters whose time has come into the outbox. While there is no mail server, they wait."""
    for field in ("soon_at", "due_at"):
        late = Commitment.objects.filter(**{f"{field}__lte": now - TOO_LATE})
        late.update(**{field: None})
    if mail.is_set_up():
        _remind_of_commitments(now)
        _remind_of_sheets(now)


def _remind_of_commitments(now: datetime) -> None:
    for field in ("soon_at", "due_at"):
        rows = Commitment.objects.filter(**{f"{field}__lte": now}).select_related("person").order_by("pk")
        for row in rows:
            what = "asked" if row.kind == Commitment.Kind.GOAL else "commitment"
            with transaction.atomic():
                if Commitment.objects.filter(**{"pk": row.pk, f"{field}__lte": now}).update(**{field: None}):
                    _post(what, (row.person,), reverse("commitments:all"), now)


def _remind_of_sheets(now: datetime) -> None:
    going = KeptSheet.objects.filter(remind=True, erase_after__lte=now + BEFORE_IT_GOES)
    for sheet in going.prefetch_related("people__person").order_by("pk"):
        owners = [holder.person for holder in sheet.people.all() if holder.owner]
        with transaction.atomic():
            if KeptSheet.objects.filter(pk=sheet.pk, remind=True).update(remind=False):
                _post("sheet", owners, reverse("sheets:sheet", args=[sheet.public_id]), now)


def _post(what: str, people: Iterable[Person], path: str, now: datetime) -> None:
    link = f"{settings.COVISION_ORIGIN}{path}" if settings.COVISION_ORIGIN else ""
    letters = [
        mail.Letter(what, person.email, person.language, (("link", link),))
        for person in people
        if person.email
    ]
    mail.post(letters, now=now)
