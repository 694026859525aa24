"""Begin the records of requirements.

Why      What is expected of us needs a table of its own.
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
        ("processes", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrameReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("covers", models.CharField(help_text="Which repeat orders it covers, in words.", max_length=300)),
                ("reviewed_on", models.DateField()),
                ("valid_until", models.DateField()),
                ("result", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frame_reviews",
                        to="customers.customer",
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
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frame_reviews",
                        to="customers.product",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                        choices=[("quote", "Quotation"), ("order", "Order"), ("contract", "Contract")], max_length=10
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("committed_at", models.DateTimeField()),
                ("work_began_on", models.DateField(blank=True, null=True)),
                ("has_document", models.BooleanField(default=True, help_text="The customer gave it in writing.")),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="customers.customer"
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
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="customers.product",
                    ),
                ),
                (
                    "frame",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="requirements.framereview",
                    ),
                ),
            ],
            options={
                "ordering": ["-committed_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Market",
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
                ("retired_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="NoneApplies",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source_type",
                    models.CharField(
                        choices=[
                            ("stated", "Stated by the customer"),
                            ("needed", "Needed for the use"),
                            ("statutory", "Statutory"),
                            ("regulatory", "Regulatory"),
                            ("own", "Our own"),
                            ("claim", "Claim made in public"),
                            ("party", "Interested party"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("said_on", models.DateField()),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "market",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="none_apply",
                        to="requirements.market",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="none_apply", to="customers.product"
                    ),
                ),
            ],
            options={
                "ordering": ["said_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "market",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="requirements.market"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="customers.product"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="OrderConfirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("sent_at", models.DateTimeField()),
                ("how", models.CharField(max_length=120)),
                (
                    "commitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="requirements.commitment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("statement", models.TextField(max_length=4000)),
                (
                    "source_type",
                    models.CharField(
                        choices=[
                            ("stated", "Stated by the customer"),
                            ("needed", "Needed for the use"),
                            ("statutory", "Statutory"),
                            ("regulatory", "Regulatory"),
                            ("own", "Our own"),
                            ("claim", "Claim made in public"),
                            ("party", "Interested party"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source_document", models.CharField(blank=True, max_length=200)),
                ("criterion", models.TextField(blank=True)),
                ("critical", models.BooleanField(default=False)),
                ("verification", models.CharField(blank=True, help_text="How we know that it is met.", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("under_review", "Under review"),
                            ("agreed", "Agreed"),
                            ("in_force", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                            ("refused", "Refused"),
                        ],
                        default="identified",
                        max_length=20,
                    ),
                ),
                ("jurisdiction", models.CharField(blank=True, max_length=120)),
                ("instrument", models.CharField(blank=True, help_text="The law or rule.", max_length=200)),
                ("article", models.CharField(blank=True, max_length=80)),
                ("applies_because", models.TextField(blank=True, help_text="Why it applies to us.")),
                ("safety", models.BooleanField(default=False)),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="Compliance is evaluated every so many months."
                    ),
                ),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("in_force_since", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="customers.customer",
                    ),
                ),
                (
                    "market",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="requirements.market",
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
                        related_name="requirements",
                        to="processes.process",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="customers.product",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="customers.segment",
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="ConformityCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("checked_on", models.DateField()),
                ("k", models.PositiveIntegerField(help_text="Passed.")),
                ("n", models.PositiveIntegerField(help_text="Looked at.")),
                ("evidence", models.TextField()),
                (
                    "checker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="requirements.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ComplianceEvaluation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("evaluated_on", models.DateField()),
                ("fulfilled", models.BooleanField()),
                ("evidence", models.TextField()),
                (
                    "evaluator",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="requirements.requirement",
                    ),
                ),
            ],
            options={
                "ordering": ["-evaluated_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="RequirementReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("completed_at", models.DateTimeField()),
                ("checked", models.TextField(help_text="What was looked at.")),
                ("differences", models.TextField(blank=True, help_text="What differed from the offer.")),
                ("settled", models.TextField(blank=True, help_text="How each difference was settled.")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("can_meet", "We can meet it"),
                            ("with_changes", "We can meet it with the changes agreed"),
                            ("cannot", "We cannot meet it"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="requirements.commitment",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["completed_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="framereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("reviewed_on"))),
                name="frame_review_valid_after_review",
                violation_error_message="A review cannot end before it was made.",
            ),
        ),
        migrations.AddConstraint(
            model_name="framereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("customer__isnull", False), ("product__isnull", False), _connector="OR"),
                name="frame_review_names_what_it_covers",
                violation_error_message="Name the customer or the product whose repeat orders it covers.",
            ),
        ),
        migrations.AddConstraint(
            model_name="market",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="market_named_once",
                violation_error_message="There is a market of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="offering_ends_after_start",
                violation_error_message="A product cannot leave a market before it came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("product", "market"),
                name="offering_open_once",
                violation_error_message="It is sold in this market already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_force"), _negated=True),
                    models.Q(
                        ("owner__isnull", False),
                        ("process__isnull", False),
                        models.Q(("verification", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="requirement_in_force_has_owner_process_verification",
                violation_error_message="A requirement in force needs an owner, a process and a way to verify it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("in_force_since", None),
                    ("ended_on__gte", models.F("in_force_since")),
                    _connector="OR",
                ),
                name="requirement_ends_after_start",
                violation_error_message="A requirement cannot end before it came into force.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conformitycheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("n__gte", 1), ("k__lte", models.F("n"))),
                name="conformity_check_counts",
                violation_error_message="At least one was looked at, and no more passed than were.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("differences", ""), ("result", "cannot"), models.Q(("settled", ""), _negated=True), _connector="OR"
                ),
                name="requirement_review_settles_differences",
                violation_error_message="Say how each difference was settled.",
            ),
        ),
    ]
