"""Processes of a circle's own: what is being written, what was decided, and by which ones the circle works."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .circles import Circle
from .constraints import Constraints, check, unique
from .ids import random_id


class OwnProcess(models.Model):
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="own_processes")
    base = models.CharField(max_length=24, unique=True)  # with which the ids of its versions begin
    draft = models.CharField(max_length=22)  # reference of the sealed text that members share and change
    # the text as it was before the last change
    before = models.CharField(max_length=22, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)  # counts the changes
    copied_from = models.CharField(max_length=40, blank=True, default="")
    created = models.DateTimeField()


class OwnVersion(models.Model):
    """A draft as it was put to the circle, or tried."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="own_versions")
    own_process = models.ForeignKey(
        OwnProcess, models.SET_NULL, null=True, related_name="versions", db_column="own_id"
    )
    process_id = models.CharField(max_length=40, unique=True)
    number = models.PositiveIntegerField(null=True)  # only of what the circle has decided
    text = models.CharField(max_length=22)  # reference of a sealed text
    # gone when its rehearsal is, and stays until then also without its draft
    trial = models.BooleanField(default=False)
    created = models.DateTimeField(db_index=True, db_column="made")
    decided = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("own_versions_are_numbered", "own_process", "number"),
            check(
                "a_numbered_version_is_decided",
                Q(number=None, decided=None) | Q(number__isnull=False, decided__isnull=False, trial=False),
            ),
        ]


class Structure(models.Model):
    """By this a circle works on one kind of problem."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="structures")
    case = models.CharField(max_length=8)
    # one that comes with Covision, or a version of the circle's own
    process_id = models.CharField(max_length=40)
    version = models.ForeignKey(OwnVersion, models.CASCADE, null=True, related_name="+")
    since = models.DateField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_structure_for_a_kind_of_problem", "circle", "case"),
            check("structure_case_is_known", Q(case__in=["none", "personal", "shared"])),
        ]
