"""Learning: which units of the course somebody has done, how well they know a role, and for which they feel ready."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import Constraints, check, unique
from .meetings import Meeting

ENOUGH = 3  # rounds in a role after which nothing more is counted


class UnitDone(models.Model):
    """A unit of the course that a person says they have done; for their eyes only."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="units", db_index=False)
    unit = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints: ClassVar[Constraints] = [unique("a_unit_is_done_once", "person", "unit")]


class Practice(models.Model):
    """How much the room explains to a person in a role; for their eyes only."""

    class Guidance(models.TextChoices):
        FULL = "full"
        SHORT = "short"
        QUESTION = "question"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice", db_index=False
    )
    role = models.CharField(max_length=40)
    # finished in it, and no record of work: counted no further than ENOUGH
    rounds = models.PositiveSmallIntegerField(default=0)
    # instead of what follows from the rounds
    chose = models.CharField(max_length=8, choices=Guidance, blank=True, default="")

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_practice_per_role", "person", "role"),
            check("practice_is_counted_to_enough", Q(rounds__lte=ENOUGH)),
            check("guidance_is_known", Q(chose__in=["", "full", "short", "question"])),
        ]


class Readiness(models.Model):
    """A role for which a person says that they feel ready; people who meet with them see it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ready_for", db_index=False
    )
    role = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar[Constraints] = [unique("ready_once_per_role", "person", "role")]


class CountedRound(models.Model):
    """A round whose parts have been counted. It names nobody, and goes with its meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="counted_rounds", db_index=False)
    round = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[Constraints] = [unique("a_round_is_counted_once", "meeting", "round")]
