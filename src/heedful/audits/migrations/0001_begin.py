"""Begin the live audit: runs with their results, thresholds with two signatures, audits of processes.

Why      Questions are answered from records; what was answered, and by which thresholds, stays.
Rows     None yet: the tables are new.
Undo     Drops the tables; runs, thresholds and audits are lost.
History  Not touched.
"""

import django.db.models.deletion
from django.db import migrations, models

import heedful.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("processes", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("as_of", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("why", models.CharField(default="nightly", help_text="nightly, asked, audit.", max_length=20)),
                ("head", models.CharField(help_text="How far the history reached.", max_length=90)),
                (
                    "asked_by",
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
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="NotApplicable",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("question", models.CharField(max_length=60)),
                ("reason", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("countersigned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "countersigned_by",
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
                "ordering": ["since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("countersigned_by", None),
                            models.Q(
                                ("countersigned_at__isnull", False),
                                models.Q(("countersigned_by", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="not_applicable_signed_by_another",
                        violation_error_message="Somebody other than the author signs it, and the moment is kept.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="not_applicable_ends_after_start",
                        violation_error_message="It cannot end before it began.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("question",),
                        name="not_applicable_once",
                        violation_error_message="This question is declared not applicable already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessAudit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("held_on", models.DateField()),
                ("phases", models.CharField(help_text="Letters of the phases covered: PDCA.", max_length=4)),
                ("conclusion", models.TextField(blank=True)),
                (
                    "auditor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="processes.process"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("phases", ""), _negated=True),
                        name="process_audit_covers_a_phase",
                        violation_error_message="Say which phases of plan, do, check and act were covered.",
                    ),
                    models.UniqueConstraint(
                        fields=("process", "auditor", "held_on"),
                        name="process_audit_once",
                        violation_error_message="This audit is recorded already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredResult",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("question", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("not_enough", "Not enough evidence"),
                            ("not_applicable", "Not applicable"),
                        ],
                        max_length=14,
                    ),
                ),
                ("test_version", models.PositiveSmallIntegerField(default=1)),
                ("conditions", models.JSONField(blank=True, default=list)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="audits.run"
                    ),
                ),
            ],
            options={
                "ordering": ["question"],
                "indexes": [models.Index(fields=["question"], name="stored_result_question")],
                "constraints": [models.UniqueConstraint(fields=("run", "question"), name="stored_result_once")],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("question", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("reason", models.TextField()),
                ("countersigned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "countersigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["question", "name", "since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("countersigned_by", None),
                            models.Q(
                                ("countersigned_at__isnull", False),
                                models.Q(("countersigned_by", models.F("set_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="threshold_signed_by_another",
                        violation_error_message="Somebody other than who set a threshold signs it, and the moment is kept.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("countersigned_by", None)),
                        fields=("question", "name"),
                        name="threshold_one_waits",
                        violation_error_message="A change of this threshold waits for its second signature already.",
                    ),
                ],
            },
        ),
    ]
