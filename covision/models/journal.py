"""The rows of the journal: what happened in a meeting, in order, and never what anybody wrote."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .constraints import Constraints, check, unique
from .meetings import Meeting


class Happening(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    at = models.BigIntegerField()  # microseconds since 1970 (UTC)
    seat = models.PositiveSmallIntegerField(null=True)  # who brought it about
    command_id = models.CharField(max_length=64)
    data = models.TextField()  # the event as JSON

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_happening_per_version", "meeting", "version"),
            check("versions_begin_with_one", Q(version__gte=1)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["meeting", "command_id", "version"], name="happening_by_command"),
        ]
