"""How fast somebody may try: buckets of tokens that all server processes share."""

from django.db import models


class Bucket(models.Model):
    key = models.CharField(max_length=64, primary_key=True)  # a keyed hash, so that the table names nobody
    tokens = models.FloatField()
    at = models.FloatField(db_index=True)  # a clock in seconds
