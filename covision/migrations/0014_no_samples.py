"""PostgreSQL's planner keeps samples of what stands in columns, also of rows that were deleted long ago: none of names,
addresses and sealed texts."""

from django.db import migrations, models

KEYS = {"meetingkey", "circlekey", "casekey", "keptkey"}
NAMES = {"name", "name_key", "email", "subject", "focus", "languages", "region", "data"}


def take_no_samples(apps, editor):
    if editor.connection.vendor != "postgresql":  # the keys' own database is none
        return
    for model in apps.get_app_config("covision").get_models():
        if model._meta.model_name in KEYS:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.BinaryField) or field.name in NAMES:
                table, column = map(editor.quote_name, (model._meta.db_table, field.column))
                editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("covision", "0013_own_processes")]
    operations = [migrations.RunPython(take_no_samples, migrations.RunPython.noop, elidable=False)]
