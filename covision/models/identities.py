"""Who somebody is to a provider they sign in with."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .constraints import Constraints, unique


class Identity(models.Model):
    """All that is kept of what a provider says about a person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)  # who says it
    subject = models.CharField(max_length=255)  # the name it has for the person

    class Meta:
        constraints: ClassVar[Constraints] = [unique("one_person_per_identity", "issuer", "subject")]
