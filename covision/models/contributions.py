"""The rows of the vault: what people wrote, sealed, each under a random reference."""

from typing import ClassVar

from django.db import models

from .cases import Case
from .circles import Circle
from .meetings import Meeting


class Body(models.Model):
    ref = models.CharField(max_length=64, primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    alg = models.PositiveSmallIntegerField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()


class CircleBody(models.Model):
    """What members of a circle wrote for one another outside its meetings: agreements, proposals, reasons."""

    ref = models.CharField(max_length=64, primary_key=True)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    alg = models.PositiveSmallIntegerField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()


class CaseBody(models.Model):
    """What somebody wrote for a case, one text of each `kind`: the problem itself, and notes that nobody else ever reads."""

    ref = models.CharField(max_length=64, primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    alg = models.PositiveSmallIntegerField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind"], name="one_text_of_a_kind_per_case"),
        ]
