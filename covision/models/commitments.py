"""What people took on in meetings, each a row of that person and of nobody else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .ids import random_id
from .meetings import Meeting


class Commitment(models.Model):
    """Offered at the end of a meeting, it belongs to `meeting`, whose vault has the text under `ref`, and goes with it. Once
    kept it stands alone: `text` and `note` are sealed under a key of its own. `taken` is when the meeting ended; of a goal
    `due` is when its owner is asked. `soon_at` and `due_at` are letters still to be sent."""

    class Kind(models.TextChoices):
        STEP = "step"
        GOAL = "goal"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="commitments")
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")
    card = models.CharField(max_length=22)
    ref = models.CharField(max_length=64, blank=True, default="")
    written_as = models.CharField(max_length=40, blank=True, default="")
    seat = models.PositiveSmallIntegerField(default=0)
    text = models.BinaryField(default=b"")
    note = models.BinaryField(default=b"")
    taken = models.DateTimeField()
    due = models.DateTimeField()
    outcome = models.CharField(max_length=7, blank=True, default="", db_column="said")
    settled = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True, db_index=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    erase_after = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "card"], name="taken_on_once"),
            models.CheckConstraint(
                condition=Q(meeting=None, erase_after__isnull=False)
                | Q(meeting__isnull=False, erase_after=None),
                name="a_commitment_is_offered_or_kept",
            ),
            models.CheckConstraint(
                condition=Q(kind="step", outcome__in=["", "done", "not-yet", "changed"])
                | Q(kind="goal", outcome__in=["", "yes", "partly", "no", "later"]),
                name="what_is_said_of_a_commitment_is_known",
            ),
        ]

    @property
    def key(self) -> str:
        """The name of its key in the vault."""
        return f"commitment {self.public_id}"
