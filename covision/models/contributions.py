"""The rows of the vault: what people wrote, sealed, each under a random reference."""

from django.db import models

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
