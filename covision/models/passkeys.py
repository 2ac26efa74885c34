"""Passkeys: what a person's device shows instead of a code. Only its public half is here."""

from django.conf import settings
from django.db import models


class Passkey(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()  # what the device attested, with its public key
    name = models.CharField(max_length=40)
    added = models.DateField()  # a day; no use of it is kept
