"""Login sessions, kept so that the whole table opens nobody's account."""

from django.conf import settings
from django.db import models


class Login(models.Model):
    """`key_hash` is the SHA-256 of the key in the browser's cookie; `data` opens only with that key.
    `browser` is a kind and `since` a day: enough to know one's own logins apart, and no more."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="logins")
    browser = models.CharField(max_length=40, blank=True, default="")
    since = models.DateField(null=True)
    expires = models.DateTimeField(db_index=True)
