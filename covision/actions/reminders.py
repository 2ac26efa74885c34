"""Letters that remind somebody of what she took on, or ask whether a goal was reached; they say nothing of it."""

from datetime import datetime, timedelta

from django.conf import settings

from covision import mail
from covision.models.commitments import Commitment
from covision.models.people import Person
from covision.models.sheets import KeptSheet

TOO_LATE = timedelta(days=2)  # after which a letter that could not be sent is dropped
BEFORE_IT_GOES = timedelta(days=14)


def remind(now: datetime) -> None:
    """This will send the letters whose time has come. While the mail server takes none, they wait for the next time."""
    for field in ("soon_at", "due_at"):
        late = Commitment.objects.filter(**{f"{field}__lte": now - TOO_LATE})
        late.update(**{field: None})
    try:
        _remind_of_commitments(now)
        _remind_of_sheets(now)
    except mail.NotSent:
        return


def _remind_of_commitments(now: datetime) -> None:
    for field in ("soon_at", "due_at"):
        rows = Commitment.objects.filter(**{f"{field}__lte": now}).select_related("person").order_by("pk")
        for row in rows:
            what = "asked" if row.kind == Commitment.Kind.GOAL else "commitment"
            _send(what, row.person, "/commitments/")
            Commitment.objects.filter(pk=row.pk).update(**{field: None})


def _remind_of_sheets(now: datetime) -> None:
    going = KeptSheet.objects.filter(remind=True, erase_after__lte=now + BEFORE_IT_GOES)
    for sheet in going.prefetch_related("people__person").order_by("pk"):
        for one in sheet.people.all():
            if one.owner:
                _send("sheet", one.person, f"/sheets/{sheet.public_id}/")
        KeptSheet.objects.filter(pk=sheet.pk).update(remind=False)


def _send(what: str, person: Person, path: str) -> None:
    if person.email:
        link = f"{settings.COVISION_ORIGIN}{path}" if settings.COVISION_ORIGIN else ""
        mail.send(what, person.email, person.language, link=link)
