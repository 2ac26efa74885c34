"""A guest who signs in with an account that is there already: what was the guest's becomes the account's."""

from collections.abc import Iterator

from django.db import IntegrityError, models, transaction

from covision import hub
from covision.models.logins import Login
from covision.models.people import Person


def keep_places(guest: Person, account: Person) -> None:
    """This will give all of the guest's places to the account. Where it has one of its own the guest's stays what it is,
    and so does the guest; otherwise the guest is gone. The caller holds the transaction."""
    Login.objects.filter(person=guest).delete()
    left = [row for row in list(_rows_of(guest)) if not _given(row, account)]
    if not left:
        guest.delete()
    hub.announce(hub.LOGINS)


def _rows_of(guest: Person) -> Iterator[tuple[models.Model, str]]:
    """Everything that points to the guest, whichever table it is in, and the name of the field that does."""
    for relation in Person._meta.related_objects:
        field = relation.field.attname
        table: type[models.Model] = relation.field.model
        for row in table._default_manager.filter(**{field: guest.pk}):
            yield row, field


def _given(row: tuple[models.Model, str], account: Person) -> bool:
    found, field = row
    try:
        with transaction.atomic():
            type(found)._default_manager.filter(pk=found.pk).update(**{field: account.pk})
    except IntegrityError:
        return False
    return True
