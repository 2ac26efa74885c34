"""Circles and who belongs to them, from when until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .ids import random_id


class Circle(models.Model):
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    name = models.CharField(max_length=80)
    focus = models.CharField(max_length=400, blank=True, default="")
    created = models.DateTimeField()


class Membership(models.Model):
    """`until` is empty while the person is a member."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["circle", "person"], condition=Q(until=None), name="one_active_membership"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_began"
            ),
        ]
