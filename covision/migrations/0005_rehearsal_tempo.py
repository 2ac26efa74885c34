"""Rehearsals can be held, and know how many are expected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("covision", "0004_learning")]

    operations = [
        migrations.AddField("rehearsal", "held", models.BooleanField(default=False)),
        migrations.AddField("rehearsal", "party", models.PositiveSmallIntegerField(default=6)),
    ]
