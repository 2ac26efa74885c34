"""Meetings, and the seats people have in them. What happens in a meeting is in its journal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .ids import random_id


class Meeting(models.Model):
    """`ended` is kept to the minute. Whoever has `join_token` may ask to come in. Where somebody coaches herself alone
    there is no such token, and no circle."""

    class Kind(models.TextChoices):
        MEETING = "meeting"
        REHEARSAL = "rehearsal"
        ALONE = "alone"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="meetings")
    join_token = models.CharField(max_length=22, unique=True, null=True, default=random_id, editable=False)  # noqa: DJ001 (two without one must not collide)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MEETING)
    created = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    erase_after = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["meeting", "rehearsal", "alone"]), name="meeting_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="alone", join_token=None, circle=None)
                | (~Q(kind="alone") & Q(join_token__isnull=False)),
                name="nobody_else_comes_to_one_alone",
            ),
        ]


class Seat(models.Model):
    """Who a person is in one meeting. Events know people by `number` only; `name_key` tells look-alikes apart. `own_hints`:
    she wants hints on her own words; `hints_away` are marks of those she has put away, which nobody can read back."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats", db_index=False)
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    name = models.CharField(max_length=40)
    name_key = models.TextField()
    language = models.CharField(max_length=8, default="en")
    own_hints = models.BooleanField(default=True)
    hints_away = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_person_per_seat"),
            models.UniqueConstraint(fields=["meeting", "person"], name="one_seat_per_person"),
            models.UniqueConstraint(fields=["meeting", "name_key"], name="no_two_alike_names_in_a_meeting"),
        ]
