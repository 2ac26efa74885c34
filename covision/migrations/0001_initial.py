"""The first schema: people, circles, meetings with their journal and vault, and in the database “keys” their keys."""

import covision.models.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(default='!', editable=False, max_length=128)),
                ('public_id', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('email', models.EmailField(max_length=254, null=True, unique=True)),
                ('language', models.CharField(default='en', max_length=8)),
                ('simulated', models.BooleanField(default=False)),
                ('joined', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Circle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('focus', models.CharField(blank=True, default='', max_length=400)),
                ('created', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('join_token', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('kind', models.CharField(choices=[('meeting', 'Meeting'), ('rehearsal', 'Rehearsal')], default='meeting', max_length=9)),
                ('created', models.DateTimeField()),
                ('ended', models.DateTimeField(null=True)),
                ('erase_after', models.DateTimeField(db_index=True, null=True)),
                ('circle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='covision.circle')),
            ],
        ),
        migrations.CreateModel(
            name='MeetingKey',
            fields=[
                ('meeting_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField()),
                ('kek_id', models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='Login',
            fields=[
                ('key_hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('data', models.BinaryField()),
                ('expires', models.DateTimeField(db_index=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='logins', to='covision.person')),
            ],
        ),
        migrations.CreateModel(
            name='Happening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('at', models.BigIntegerField()),
                ('seat', models.PositiveSmallIntegerField(null=True)),
                ('command_id', models.CharField(max_length=64)),
                ('data', models.TextField()),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='covision.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('ref', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('alg', models.PositiveSmallIntegerField()),
                ('nonce', models.BinaryField(max_length=12)),
                ('ciphertext', models.BinaryField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='covision.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='covision.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='covision.person')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('name_key', models.TextField()),
                ('language', models.CharField(default='en', max_length=8)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='covision.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='covision.person')),
            ],
        ),
        migrations.CreateModel(
            name='Rehearsal',
            fields=[
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rehearsal', serialize=False, to='covision.meeting')),
                ('case_id', models.CharField(max_length=80)),
                ('seed', models.BigIntegerField()),
                ('pace', models.FloatField(default=1.0)),
                ('role', models.CharField(max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rehearsals', to='covision.person')),
            ],
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'rehearsal'])), name='meeting_kind_is_known'),
        ),
        migrations.AddIndex(
            model_name='happening',
            index=models.Index(fields=['meeting', 'command_id', 'version'], name='happening_by_command'),
        ),
        migrations.AddConstraint(
            model_name='happening',
            constraint=models.UniqueConstraint(fields=('meeting', 'version'), name='one_happening_per_version'),
        ),
        migrations.AddConstraint(
            model_name='happening',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='versions_begin_with_one'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('circle', 'person'), name='one_active_membership'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_person_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='one_seat_per_person'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('meeting', 'name_key'), name='no_two_alike_names_in_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='rehearsal',
            constraint=models.CheckConstraint(condition=models.Q(('pace__gt', 0)), name='rehearsal_moves_on'),
        ),
    ]
