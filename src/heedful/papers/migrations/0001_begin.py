"""Begin: files that are brought in, their mappings, and what was decided about their rows.

Why      An organisation moves in with the records it has.
Rows     None yet.
Undo     Drops the tables; what imports brought stays where it is.
History  Not touched.
"""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import heedful.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("feedback", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportProgress",
            fields=[
                ("file", models.UUIDField(primary_key=True, serialize=False)),
                ("step", models.CharField(default="judge", max_length=20)),
                ("position", models.PositiveBigIntegerField(default=0)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feedback", "Feedback and survey answers"),
                            ("complaints", "Complaints"),
                            ("customers", "Customers"),
                            ("contacts", "Contacts at customers"),
                            ("deliveries", "Deliveries"),
                            ("measurements", "Measurements"),
                            ("requirements", "Requirements"),
                            ("people", "People"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "Columns to be named"),
                            ("mapped", "Being judged"),
                            ("judged", "Judged, nothing brought in yet"),
                            ("running", "Being brought in"),
                            ("done", "Brought in"),
                            ("withdrawing", "Being withdrawn"),
                            ("withdrawn", "Withdrawn"),
                            ("dropped", "Given up"),
                        ],
                        default="taken",
                        max_length=12,
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored", models.CharField(help_text="Where its rows lie in the data folder.", max_length=64)),
                ("format", models.CharField(max_length=5)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                ("sheet", models.CharField(blank=True, max_length=120)),
                ("header", models.JSONField(blank=True, default=list)),
                ("columns", models.JSONField(blank=True, default=list)),
                ("settings", models.JSONField(blank=True, default=list)),
                ("decisions", models.JSONField(blank=True, default=list)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("here", models.PositiveIntegerField(default=0)),
                ("doubtful", models.PositiveIntegerField(default=0)),
                (
                    "things",
                    models.PositiveIntegerField(default=0, help_text="Records it brings: respondents, not rows."),
                ),
                ("things_here", models.PositiveIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "brought_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
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
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-taken_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ImportDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("column", models.CharField(blank=True, max_length=200)),
                ("oddity", models.CharField(max_length=16)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("deed", models.CharField(max_length=12)),
                ("to", models.CharField(blank=True, max_length=200)),
                ("because", models.CharField(blank=True, max_length=300)),
                ("rows", models.PositiveIntegerField()),
                (
                    "lines",
                    models.JSONField(
                        blank=True, default=list, help_text="Lines of the file, as pairs of first and last."
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decided", to="papers.importfile"
                    ),
                ),
            ],
            options={
                "ordering": ["file", "-rows", "id"],
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feedback", "Feedback and survey answers"),
                            ("complaints", "Complaints"),
                            ("customers", "Customers"),
                            ("contacts", "Contacts at customers"),
                            ("deliveries", "Deliveries"),
                            ("measurements", "Measurements"),
                            ("requirements", "Requirements"),
                            ("people", "People"),
                        ],
                        max_length=14,
                    ),
                ),
                ("fingerprint", models.CharField(db_index=True, help_text="Of the header's words.", max_length=64)),
                (
                    "columns",
                    models.JSONField(blank=True, default=list, help_text="Pairs of our field and the file's column."),
                ),
                ("settings", models.JSONField(blank=True, default=list, help_text="Pairs of name and value.")),
                ("decisions", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="mapping_named_once",
                        violation_error_message="There is a mapping of this name already.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="importfile",
            name="mapping",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="papers.importmapping",
            ),
        ),
        migrations.CreateModel(
            name="IssuedLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledgement", "Acknowledgement"),
                            ("update", "How it stands"),
                            ("answer", "Our answer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("issued_at", models.DateTimeField()),
                ("document", models.TextField(help_text="The whole letter, written down.")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="feedback.complaint"
                    ),
                ),
                (
                    "person",
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
                "ordering": ["issued_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        ("doubtful", 0),
                        (
                            "rows",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("taken"), "+", models.F("left_out")
                                ),
                                "+",
                                models.F("here"),
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="import_accounts_for_every_row",
                violation_error_message="Every row of the file is taken, left out with a reason, or here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="import_withdrawn_with_reason",
                violation_error_message="Say why the import is withdrawn.",
            ),
        ),
    ]
