"""Meetings that are still to come: the times proposed for them, how members lean, and who has promised to be there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle, Membership
from .constraints import Constraints, check, unique
from .ids import random_id
from .meetings import Meeting


class Appointment(models.Model):
    class State(models.TextChoices):
        FINDING = "finding"
        FIXED = "fixed"
        CANCELLED = "cancelled"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="appointments")
    state = models.CharField(max_length=9, choices=State, default=State.FINDING)
    begins = models.DateTimeField(null=True, db_index=True)
    minutes = models.PositiveSmallIntegerField()
    rounds = models.PositiveSmallIntegerField()
    spoken = models.BooleanField(default=False)
    place = models.CharField(max_length=22, blank=True, default="")  # reference of a sealed text, like `link`
    link = models.CharField(max_length=22, blank=True, default="")
    sequence = models.PositiveIntegerField(default=0)  # counts the changes calendars have to hear of
    changed = models.DateTimeField()
    reminded = models.BooleanField(default=False)
    forget_after = models.DateTimeField(db_index=True)
    # the room once somebody has opened it
    meeting = models.OneToOneField(Meeting, models.SET_NULL, null=True, related_name="appointment")

    class Meta:
        constraints: ClassVar[Constraints] = [
            check("appointment_state_is_known", Q(state__in=["finding", "fixed", "cancelled"])),
            check("what_is_fixed_has_a_time", ~Q(state="fixed") | Q(begins__isnull=False)),
        ]


class Date(models.Model):
    """A time proposed for an appointment."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="dates", db_index=False)
    begins = models.DateTimeField()

    class Meta:
        constraints: ClassVar[Constraints] = [unique("a_date_is_proposed_once", "appointment", "begins")]


class Availability(models.Model):
    date = models.ForeignKey(Date, models.CASCADE, related_name="availabilities", db_index=False)
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, db_column="leaning")

    class Meta:
        db_table = "covision_leaning"
        constraints: ClassVar[Constraints] = [
            unique("one_leaning_per_date", "date", "member"),
            check("leaning_is_known", Q(answer__in=["yes", "maybe", "no"])),
        ]


class Rsvp(models.Model):
    """A member has said whether they come to a fixed appointment; it holds for that time only."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="rsvps", db_index=False)
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    comes = models.BooleanField()

    class Meta:
        db_table = "covision_promise"
        constraints: ClassVar[Constraints] = [unique("one_promise_per_appointment", "appointment", "member")]


class Observing(models.Model):
    """The circle has agreed to an observer from outside for one appointment."""

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="observing")
    # somebody who has it may ask to come in
    token = models.CharField(max_length=22, unique=True, default=random_id, editable=False)


class Feed(models.Model):
    """A person's calendar for other programs."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    proof = models.CharField(max_length=64, unique=True)  # a hash of the secret in its address


class NoMail(models.Model):
    """A person who wants no letters about meetings to come."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="no_mail")

    class Meta:
        db_table = "covision_quiet"
