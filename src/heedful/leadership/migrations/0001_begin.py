"""Begin the records of what was told to customers.

Why      Messages to customers and the segments they went to need tables of their own.
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
    ]

    operations = [
        migrations.CreateModel(
            name="CommunicationEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("what", models.CharField(max_length=300)),
                ("told_on", models.DateField()),
                (
                    "about_feedback",
                    models.BooleanField(default=False, help_text="It tells customers what changed because they spoke."),
                ),
                ("reached", models.PositiveIntegerField(blank=True, null=True)),
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
                "ordering": ["-told_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommunicationAudience",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.segment"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audience",
                        to="leadership.communicationevent",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
