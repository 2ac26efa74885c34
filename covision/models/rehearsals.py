"""Rehearsals: which case and which process a newcomer plays with simulated peers, in which role and how fast."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .meetings import Meeting


class Rehearsal(models.Model):
    """`seed` makes the peers' chance repeatable; `pace` 2.0 is twice as fast as people are, `held` asks them to wait;
    `clock_held`: the clock of the step stands as long as they do. `party` is how many people are expected in all, and
    `understudies` are the names, a line each, of simulated peers for colleagues who do not come. An empty `process_id` is
    that of the case."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="rehearsal")
    case_id = models.CharField(max_length=80)
    process_id = models.CharField(max_length=80, default="")
    seed = models.BigIntegerField()
    pace = models.FloatField(default=1.0)
    paused = models.BooleanField(default=False, db_column="held")
    clock_paused = models.BooleanField(default=False, db_column="clock_held")
    party = models.PositiveSmallIntegerField(default=6)
    understudies = models.TextField(default="")
    role = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rehearsals")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pace__gt=0), name="rehearsal_moves_on"),
        ]
