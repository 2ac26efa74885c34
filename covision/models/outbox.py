"""Letters that wait to be sent."""

from django.db import models

from .ids import random_id


class WaitingLetter(models.Model):
    """A letter that waits. Whom it is for and what it says is sealed in `box`; `due` is when to try next, pushed ahead by
    whoever has it in hand; after `until` nobody needs it any more; `tries` counts how often it was not taken."""

    ref = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    box = models.BinaryField()
    since = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "covision_waiting"
