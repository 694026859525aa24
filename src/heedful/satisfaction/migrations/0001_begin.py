"""Begin the records of indicators, benchmarks, and of what was told to customers.

Why      Indicators, their versions and benchmarks need tables of their own, and so does "you said, we did".
Rows     None: the tables are new.
Undo     Drops the tables and all that was recorded in them.
History  Not touched.
"""

import django.db.models.deletion
from django.db import migrations, models

import heedful.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("customers", "0001_begin"),
        ("feedback", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("headline", models.BooleanField(default=False)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("retired_because", models.TextField(blank=True)),
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
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Benchmark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("value", models.DecimalField(decimal_places=2, max_digits=8)),
                ("population", models.CharField(help_text="Who was asked: firms, country, number.", max_length=200)),
                ("source", models.CharField(help_text="Publication, with its author.", max_length=300)),
                ("measured_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
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
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benchmarks",
                        to="satisfaction.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["-measured_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("recommend", "Recommend score"),
                            ("share", "Share of satisfied customers"),
                            ("mean", "Mean answer"),
                            ("effort", "Share who found it easy"),
                            ("index", "Index of a survey's questions, 0 to 100"),
                            ("complaints", "Complaints for each 1,000 deliveries"),
                            ("answer_time", "Days until half of the complaints are answered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ("since", models.DateField()),
                ("replaced_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, help_text="Why it was changed.")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="satisfaction.indicator",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="feedback.surveyquestion",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.segment",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "-number"],
            },
        ),
        migrations.CreateModel(
            name="YouSaid",
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
                    models.CharField(help_text="The finished work that it tells of.", max_length=80, unique=True),
                ),
                ("said", models.CharField(max_length=300)),
                ("did", models.CharField(max_length=600)),
                ("words", models.CharField(blank=True, help_text="A customer's own words.", max_length=600)),
                (
                    "consent",
                    models.CharField(blank=True, help_text="How and when the customer agreed.", max_length=300),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
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
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "words_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="feedback.feedback",
                    ),
                ),
            ],
            options={
                "verbose_name": "you said, we did",
                "verbose_name_plural": "you said, we did",
                "ordering": ["-published_on", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="indicator_named_once",
                violation_error_message="There is an indicator of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("headline", True)),
                fields=("headline",),
                name="indicator_one_headline",
                violation_error_message="Another indicator is the headline.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("headline", False), ("retired_on", None), _connector="OR"),
                name="indicator_headline_in_use",
                violation_error_message="An indicator that is given up cannot be the headline.",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True), models.Q(("population", ""), _negated=True)
                ),
                name="benchmark_with_source_and_population",
                violation_error_message="A benchmark names its source and whom it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorversion",
            constraint=models.UniqueConstraint(fields=("indicator", "number"), name="indicator_version_once"),
        ),
        migrations.AddConstraint(
            model_name="indicatorversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_on", None), ("replaced_on__gte", models.F("since")), _connector="OR"),
                name="indicator_version_ends_after_start",
                violation_error_message="A definition cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis__in", ("recommend", "share", "mean", "effort", "index")), ("question__isnull", False)
                    ),
                    models.Q(("basis__in", ["complaints", "answer_time"]), ("question", None)),
                    _connector="OR",
                ),
                name="indicator_version_has_its_source",
                violation_error_message="What comes from a survey names its question; what does not names none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaid",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), models.Q(("consent", ""), _negated=True), _connector="OR"),
                name="you_said_words_with_consent",
                violation_error_message="A customer's own words stand here only with their consent, written down.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yousaid",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_on", None), ("published_by__isnull", False), _connector="OR"),
                name="you_said_published_by_somebody",
                violation_error_message="Whoever publishes it is named.",
            ),
        ),
    ]
