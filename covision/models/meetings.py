"""Meetings, and the seats people have in them. What happens in a meeting is in its journal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .constraints import Constraints, check, unique
from .ids import random_id


class Meeting(models.Model):
    class Kind(models.TextChoices):
        MEETING = "meeting"
        REHEARSAL = "rehearsal"
        ALONE = "alone"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="meetings")
    # somebody who has it may ask to come in; none where somebody coaches themself alone
    join_token = models.CharField(max_length=22, unique=True, null=True, default=random_id, editable=False)  # noqa: DJ001 (two without one must not collide)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MEETING)
    created = models.DateTimeField()
    ended = models.DateTimeField(null=True)  # to the minute
    erase_after = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            check("meeting_kind_is_known", Q(kind__in=["meeting", "rehearsal", "alone"])),
            check(
                "nobody_else_comes_to_one_alone",
                Q(kind="alone", join_token=None, circle=None)
                | (~Q(kind="alone") & Q(join_token__isnull=False)),
            ),
        ]


class Seat(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats", db_index=False)
    number = models.PositiveSmallIntegerField()  # by which alone events know people
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    name = models.CharField(max_length=40)
    name_key = models.TextField()  # tells look-alikes apart
    language = models.CharField(max_length=8, default="en")
    own_hints = models.BooleanField(default=True)  # whether they want hints on their own words
    # marks of those put away, which nobody can read back
    hints_away = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_person_per_seat", "meeting", "number"),
            unique("one_seat_per_person", "meeting", "person"),
            unique("no_two_alike_names_in_a_meeting", "meeting", "name_key"),
        ]
