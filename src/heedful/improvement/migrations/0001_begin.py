"""Begin the records of actions, risks and improvements.

Why      What is done about things needs tables of its own.
Rows     None: the tables are new.
Undo     Drops the tables and all that was recorded in them.
History  Not touched.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import heedful.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("processes", "0001_begin"),
        ("requirements", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            },
        ),
        migrations.CreateModel(
            name="ActionEscalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("escalated_on", models.DateField()),
                ("reason", models.TextField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="improvement.action"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["escalated_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CauseAnalysis",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("five_whys", "Five whys"),
                            ("fishbone", "Fishbone"),
                            ("is_is_not", "Is / is not"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("cause", models.TextField(blank=True)),
                (
                    "cause_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("method", "Method"),
                            ("equipment", "Equipment"),
                            ("material", "Material"),
                            ("information", "Information"),
                            ("environment", "Environment"),
                            ("measurement", "Measurement"),
                            ("training", "Human error or training only"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("began_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "rejected_on",
                    models.DateField(
                        blank=True, help_text="The action was not effective: it was another cause.", null=True
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
                "verbose_name_plural": "cause analyses",
                "ordering": ["began_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CorrectiveAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                ("planned_on", models.DateField()),
                ("criterion", models.TextField(help_text="What will be seen if it worked, in words.")),
                ("higher_is_better", models.BooleanField(default=False)),
                ("baseline_k", models.PositiveIntegerField(help_text="Events before.")),
                ("baseline_n", models.PositiveIntegerField(help_text="Deliveries, answers or days before.")),
                (
                    "threshold",
                    models.DecimalField(
                        decimal_places=3,
                        help_text="Ratio after over before that must be reached, such as 0.5.",
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "window_days",
                    models.PositiveSmallIntegerField(default=90, help_text="How long is looked at after it is done."),
                ),
                (
                    "retrain_only",
                    models.BooleanField(default=False, help_text="It consists of telling or training people only."),
                ),
                ("retrain_because", models.TextField(blank=True)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrective_action",
                        to="improvement.action",
                    ),
                ),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrective_actions",
                        to="improvement.causeanalysis",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrective_actions",
                        to="processes.measure",
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
                "ordering": ["planned_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CriterionChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("was", models.TextField(help_text="The criterion before, in words, with its figures.")),
                ("reason", models.TextField()),
                ("changed_on", models.DateField()),
                (
                    "approved_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "corrective_action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criterion_changes",
                        to="improvement.correctiveaction",
                    ),
                ),
            ],
            options={
                "ordering": ["changed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="EffectivenessReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("reviewed_on", models.DateField()),
                ("after_k", models.PositiveIntegerField()),
                ("after_n", models.PositiveIntegerField()),
                ("ratio", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True)),
                ("ratio_low", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True)),
                ("ratio_high", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("effective", "Effective"),
                            ("not_effective", "Not effective"),
                            ("cannot_tell", "Cannot tell yet"),
                        ],
                        max_length=14,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "corrective_action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="improvement.correctiveaction",
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
                (
                    "reviewer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["reviewed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            },
        ),
        migrations.CreateModel(
            name="Nonconformity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                (
                    "source",
                    models.CharField(blank=True, db_index=True, help_text="The record it came from.", max_length=80),
                ),
                (
                    "requirement_words",
                    models.CharField(
                        blank=True, help_text="What was required, where no record says it.", max_length=300
                    ),
                ),
                ("statement", models.CharField(max_length=300)),
                ("evidence", models.TextField()),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")]),
                ),
                ("safety", models.BooleanField(default=False)),
                ("legal", models.BooleanField(default=False)),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="The same code for the same kind of problem.", max_length=60
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("found_on", models.DateField()),
                ("reopened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "closed_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correction", "Correction only, decided with reason"),
                            ("effective", "Corrective action was effective"),
                            ("weak", "Closed, weak evidence"),
                        ],
                        max_length=10,
                    ),
                ),
                ("closed_because", models.TextField(blank=True)),
                (
                    "risk_decision",
                    models.TextField(blank=True, help_text="Whether a risk was updated, and why or why not."),
                ),
                (
                    "system_decision",
                    models.TextField(blank=True, help_text="Whether the system was changed, and why or why not."),
                ),
                ("told_customer_on", models.DateField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who checked on the spot, where the data cannot tell.",
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
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nonconformities",
                        to="processes.process",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nonconformities",
                        to="requirements.requirement",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "nonconformities",
                "ordering": ["-found_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ExtentCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("scope", models.TextField(help_text="Where was looked.")),
                ("result", models.TextField(help_text="What was found.")),
                ("found_more", models.BooleanField(default=False)),
                ("checked_on", models.DateField()),
                (
                    "checker",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "nonconformity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extent_checks",
                        to="improvement.nonconformity",
                    ),
                ),
            ],
            options={
                "ordering": ["checked_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="correctiveaction",
            name="nonconformity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrective_actions",
                to="improvement.nonconformity",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("containment", "Containment: stops it spreading"),
                            ("correction", "Correction: puts the fault right"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("started_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("consequences", models.TextField(blank=True, help_text="How the consequences were dealt with.")),
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
                    "nonconformity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="improvement.nonconformity",
                    ),
                ),
            ],
            options={
                "ordering": ["started_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="causeanalysis",
            name="nonconformity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="analyses", to="improvement.nonconformity"
            ),
        ),
        migrations.CreateModel(
            name="Opportunity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                (
                    "source",
                    models.CharField(
                        blank=True, db_index=True, help_text="The record that it came from.", max_length=80
                    ),
                ),
                ("from_customer", models.BooleanField(default=False, help_text="A customer gave us the idea.")),
                ("benefit", models.TextField(blank=True)),
                ("cost", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Seen"),
                            ("pursued", "Pursued"),
                            ("completed", "Completed"),
                            ("declined", "Not pursued"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_because", models.TextField(blank=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("opened_on", models.DateField()),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("effect", models.TextField(blank=True, help_text="What came of it, evaluated.")),
                ("evaluated_on", models.DateField(blank=True, null=True)),
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
                        related_name="opportunities",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opportunities",
                "ordering": ["-opened_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
            name="Why",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("words", models.CharField(max_length=300)),
                ("evidence", models.TextField(blank=True)),
                ("root", models.BooleanField(default=False, help_text="This is a cause that we can take away.")),
                ("place", models.PositiveSmallIntegerField(default=1)),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="whys", to="improvement.causeanalysis"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="improvement.why",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(("done_on__isnull", False), models.Q(("evidence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="action_done_with_evidence",
                violation_error_message="Done needs a day and what shows it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("dropped_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="action_dropped_with_reason",
                violation_error_message="Say why the action is dropped.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_by", None),
                    models.Q(("state", "done"), models.Q(("verified_by", models.F("owner")), _negated=True)),
                    _connector="OR",
                ),
                name="action_verified_by_another",
                violation_error_message="Somebody other than the owner verifies a done action.",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenessreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("after_n__gte", 1)),
                name="effectiveness_review_looked_at_something",
                violation_error_message="Say what was counted after: at least one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("evaluated_on", None), models.Q(("result", ""), _negated=True), _connector="OR"),
                name="improvement_evaluated_with_result",
                violation_error_message="Say what came of it when you evaluate it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonconformity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("requirement__isnull", False), models.Q(("requirement_words", ""), _negated=True), _connector="OR"
                ),
                name="nonconformity_names_the_requirement",
                violation_error_message="Say which requirement was not met.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonconformity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("closed_by", "")),
                    models.Q(("closed_on__isnull", False), models.Q(("closed_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="nonconformity_closes_in_one_of_three_ways",
                violation_error_message="A case closes in one of three ways.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonconformity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_by", ""),
                    ("closed_by", "effective"),
                    models.Q(("closed_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="nonconformity_closed_with_reason",
                violation_error_message="Say why the case closes so.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonconformity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by", "weak"), _negated=True), ("checked_by__isnull", False), _connector="OR"
                ),
                name="nonconformity_weak_was_checked_on_the_spot",
                violation_error_message="Where the data cannot tell, another person checks on the spot.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("baseline_n__gte", 1)),
                name="corrective_action_has_a_baseline",
                violation_error_message="Say what was counted before: at least one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("window_days__gte", 1)),
                name="corrective_action_has_a_window",
                violation_error_message="Say for how many days it is looked at.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiveaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retrain_only", False), models.Q(("retrain_because", ""), _negated=True), _connector="OR"
                ),
                name="corrective_action_retraining_alone_has_a_reason",
                violation_error_message="Say why telling or training people is enough.",
            ),
        ),
        migrations.AddConstraint(
            model_name="causeanalysis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on", None),
                    models.Q(
                        models.Q(("cause", ""), _negated=True),
                        models.Q(("evidence", ""), _negated=True),
                        models.Q(("cause_class", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cause_analysis_done_with_evidence",
                violation_error_message="A cause found has words, a class and evidence.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["pursued", "declined", "completed"]), _negated=True),
                    models.Q(("decided_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="opportunity_decided_with_reason",
                violation_error_message="Say why it is taken up or not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("evaluated_on", None), models.Q(("effect", ""), _negated=True), _connector="OR"),
                name="opportunity_evaluated_with_effect",
                violation_error_message="Say what came of it when you evaluate it.",
            ),
        ),
    ]
