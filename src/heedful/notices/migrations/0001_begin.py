"""Begin: mails that are to go out or went, and how far the history was read for them.

Why      Customers are invited and owners are warned by e-mail, and nobody is written to twice.
Rows     None yet.
Undo     Drops the tables; mails that wait are lost, those sent are not unsent.
History  Not touched.
"""

import django.db.models.deletion
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
            name="Post",
            fields=[
                ("name", models.CharField(default="mail", max_length=20, primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
                ("down_since", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                        choices=[("invitation", "Invitation"), ("reminder", "Reminder"), ("digest", "What is due")],
                        max_length=12,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        help_text="The entry, or the person and day, it follows.", max_length=120, unique=True
                    ),
                ),
                ("day", models.DateField(blank=True, help_text="The day a digest is about.", null=True)),
                (
                    "told",
                    models.JSONField(blank=True, default=list, help_text="What a digest tells for the first time."),
                ),
                ("message_id", models.CharField(help_text="The same at every try.", max_length=200, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("perhaps", "Perhaps sent"),
                            ("failed", "Failed"),
                            ("dropped", "Not sent"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField(help_text="Not before this moment.")),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("address", models.CharField(blank=True, help_text="Where it went, or was to go.", max_length=254)),
                ("why", models.CharField(blank=True, help_text="Why it failed, or was not sent.", max_length=500)),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="feedback.invitation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="core.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-due_at", "id"],
                "indexes": [models.Index(fields=["state", "due_at"], name="notice_state_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="notice_sent_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            ("claimed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="notice_claimed_at_a_moment",
                    ),
                ],
            },
        ),
    ]
