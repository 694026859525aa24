"""Begin the records of actions, risks and improvements.

Why      What is done about things needs tables of its own.
Rows     None: the tables are new.
Undo     Drops the tables and all that was recorded in them.
History  Not touched.
"""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("processes", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("conformity", "Conformity of what we deliver"),
                            ("satisfaction", "Customer satisfaction"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("treatment", models.TextField(blank=True)),
                ("identified_on", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "ordering": ["-severity", "-likelihood", "id"],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                (
                    "source",
                    models.CharField(blank=True, db_index=True, help_text="The record it came from.", max_length=80),
                ),
                ("due_on", models.DateField()),
                ("first_due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("opened_on", models.DateField()),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("done_on__isnull", False), models.Q(("evidence", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="action_done_with_evidence",
                        violation_error_message="Done needs a day and what shows it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("dropped_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_dropped_with_reason",
                        violation_error_message="Say why the action is dropped.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by", None),
                            models.Q(("state", "done"), models.Q(("verified_by", models.F("owner")), _negated=True)),
                            _connector="OR",
                        ),
                        name="action_verified_by_another",
                        violation_error_message="Somebody other than the owner verifies a done action.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                ("why", models.TextField(blank=True)),
                ("baseline", models.CharField(blank=True, max_length=200)),
                ("after", models.CharField(blank=True, max_length=200)),
                ("started_on", models.DateField()),
                ("evaluated_on", models.DateField(blank=True, null=True)),
                ("result", models.TextField(blank=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to="processes.process",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evaluated_on", None), models.Q(("result", ""), _negated=True), _connector="OR"
                        ),
                        name="improvement_evaluated_with_result",
                        violation_error_message="Say what came of it when you evaluate it.",
                    )
                ],
            },
        ),
    ]
