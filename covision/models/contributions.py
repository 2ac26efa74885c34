"""The rows of the vault: what people wrote, sealed, each under a random reference."""

from typing import Any, ClassVar

from django.db import models

from .cases import Case
from .circles import Circle
from .constraints import Constraints, unique
from .meetings import Meeting


class SealedText(models.Model):
    ref = models.CharField(max_length=64, primary_key=True)
    alg = models.PositiveSmallIntegerField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


class Body(SealedText):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")


class CircleBody(SealedText):
    """What members of a circle wrote for one another outside its meetings: agreements, proposals, reasons."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")


class CaseBody(SealedText):
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)  # the problem itself, or notes that nobody else ever reads

    class Meta:
        constraints: ClassVar[Constraints] = [unique("one_text_of_a_kind_per_case", "case", "kind")]
