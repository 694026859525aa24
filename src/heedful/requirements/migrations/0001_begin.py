"""Begin the records of requirements.

Why      What is expected of us needs a table of its own.
Rows     None: the tables are new.
Undo     Drops the tables and all that was recorded in them.
History  Not touched.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("customers", "0001_begin"),
        ("processes", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                "constraints": [
                    models.CheckConstraint(
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
                    )
                ],
            },
        ),
    ]
