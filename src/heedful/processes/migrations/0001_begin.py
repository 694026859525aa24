"""Begin the records of processes: what they bring forth, how they are measured and who looked.

Why      Processes, their outputs, measures, measurements and reviews need tables of their own.
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
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("purpose", models.TextField(blank=True)),
                ("inputs", models.TextField(blank=True)),
                ("criteria", models.TextField(blank=True)),
                ("resources", models.TextField(blank=True)),
                ("customer_facing", models.BooleanField(default=False)),
                (
                    "hears_customers",
                    models.BooleanField(default=False, help_text="This is the customer feedback process."),
                ),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "deputy",
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
                "verbose_name_plural": "processes",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="MeasureReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("reviewed_on", models.DateField()),
                ("conclusion", models.TextField()),
                (
                    "reviewer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="processes.process"
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "Higher is better"), ("down", "Lower is better")], default="up", max_length=4
                    ),
                ),
                ("target", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("every_months", models.PositiveSmallIntegerField(default=1)),
                ("since", models.DateField()),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="processes.process"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ProcessOutput",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("used_by", models.CharField(blank=True, max_length=200)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outputs", to="processes.process"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("value", models.DecimalField(decimal_places=6, max_digits=18)),
                ("k", models.PositiveBigIntegerField(blank=True, null=True)),
                ("n", models.PositiveBigIntegerField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="processes.measure"
                    ),
                ),
            ],
            options={
                "ordering": ["last_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="measurement_ends_after_start",
                        violation_error_message="A period cannot end before it began.",
                    ),
                    models.UniqueConstraint(
                        fields=("measure", "last_on"),
                        name="measurement_once",
                        violation_error_message="This period is measured already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("k", None), ("n", None)),
                            models.Q(("k__isnull", False), ("n__gte", 1)),
                            _connector="OR",
                        ),
                        name="measurement_counts_k_of_n",
                        violation_error_message="Give both numbers of k of n, and an n of at least 1.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="process_named_once",
                violation_error_message="There is a process of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(
                condition=models.Q(("hears_customers", True), ("retired_on", None)),
                fields=("hears_customers",),
                name="process_one_hears_customers",
                violation_error_message="Another process is the feedback process already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__gte", 1)),
                name="measure_has_a_rhythm",
                violation_error_message="A measure is taken at least every so many months.",
            ),
        ),
    ]
