"""A guest who signs in with an account that is there already: what was the guest's becomes the account's.

A new table that points to people needs nothing here. Where both have a seat in one meeting the guest's stays, so that its
name stays with what it said.
"""

from collections.abc import Iterator

from django.db import IntegrityError, models, transaction

from covision import hub
from covision.models.logins import Login
from covision.models.meetings import Seat
from covision.models.people import Person


def keep_places(guest: Person, account: Person) -> None:
    """What the account has of its own is not had twice, but for a seat: what was said from it was said under its name, so
    the guest stays with that seat, and nobody can sign in as them. The caller holds the transaction."""
    Login.objects.filter(person=guest).delete()
    for row, field in tuple(rows_of(guest)):
        if not _hand_over(row, field, account) and not isinstance(row, Seat):
            row.delete()
    if not Seat.objects.filter(person=guest).exists():
        guest.delete()
    hub.announce(hub.LOGINS)


def rows_of(person: Person) -> Iterator[tuple[models.Model, str]]:
    for table, field in tables_of_people():
        for row in table._default_manager.filter(**{field: person.pk}):
            yield row, field


def tables_of_people() -> Iterator[tuple[type[models.Model], str]]:
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field.model, relation.field.attname


def _hand_over(row: models.Model, field: str, account: Person) -> bool:
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{field: account.pk})
    except IntegrityError:
        return False
    return True
