"""Cases: what somebody prepares to bring, and as which card it came into a meeting. The words are in the vault."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from .circles import Circle
from .constraints import Constraints, check, unique
from .ids import random_id
from .meetings import Meeting


class Case(models.Model):
    """Only its author can read a case."""

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cases")
    # in whose pool it lies as well
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="cases")
    touched = models.DateField(db_index=True)  # when it was last written or moved
    worked = models.DateField(null=True)  # when a round on it began; then it is the author's alone again

    class Meta:
        constraints: ClassVar[Constraints] = [
            check("only_open_cases_are_in_a_pool", Q(worked=None) | Q(circle=None))
        ]


class CaseCard(models.Model):
    """A case and a card of a meeting that are the same problem. It goes with either of them."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_cards")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="case_cards", db_index=False)
    card = models.CharField(max_length=22)

    class Meta:
        db_table = "covision_brought"
        constraints: ClassVar[Constraints] = [unique("a_card_is_one_case", "meeting", "card")]
