"""Circles and who belongs to them, from when until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .constraints import Constraints, check, unique
from .ids import random_id


class Circle(models.Model):
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    name = models.CharField(max_length=80)
    focus = models.CharField(max_length=400, blank=True, default="")
    created = models.DateTimeField()
    # only such a one has a page; the other kind carries a single meeting
    lasting = models.BooleanField(default=False)
    languages = models.CharField(max_length=80, blank=True, default="")  # words of its own, like `region`
    region = models.CharField(max_length=80, blank=True, default="")
    places = models.PositiveSmallIntegerField(default=0)  # open ones
    on_board = models.BooleanField(default=False)  # whether all that stands here may be shown there
    dissolved = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            check("only_living_circles_on_board", Q(on_board=False) | Q(lasting=True, dissolved=None))
        ]


class Membership(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # none while the person is a member
    # by which the circle knows them; goes when they do
    name = models.CharField(max_length=40, blank=True, default="")
    name_key = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_active_membership", "circle", "person", condition=Q(until=None)),
            check("membership_ends_after_it_began", Q(until=None) | Q(until__gte=F("since"))),
            unique(
                "no_two_alike_names_in_a_circle",
                "circle",
                "name_key",
                condition=Q(until=None) & ~Q(name_key=""),
            ),
        ]


class Invitation(models.Model):
    """Somebody who has the token may ask to join; it lets nobody in. Withdrawn ones are deleted."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    by = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    # to how many people it went by mail; such a link is shown to nobody else
    letters = models.PositiveSmallIntegerField(default=0)


class Application(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications")
    name = models.CharField(max_length=40)
    name_key = models.TextField()
    trained = models.CharField(max_length=6)
    line = models.CharField(max_length=7)
    # reference of a sealed text, which goes once this is decided
    motive = models.CharField(max_length=22, blank=True, default="")
    created = models.DateTimeField()
    declined = models.DateTimeField(null=True)  # remains as what the person may be told

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_application_per_person", "circle", "person"),
            check("training_is_known", Q(trained__in=["course", "coach", "soon"])),
            check("line_of_command_is_said", Q(line__in=["no", "unknown"])),
        ]


class Activity(models.Model):
    """One line of “what happened in our circle”: who used which right, to the minute; nothing anybody wrote."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="activities")
    at = models.DateTimeField()
    what = models.CharField(max_length=24)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "covision_deed"
