"""Rehearsals: which case and which process a newcomer plays with simulated peers, in which role and how fast."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import Constraints, check
from .meetings import Meeting


class Rehearsal(models.Model):
    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="rehearsal")
    case_id = models.CharField(max_length=80)
    process_id = models.CharField(max_length=80, default="")  # empty: that of the case
    seed = models.BigIntegerField()  # makes the peers' chance repeatable
    pace = models.FloatField(default=1.0)  # 2.0 is twice as fast as people are
    paused = models.BooleanField(default=False, db_column="held")  # the peers have been asked to hold on
    clock_paused = models.BooleanField(
        default=False, db_column="clock_held"
    )  # and the clock of the step stands as long as they do
    party = models.PositiveSmallIntegerField(default=6)  # how many people are expected in all
    understudies = models.TextField(default="")  # names, a line each, for colleagues who do not come
    role = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rehearsals")

    class Meta:
        constraints: ClassVar[Constraints] = [check("rehearsal_moves_on", Q(pace__gt=0))]
