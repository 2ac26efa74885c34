"""The wrapped keys of the meetings: the only table of the second database, which has short-lived backups of its own."""

from django.db import models


class MeetingKey(models.Model):
    meeting_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)
