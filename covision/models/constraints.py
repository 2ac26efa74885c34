"""Constraints by name first: a sentence that the database keeps."""

from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint

Constraints = list[BaseConstraint]


def unique(name: str, *fields: str, condition: Q | None = None) -> UniqueConstraint:
    return UniqueConstraint(fields=fields, name=name, condition=condition)


def check(name: str, condition: Q) -> CheckConstraint:
    return CheckConstraint(condition=condition, name=name)
