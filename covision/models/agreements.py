"""What a circle agreed on: versions of its agreement, and who accepted which."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .circles import Circle, Membership
from .constraints import Constraints, check, unique


class Agreement(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField(null=True)  # only proposed without one
    # this and the next four are references of sealed texts; versions share what they have in common
    ethics = models.CharField(max_length=22)
    structure = models.CharField(max_length=22)
    cadence = models.CharField(max_length=22)
    notes = models.CharField(max_length=22)
    remote = models.CharField(max_length=22)
    language = models.CharField(max_length=8)
    keep_days = models.PositiveSmallIntegerField(default=14)  # how long contributions of a meeting are kept
    # months in which it is known who had which part
    keep_turns = models.PositiveSmallIntegerField(default=12)
    answer_days = models.PositiveSmallIntegerField(default=7)  # to answer a proposal in
    quorum = models.CharField(max_length=4, default="half")
    silence = models.CharField(max_length=5, default="aside")
    decided = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_agreement_per_version", "circle", "version"),
            check("nothing_is_kept_for_ever", Q(keep_days__lte=90)),
            check("turns_are_kept_for_a_year_at_most", Q(keep_turns__gte=1, keep_turns__lte=12)),
            check("days_to_answer_are_bounded", Q(answer_days__gte=1, answer_days__lte=30)),
            check("quorum_is_known", Q(quorum__in=["half", "most"])),
            check("silence_is_known", Q(silence__in=["aside", "waits"])),
        ]


class Acceptance(models.Model):
    """A member stands by a version."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="acceptances")
    on = models.DateField()  # a day and no more

    class Meta:
        constraints: ClassVar[Constraints] = [unique("one_acceptance_per_version", "agreement", "member")]
