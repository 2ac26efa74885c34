"""Result sheets that are kept beyond their meeting, whose they are, and who else may read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .constraints import Constraints, check, unique
from .ids import random_id
from .meetings import Meeting


class KeptSheet(models.Model):
    class Seen(models.TextChoices):
        OWNERS = "owners"
        CIRCLE = "circle"
        NAMED = "named"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="kept_sheets")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="+")
    round = models.PositiveSmallIntegerField()
    day = models.DateField()
    # by its owners only, by the circle, or also by those named
    seen = models.CharField(max_length=6, choices=Seen, default=Seen.OWNERS)
    letter = models.BinaryField()  # sealed under a key of its own
    remind = models.BooleanField(default=False)  # a letter is still to be sent before it goes
    erase_after = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("a_sheet_is_kept_once", "meeting", "round"),
            check("sheet_seen_is_known", Q(seen__in=["owners", "circle", "named"])),
        ]

    @property
    def key(self) -> str:
        return f"sheet {self.public_id}"


class SheetPerson(models.Model):
    sheet = models.ForeignKey(KeptSheet, models.CASCADE, related_name="people", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sheets")
    owner = models.BooleanField()  # or somebody named who may read it

    class Meta:
        constraints: ClassVar[Constraints] = [unique("a_person_once_per_sheet", "sheet", "person")]
