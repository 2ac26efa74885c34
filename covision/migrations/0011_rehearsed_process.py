from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("covision", "0010_letters")]

    operations = [
        migrations.AddField("rehearsal", "process_id", models.CharField(default="", max_length=80)),
        migrations.AddField("rehearsal", "clock_held", models.BooleanField(default=False)),
        migrations.AddField("rehearsal", "understudies", models.TextField(default="")),
    ]
