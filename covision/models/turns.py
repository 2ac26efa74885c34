"""Give and take: who had which part in which round, and which part a member would take next."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .cases import Case
from .circles import Membership
from .constraints import Constraints, unique
from .dates import Appointment


class Turn(models.Model):
    """A part somebody had in a finished round; it goes with the membership."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="turns", db_index=False)
    meeting = models.BigIntegerField()  # a number and no more, for it outlives the meeting's erasure
    round = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=40)
    day = models.DateField(db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("a_turn_is_kept_once", "member", "meeting", "round", "role")
        ]


class Wish(models.Model):
    """Whether a member would take a part or would rather not. No reason is asked for."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="wishes", db_index=False)
    role = models.CharField(max_length=40)
    would = models.BooleanField()
    # the planned meeting; without one the circle's next
    appointment = models.ForeignKey(Appointment, models.CASCADE, null=True, related_name="wishes")
    # the one whose author would bring it
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_wish_per_part", "member", "role", condition=Q(appointment=None)),
            unique("one_wish_per_part_of_a_planned_meeting", "member", "role", "appointment"),
        ]
