"""Many rows read in parts, so that never more than one part of them is in memory, and no question to the database is open
while something is done with it."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

AT_ONCE = 200

Row = TypeVar("Row", bound=Model)


def in_batches(rows: "QuerySet[Row]", at_once: int = AT_ONCE) -> Iterator[list[Row]]:
    some = list(rows.order_by("pk")[:at_once])
    while some:
        yield some
        some = list(rows.filter(pk__gt=some[-1].pk).order_by("pk")[:at_once])
