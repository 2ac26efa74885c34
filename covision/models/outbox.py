"""Letters that wait to be sent."""

from django.db import models

from .ids import random_id


class WaitingLetter(models.Model):
    ref = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    box = models.BinaryField()  # whom it is for and what it says, sealed
    since = models.DateTimeField()
    # when to try next, pushed ahead by the process that has it in hand
    due = models.DateTimeField(db_index=True)
    until = models.DateTimeField()  # after which nobody needs it any more
    tries = models.PositiveSmallIntegerField(default=0)  # how often it was not taken

    class Meta:
        db_table = "covision_waiting"
