"""Lasting circles: what they say about themselves, invitations, agreements, proposals, and in the database “keys” their keys."""

import covision.models.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('covision', '0002_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(null=True)),
                ('ethics', models.CharField(max_length=22)),
                ('structure', models.CharField(max_length=22)),
                ('cadence', models.CharField(max_length=22)),
                ('notes', models.CharField(max_length=22)),
                ('remote', models.CharField(max_length=22)),
                ('language', models.CharField(max_length=8)),
                ('keep_days', models.PositiveSmallIntegerField(default=14)),
                ('answer_days', models.PositiveSmallIntegerField(default=7)),
                ('quorum', models.CharField(default='half', max_length=4)),
                ('silence', models.CharField(default='aside', max_length=5)),
                ('decided', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('name_key', models.TextField()),
                ('trained', models.CharField(max_length=6)),
                ('line', models.CharField(max_length=7)),
                ('motive', models.CharField(blank=True, default='', max_length=22)),
                ('created', models.DateTimeField()),
                ('declined', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='CircleBody',
            fields=[
                ('ref', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('alg', models.PositiveSmallIntegerField()),
                ('nonce', models.BinaryField(max_length=12)),
                ('ciphertext', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='CircleKey',
            fields=[
                ('circle_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField()),
                ('kek_id', models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=24)),
                ('number', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('created', models.DateTimeField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.PositiveSmallIntegerField()),
                ('stand', models.CharField(max_length=9)),
                ('reason', models.CharField(blank=True, default='', max_length=22)),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=covision.models.ids.random_id, editable=False, max_length=22, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('admit', 'Admit'), ('remove', 'Remove'), ('agreement', 'Agreement'), ('dissolve', 'Dissolve')], max_length=9)),
                ('state', models.CharField(default='open', max_length=9)),
                ('draft', models.PositiveSmallIntegerField(default=1)),
                ('why', models.CharField(blank=True, default='', max_length=22)),
                ('put', models.DateTimeField()),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='circle',
            name='dissolved',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='circle',
            name='languages',
            field=models.CharField(blank=True, default='', max_length=80),
        ),
        migrations.AddField(
            model_name='circle',
            name='lasting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='circle',
            name='on_board',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='circle',
            name='places',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='circle',
            name='region',
            field=models.CharField(blank=True, default='', max_length=80),
        ),
        migrations.AddField(
            model_name='membership',
            name='name',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddField(
            model_name='membership',
            name='name_key',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddConstraint(
            model_name='circle',
            constraint=models.CheckConstraint(condition=models.Q(('on_board', False), models.Q(('dissolved', None), ('lasting', True)), _connector='OR'), name='only_living_circles_on_board'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None), models.Q(('name_key', ''), _negated=True)), fields=('circle', 'name_key'), name='no_two_alike_names_in_a_circle'),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='covision.agreement'),
        ),
        migrations.AddField(
            model_name='application',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='application',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='covision.person'),
        ),
        migrations.AddField(
            model_name='circlebody',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='deed',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='deed',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='deed',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deeds', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='position',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='agreement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='covision.agreement'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='covision.application'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='covision.membership'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='covision.circle'),
        ),
        migrations.AddField(
            model_name='position',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='covision.proposal'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('circle', 'version'), name='one_agreement_per_version'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('keep_days__lte', 90)), name='nothing_is_kept_for_ever'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('answer_days__gte', 1), ('answer_days__lte', 30)), name='days_to_answer_are_bounded'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('quorum__in', ['half', 'most'])), name='quorum_is_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('silence__in', ['aside', 'waits'])), name='silence_is_known'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(fields=('agreement', 'member'), name='one_acceptance_per_version'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('circle', 'person'), name='one_application_per_person'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('trained__in', ['course', 'coach', 'soon'])), name='training_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('line__in', ['no', 'unknown'])), name='line_of_command_is_said'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('circle', 'number'), name='proposals_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['agreement', 'dissolve']), ('state', 'open')), fields=('circle', 'kind'), name='one_open_proposal_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'remove'), ('state', 'open')), fields=('about',), name='one_open_removal_of_a_member'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['admit', 'remove', 'agreement', 'dissolve'])), name='proposal_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'passed', 'objected', 'lapsed', 'withdrawn'])), name='proposal_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('proposal', 'draft', 'member'), name='one_position_per_draft'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('stand__in', ['consent', 'aside', 'objection'])), name='stand_is_known'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'objection'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='objections_have_a_reason'),
        ),
    ]
