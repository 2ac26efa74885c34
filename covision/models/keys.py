"""The wrapped keys of meetings, circles, cases and what people keep: the only tables of the second database, which has short-lived
backups of its own."""

from typing import Any, ClassVar

from django.db import models


class WrappedKey(models.Model):
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16)  # which key file it was wrapped with

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


class MeetingKey(WrappedKey):
    meeting_id = models.BigIntegerField(primary_key=True)


class CircleKey(WrappedKey):
    circle_id = models.BigIntegerField(primary_key=True)


class CaseKey(WrappedKey):
    case_id = models.BigIntegerField(primary_key=True)


class KeptKey(WrappedKey):
    name = models.CharField(max_length=40, primary_key=True)  # what is kept beyond a meeting, and which
