"""The wrapped keys of meetings, circles, cases and what people keep: the only tables of the second database, which has short-lived
backups of its own."""

from django.db import models


class MeetingKey(models.Model):
    meeting_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)


class CircleKey(models.Model):
    circle_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)


class CaseKey(models.Model):
    case_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)


class KeptKey(models.Model):
    """The key of one thing somebody keeps beyond a meeting; `name` says what and which."""

    name = models.CharField(max_length=40, primary_key=True)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)
