"""Models and fields get plainer names; tables and columns keep theirs, so that no row is touched."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import CASCADE, SET_NULL, Q

MODELS = (
    ("Leaning", "Availability"),
    ("Promise", "Rsvp"),
    ("Quiet", "NoMail"),
    ("Deed", "Activity"),
    ("Brought", "CaseCard"),
    ("Waiting", "WaitingLetter"),
)
RELATED: tuple[tuple[str, str, models.Field], ...] = (
    (
        "availability",
        "date",
        models.ForeignKey(
            "covision.date", CASCADE, related_name="availabilities", db_index=False
        ),
    ),
    ("rsvp", "appointment", models.ForeignKey("covision.appointment", CASCADE, related_name="rsvps", db_index=False)),
    ("nomail", "person", models.OneToOneField(settings.AUTH_USER_MODEL, CASCADE, related_name="no_mail")),
    ("activity", "circle", models.ForeignKey("covision.circle", CASCADE, related_name="activities")),
    ("casecard", "case", models.ForeignKey("covision.case", CASCADE, related_name="case_cards")),
    ("casecard", "meeting", models.ForeignKey("covision.meeting", CASCADE, related_name="case_cards", db_index=False)),
)
FIELDS: tuple[tuple[str, str, str, models.Field], ...] = (
    ("availability", "leaning", "answer", models.CharField(max_length=5, db_column="leaning")),
    ("commitment", "said", "outcome", models.CharField(max_length=7, blank=True, default="", db_column="said")),
    ("rehearsal", "held", "paused", models.BooleanField(default=False, db_column="held")),
    ("rehearsal", "clock_held", "clock_paused", models.BooleanField(default=False, db_column="clock_held")),
    (
        "ownversion",
        "own",
        "own_process",
        models.ForeignKey("covision.ownprocess", SET_NULL, null=True, related_name="versions", db_column="own_id"),
    ),
    ("ownversion", "made", "created", models.DateTimeField(db_index=True, db_column="made")),
)
CONSTRAINTS: tuple[tuple[str, models.BaseConstraint], ...] = (
    ("availability", models.CheckConstraint(condition=Q(answer__in=["yes", "maybe", "no"]), name="leaning_is_known")),
    (
        "commitment",
        models.CheckConstraint(
            condition=Q(kind="step", outcome__in=["", "done", "not-yet", "changed"])
            | Q(kind="goal", outcome__in=["", "yes", "partly", "no", "later"]),
            name="what_is_said_of_a_commitment_is_known",
        ),
    ),
    ("ownversion", models.UniqueConstraint(fields=["own_process", "number"], name="own_versions_are_numbered")),
)


def renames() -> list[Operation]:
    operations: list[Operation] = []
    for old, new in MODELS:
        operations += (
            migrations.AlterModelTable(old, f"covision_{old.lower()}"),
            migrations.RenameModel(old, new),
        )
    operations += (migrations.AlterField(model, name, field) for model, name, field in RELATED)
    operations += (migrations.RemoveConstraint(model, constraint.name) for model, constraint in CONSTRAINTS)
    for model, old, new, field in FIELDS:
        operations += (migrations.RenameField(model, old, new), migrations.AlterField(model, new, field))
    operations += (migrations.AddConstraint(model, constraint) for model, constraint in CONSTRAINTS)
    return operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("covision", "0016_undo_a_draft")]
    operations: ClassVar = [migrations.SeparateDatabaseAndState(state_operations=renames())]
