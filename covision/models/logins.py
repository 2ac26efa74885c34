"""Login sessions, kept so that the whole table opens nobody's account."""

from django.conf import settings
from django.db import models


class Login(models.Model):
    key_hash = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the key in the browser's cookie
    data = models.BinaryField()  # opens only with that key
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="logins")
    # a kind: enough to know one's own logins apart
    browser = models.CharField(max_length=40, blank=True, default="")
    since = models.DateField(null=True)  # a day, for the same
    expires = models.DateTimeField(db_index=True)
