"""What people took on in meetings, each a row of that person and of nobody else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .constraints import Constraints, check, unique
from .ids import random_id
from .meetings import Meeting


class Commitment(models.Model):
    """Offered at the end of a meeting, it belongs to that and goes with it. Once kept it stands alone."""

    class Kind(models.TextChoices):
        STEP = "step"
        GOAL = "goal"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="commitments")
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")  # none once it is kept
    card = models.CharField(max_length=22)
    ref = models.CharField(max_length=64, blank=True, default="")  # of the text in the meeting's vault
    written_as = models.CharField(max_length=40, blank=True, default="")
    seat = models.PositiveSmallIntegerField(default=0)
    text = models.BinaryField(default=b"")  # sealed under a key of its own, like `note`
    note = models.BinaryField(default=b"")
    taken = models.DateTimeField()  # when the meeting ended
    due = models.DateTimeField()  # of a goal: when its owner is asked
    outcome = models.CharField(max_length=7, blank=True, default="", db_column="said")
    settled = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True, db_index=True)  # a letter still to be sent, like `due_at`
    due_at = models.DateTimeField(null=True, db_index=True)
    erase_after = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("taken_on_once", "person", "card"),
            check(
                "a_commitment_is_offered_or_kept",
                Q(meeting=None, erase_after__isnull=False) | Q(meeting__isnull=False, erase_after=None),
            ),
            check(
                "what_is_said_of_a_commitment_is_known",
                Q(kind="step", outcome__in=["", "done", "not-yet", "changed"])
                | Q(kind="goal", outcome__in=["", "yes", "partly", "no", "later"]),
            ),
        ]

    @property
    def key(self) -> str:
        return f"commitment {self.public_id}"
