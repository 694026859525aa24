"""Begin the records of feedback: what customers say, by whatever way, and how they are asked.

Why      The inbox, complaints, the feedback programme, surveys, answers and their counts need tables of their own.
Rows     None: the tables are new.
Undo     Drops the tables; everything heard, every complaint and every answer is lost.
History  Not touched.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import heedful.core.ids
import heedful.feedback.models.complaints


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_begin"),
        ("customers", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Begun",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("wave", models.UUIDField(db_index=True)),
                (
                    "key",
                    models.CharField(
                        help_text="The invitation, or the form of an open link.", max_length=120, unique=True
                    ),
                ),
                ("invitation", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField(null=True)),
                ("answers", models.JSONField()),
                ("comment", models.TextField(blank=True)),
                ("comment_to", models.UUIDField(null=True)),
                ("texts", models.JSONField(default=list)),
                ("language", models.CharField(blank=True, max_length=10)),
                (
                    "share",
                    models.FloatField(
                        default=0.0, help_text="Of the questions shown, but for words, how many are answered."
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draw",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("all", "Everybody"),
                            ("simple", "Simple random"),
                            ("stratified", "Random within each segment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField(help_text="How many stood in the list.")),
                ("seed", models.PositiveBigIntegerField(blank=True, null=True)),
                ("list_is", models.CharField(help_text="Fingerprint of the list that was drawn from.", max_length=64)),
                ("drawn_on", models.DateField()),
            ],
            options={
                "ordering": ["wave", "number"],
            },
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("wave", models.UUIDField(db_index=True)),
                ("answers", models.JSONField()),
                ("comment", models.TextField(blank=True)),
                ("comment_to", models.UUIDField(null=True)),
                ("texts", models.JSONField(default=list)),
                ("complete", models.BooleanField(default=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("segment", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Struck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("wave", models.UUIDField(db_index=True)),
                ("invitation", models.UUIDField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.UUIDField()),
                ("wave", models.UUIDField()),
                ("segment", models.UUIDField(help_text="All zeros where none is known.")),
                ("day", models.DateField(help_text="1 Jan 1900 where the day could not be told.")),
                ("score", models.SmallIntegerField()),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "wave", "segment", "day", "score"), name="cell_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("form", "Public form"),
                            ("email", "E-mail"),
                            ("phone", "Telephone"),
                            ("visit", "Visit or meeting"),
                            ("letter", "Letter"),
                            ("review", "Review site"),
                            ("survey", "Survey"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("address", models.CharField(blank=True, help_text="As customers find it.", max_length=200)),
                (
                    "languages",
                    models.CharField(default="en", help_text="Codes with spaces between: en nb.", max_length=60),
                ),
                ("free_of_charge", models.BooleanField(default=True)),
                ("accessible", models.BooleanField(default=True, help_text="No barrier is known (WCAG 2.2 A and AA).")),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        help_text="What whoever answers may promise or grant without asking.",
                        max_length=300,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ApiClient",
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
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "token_ends",
                    models.CharField(editable=False, help_text="By which its holder knows it again.", max_length=4),
                ),
                ("made_on", models.DateField()),
                ("revoked_on", models.DateField(blank=True, null=True)),
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
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clients",
                        to="feedback.channel",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="ChannelTest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("tested_on", models.DateField()),
                ("language", models.CharField(default="en", max_length=10)),
                ("passed", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tests", to="feedback.channel"
                    ),
                ),
                (
                    "tester",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["-tested_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("summary", models.CharField(max_length=160)),
                ("remedy_asked", models.CharField(blank=True, max_length=300)),
                ("received_at", models.DateTimeField()),
                ("received_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("acknowledge_by", models.DateField()),
                ("first_update_by", models.DateField()),
                ("answer_by", models.DateField()),
                (
                    "next_update_by",
                    models.DateField(blank=True, help_text="Empty where the customer waits for nothing.", null=True),
                ),
                (
                    "paused_on",
                    models.DateField(
                        blank=True, help_text="Promises wait since this day; empty where they run.", null=True
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_by_machine", models.BooleanField(default=False)),
                ("assessed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")], null=True
                    ),
                ),
                ("safety", models.BooleanField(blank=True, null=True)),
                (
                    "complexity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                ("impact", models.CharField(blank=True, max_length=300)),
                ("act_now", models.BooleanField(blank=True, null=True)),
                ("investigated_at", models.DateTimeField(blank=True, null=True)),
                ("findings", models.TextField(blank=True)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("nonconformity", models.BooleanField(blank=True, null=True)),
                ("nonconformity_because", models.TextField(blank=True)),
                ("nonconformity_decided_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Upheld"), ("partly", "Partly upheld"), ("not_upheld", "Not upheld")],
                        max_length=12,
                    ),
                ),
                ("rejected_because", models.TextField(blank=True)),
                ("way_to_escalate", models.TextField(blank=True)),
                ("redress", models.CharField(blank=True, max_length=300)),
                ("redress_cost", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "settled_at_once",
                    models.BooleanField(default=False, help_text="Settled at first contact, in one form."),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "The complainant accepted"),
                            ("no_reply", "No reply to two contacts"),
                            ("imported", "Closed in the records it was imported from"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                ("handling_asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "handling_score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=heedful.feedback.models.complaints.new_token, editable=False, max_length=48, unique=True
                    ),
                ),
                ("imported", models.BooleanField(default=False)),
                ("external_key", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="customers.customer",
                    ),
                ),
                (
                    "event_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "investigator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "nonconformity_decided_by",
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
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubles",
                        to="feedback.complaint",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ComplainantWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("said_at", models.DateTimeField()),
                ("words", models.TextField(max_length=10000)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="added_words", to="feedback.complaint"
                    ),
                ),
            ],
            options={
                "ordering": ["said_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons_concerned",
                        to="feedback.complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("tried_at", models.DateTimeField()),
                ("how", models.CharField(max_length=120)),
                ("replied", models.BooleanField(default=False)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="feedback.complaint"
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
                "ordering": ["tried_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CustomerCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.UUIDField()),
                ("segment", models.UUIDField()),
                ("customer", models.UUIDField()),
                ("month", models.DateField()),
                ("count", models.IntegerField()),
                ("total", models.BigIntegerField(help_text="Sum of scores.")),
                ("promoters", models.IntegerField(default=0)),
                ("detractors", models.IntegerField(default=0)),
                ("satisfied", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "segment", "customer", "month"), name="customer_cell_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerUpdate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("told_at", models.DateTimeField()),
                ("words", models.TextField(max_length=10000)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="feedback.complaint"
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
                "ordering": ["told_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("escalated_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="feedback.complaint"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["escalated_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
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
                            ("complaint", "Complaint"),
                            ("compliment", "Compliment"),
                            ("suggestion", "Suggestion"),
                            ("enquiry", "Enquiry"),
                            ("return", "Return"),
                            ("warranty", "Warranty claim"),
                            ("credit", "Credit note"),
                            ("lost_order", "Lost order"),
                            ("review", "Review"),
                            ("comment", "Survey comment"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "first_kind",
                    models.CharField(
                        choices=[
                            ("complaint", "Complaint"),
                            ("compliment", "Compliment"),
                            ("suggestion", "Suggestion"),
                            ("enquiry", "Enquiry"),
                            ("return", "Return"),
                            ("warranty", "Warranty claim"),
                            ("credit", "Credit note"),
                            ("lost_order", "Lost order"),
                            ("review", "Review"),
                            ("comment", "Survey comment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=20000)),
                (
                    "asked",
                    models.CharField(blank=True, help_text="The question that these words answer.", max_length=300),
                ),
                (
                    "sender",
                    models.CharField(
                        blank=True, help_text="Name and address, where not a known contact.", max_length=200
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                ("heard_at", models.DateTimeField()),
                (
                    "seems",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")],
                        help_text="At first sight, while it was sorted; a complaint is assessed on its own page.",
                        null=True,
                        verbose_name="how serious it seems",
                    ),
                ),
                ("sorted_on", models.DateField(blank=True, null=True)),
                ("imported", models.BooleanField(default=False)),
                ("external_key", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="feedback.channel",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="feedback.apiclient",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="customers.contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="customers.customer",
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="customers.interaction",
                    ),
                ),
                (
                    "logged_by",
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
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="customers.product",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="core.unit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "feedback",
                "ordering": ["-heard_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="complaint",
            name="feedback",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="complaint", to="feedback.feedback"
            ),
        ),
        migrations.CreateModel(
            name="FrameCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wave", models.UUIDField()),
                ("segment", models.UUIDField()),
                ("disposition", models.CharField(max_length=2)),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("wave", "segment", "disposition"), name="frame_cell_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndependenceException",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("reason", models.TextField()),
                ("granted_on", models.DateField()),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="independence_exception",
                        to="feedback.complaint",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
                (
                    "second_reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("NS", "Not drawn"),
                            ("NE", "Not eligible or left out"),
                            ("I", "Complete answer"),
                            ("P", "Partial answer"),
                            ("R", "Refused or broken off"),
                            ("NC", "Not reached"),
                            ("O", "Other"),
                            ("U", "Asked, nothing known"),
                        ],
                        default="NS",
                        max_length=2,
                    ),
                ),
                ("excluded_because", models.CharField(blank=True, max_length=200)),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                (
                    "asked_because",
                    models.CharField(blank=True, help_text="Why they are asked in their days of rest.", max_length=200),
                ),
                ("opted_out_on", models.DateField(blank=True, null=True)),
                ("token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="customers.contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="customers.customer",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="feedback.draw",
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
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("came_at", models.DateTimeField()),
                ("sender", models.CharField(blank=True, max_length=200)),
                ("heading", models.CharField(blank=True, max_length=300)),
                (
                    "became",
                    models.CharField(
                        choices=[
                            ("taken", "Taken as feedback"),
                            ("bounce", "Could not be delivered: a message of ours came back"),
                            ("automatic", "Written by a machine"),
                            ("empty", "No words in it"),
                            ("too_large", "Too large"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "left_out",
                    models.CharField(blank=True, help_text="Files that were not kept, and why.", max_length=1000),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="feedback.channel",
                    ),
                ),
                (
                    "feedback",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="feedback.feedback",
                    ),
                ),
            ],
            options={
                "ordering": ["-came_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Method",
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
                ("direct", models.BooleanField()),
                ("every_months", models.PositiveSmallIntegerField(default=12)),
                ("sampling", models.TextField(blank=True)),
                (
                    "precision",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="Points wanted.", max_digits=5, null=True
                    ),
                ),
                ("last_used_on", models.DateField(blank=True, null=True)),
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
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="methods", to="customers.segment"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Analysis",
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
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("written_on", models.DateField()),
                ("conclusion", models.TextField()),
                (
                    "contradiction",
                    models.BooleanField(
                        default=False, help_text="It explains direct and indirect signs that disagree."
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision", models.TextField(blank=True)),
                (
                    "no_action",
                    models.BooleanField(default=False, help_text="Decided to do nothing; the decision says why."),
                ),
                (
                    "decision_ref",
                    models.CharField(blank=True, help_text="The action, risk or improvement decided.", max_length=80),
                ),
                (
                    "decided_by",
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
                (
                    "method",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyses",
                        to="feedback.method",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "analyses",
                "ordering": ["-written_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MonthCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.UUIDField()),
                ("segment", models.UUIDField()),
                ("month", models.DateField(help_text="First of the month.")),
                ("score", models.SmallIntegerField()),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "segment", "month", "score"), name="month_cell_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
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
                ("reason", models.TextField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="feedback.complaint"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                ("decisions_served", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("approved", "Approved"), ("superseded", "Superseded")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "review_by",
                    models.DateField(blank=True, help_text="By then somebody looks whether it still fits.", null=True),
                ),
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
                "ordering": ["-approved_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="method",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="methods", to="feedback.programme"
            ),
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("reopened_at", models.DateTimeField()),
                ("because", models.TextField(max_length=10000)),
                ("by_complainant", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateField(help_text="The promise that held for the answer before.")),
                ("answer", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Upheld"), ("partly", "Partly upheld"), ("not_upheld", "Not upheld")],
                        max_length=12,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="feedback.complaint"
                    ),
                ),
            ],
            options={
                "ordering": ["reopened_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_on",
                    models.DateField(
                        blank=True, help_text="Empty where the source's date could not be told.", null=True
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=list, help_text="Pairs of question id and number.")),
                ("comment", models.TextField(blank=True, help_text="The first of their own words.", max_length=20000)),
                (
                    "comment_to",
                    models.UUIDField(blank=True, help_text="The question that the first words answer.", null=True),
                ),
                (
                    "texts",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Pairs of question id and further words; empty once erased.",
                        null=True,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                ("complete", models.BooleanField(default=True)),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("named", "With name"),
                            ("confidential", "Confidential: figures of small groups are not shown"),
                            ("anonymous", "Anonymous: nobody can find the person again"),
                        ],
                        default="named",
                        max_length=12,
                    ),
                ),
                ("allows_contact", models.BooleanField(default=False)),
                (
                    "reach",
                    models.CharField(blank=True, help_text="How to call back somebody we do not know.", max_length=200),
                ),
                ("flag", models.CharField(blank=True, help_text="Codes of flags, with spaces between.", max_length=60)),
                ("excluded_because", models.CharField(blank=True, max_length=200)),
                ("imported", models.BooleanField(default=False)),
                ("external_key", models.CharField(blank=True, max_length=120, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="customers.contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="customers.customer",
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="response",
                        to="feedback.invitation",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="customers.segment",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="core.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["-answered_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="feedback",
            name="response",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback",
                to="feedback.response",
            ),
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("score", models.SmallIntegerField()),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("called_on", models.DateField(blank=True, null=True)),
                ("reached", models.BooleanField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("given_up_on", models.DateField(blank=True, null=True)),
                (
                    "ask_again",
                    models.BooleanField(
                        default=False, help_text="Asked again in the next wave, whatever the days of rest."
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
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
                    "response",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_back",
                        to="feedback.response",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Survey",
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
            name="SurveyVersion",
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
                    "series",
                    models.PositiveSmallIntegerField(default=1, help_text="Figures of one series can be compared."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("retired", "Retired")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                ("languages", models.CharField(default="en", max_length=60)),
                ("intro", models.JSONField(blank=True, default=list, help_text="Pairs of language and text.")),
                ("thanks", models.JSONField(blank=True, default=list)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="feedback.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "number"],
            },
        ),
        migrations.CreateModel(
            name="SurveyQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "line",
                    models.PositiveSmallIntegerField(default=1, help_text="The same in every version of the survey."),
                ),
                (
                    "series",
                    models.PositiveSmallIntegerField(default=1, help_text="Figures of one series can be compared."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recommend", "Recommend, 0 to 10"),
                            ("satisfaction", "Satisfaction, 1 to 5"),
                            ("effort", "Ease, 1 to 7"),
                            ("rating", "Rating on a scale of your own"),
                            ("one", "One choice"),
                            ("several", "Several choices"),
                            ("yes_no", "Yes or no"),
                            ("text", "In their own words"),
                        ],
                        max_length=14,
                    ),
                ),
                ("required", models.BooleanField(default=True)),
                (
                    "wording",
                    models.JSONField(blank=True, default=list, help_text="Pairs of language and text; empty: ours."),
                ),
                ("help_words", models.JSONField(blank=True, default=list)),
                ("lowest", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("highest", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("low_words", models.JSONField(blank=True, default=list)),
                ("high_words", models.JSONField(blank=True, default=list)),
                (
                    "options",
                    models.JSONField(blank=True, default=list, help_text="Pairs of number and texts by language."),
                ),
                (
                    "shown_if",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("is", "is"),
                            ("is_not", "is not"),
                            ("at_least", "is at least"),
                            ("at_most", "is at most"),
                        ],
                        max_length=8,
                    ),
                ),
                ("shown_value", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "shown_after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decides",
                        to="feedback.surveyquestion",
                    ),
                ),
                (
                    "survey_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="feedback.surveyversion",
                    ),
                ),
            ],
            options={
                "ordering": ["survey_version", "place", "id"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="feedback.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="feedback",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback",
                to="feedback.theme",
            ),
        ),
        migrations.CreateModel(
            name="Wave",
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
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("open", "Open"), ("closed", "Closed")],
                        default="planned",
                        max_length=8,
                    ),
                ),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("named", "With name"),
                            ("confidential", "Confidential: figures of small groups are not shown"),
                            ("anonymous", "Anonymous: nobody can find the person again"),
                        ],
                        default="named",
                        max_length=12,
                    ),
                ),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("frame_is", models.TextField(blank=True, help_text="Who could have been asked, in words.")),
                (
                    "quarantine_days",
                    models.PositiveSmallIntegerField(
                        default=90, help_text="Nobody is asked who was asked in so many days before."
                    ),
                ),
                (
                    "quarantine_because",
                    models.TextField(blank=True, help_text="Why it rests less than the organisation's days."),
                ),
                (
                    "by_mail",
                    models.BooleanField(
                        default=False, help_text="Invited by e-mail from here; else by links as a file."
                    ),
                ),
                (
                    "remind_after_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Working days after which who is silent is reminded; empty: by hand.",
                        null=True,
                    ),
                ),
                (
                    "kiosk",
                    models.BooleanField(
                        default=False, help_text="Answered on a device of ours that returns to the start."
                    ),
                ),
                (
                    "embed_origin",
                    models.CharField(blank=True, help_text="The one site that may show it in a frame.", max_length=200),
                ),
                ("sampled", models.BooleanField(default=False, help_text="A random draw, not everybody.")),
                ("seed", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "most_answers",
                    models.PositiveIntegerField(blank=True, help_text="Full with so many; empty: no limit.", null=True),
                ),
                (
                    "open_link",
                    models.BooleanField(
                        default=False, help_text="Anybody with the link may answer, also more than once."
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=heedful.feedback.models.complaints.new_token, editable=False, max_length=48, unique=True
                    ),
                ),
                ("nonresponse_note", models.TextField(blank=True)),
                ("imported", models.BooleanField(default=False)),
                (
                    "method",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waves",
                        to="feedback.method",
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
                    "survey_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waves", to="feedback.surveyversion"
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="response",
            name="wave",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="feedback.wave"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="wave",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="feedback.wave"
            ),
        ),
        migrations.AddField(
            model_name="draw",
            name="wave",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="feedback.wave"
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="channel_named_once",
                violation_error_message="There is a channel of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputy", None),
                    ("owner", None),
                    models.Q(("deputy", models.F("owner")), _negated=True),
                    _connector="OR",
                ),
                name="channel_deputy_is_another",
                violation_error_message="The deputy is somebody other than the owner.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apiclient",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="client_named_once",
                violation_error_message="There is a program of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apiclient",
            constraint=models.CheckConstraint(
                condition=models.Q(("revoked_on", None), ("revoked_on__gte", models.F("made_on")), _connector="OR"),
                name="client_revoked_after_it_was_made",
                violation_error_message="A token cannot be revoked before it was made.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintperson",
            constraint=models.UniqueConstraint(
                fields=("complaint", "person"),
                name="complaint_concerns_person_once",
                violation_error_message="This person is named already.",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["received_on", "state"], name="complaint_received_state"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), models.Q(("closed_how", ""), _negated=True)),
                    _connector="OR",
                ),
                name="complaint_closed_says_how",
                violation_error_message="Closing needs the complainant's acceptance, or two contacts without reply.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None), models.Q(("outcome", ""), _negated=True), ("imported", True), _connector="OR"
                ),
                name="complaint_answered_with_outcome",
                violation_error_message="An answer says whether the complaint was upheld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "not_upheld"), _negated=True),
                    models.Q(
                        models.Q(("rejected_because", ""), _negated=True),
                        models.Q(("way_to_escalate", ""), _negated=True),
                    ),
                    ("imported", True),
                    _connector="OR",
                ),
                name="complaint_rejected_with_reason_and_way",
                violation_error_message="An answer that rejects carries the reason and the way to escalate.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaint_withdrawn_with_reason",
                violation_error_message="Say why the complaint was withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as", None), models.Q(("same_as", models.F("id")), _negated=True), _connector="OR"
                ),
                name="complaint_not_its_own_double",
                violation_error_message="A complaint is not its own double.",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["channel", "-came_at"], name="letter_came"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("became", "taken"), ("feedback__isnull", False)),
                    models.Q(models.Q(("became", "taken"), _negated=True), ("feedback", None)),
                    _connector="OR",
                ),
                name="letter_taken_is_feedback",
                violation_error_message="A letter that was taken names its feedback, and no other does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))),
                name="analysis_ends_after_start",
                violation_error_message="A period cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_on", None), models.Q(("decision", ""), _negated=True), _connector="OR"),
                name="analysis_decision_has_words",
                violation_error_message="Say what was decided, or why nothing was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="pause_ends_after_start",
                violation_error_message="A pause cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                    _connector="OR",
                ),
                name="programme_approved_by_somebody",
                violation_error_message="An approved programme says who approved it, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="method",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__gte", 1)),
                name="method_has_a_rhythm",
                violation_error_message="A method is used at least every so many months.",
            ),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(("called_on", None), models.Q(("outcome", ""), _negated=True), _connector="OR"),
                name="call_back_has_outcome",
                violation_error_message="Say what came of the call.",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyversion",
            constraint=models.UniqueConstraint(fields=("survey", "number"), name="survey_version_once"),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="theme_named_once",
                violation_error_message="There is a theme of this name already.",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["heard_at"], name="feedback_heard"),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True), ("response__isnull", False), _connector="OR"
                ),
                name="feedback_has_words",
                violation_error_message="Write down what the customer said.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="wave_closes_after_opening",
                violation_error_message="A wave cannot close before it opens.",
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["wave", "answered_on"], name="response_wave_on"),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["customer"], name="response_customer"),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                fields=("wave", "external_key"),
                name="response_imported_once",
                violation_error_message="This answer was brought in already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disposition", "NE"), _negated=True),
                    models.Q(("excluded_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="invitation_left_out_with_reason",
                violation_error_message="Say why somebody is left out.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("wave", "contact"),
                name="invitation_once",
                violation_error_message="This contact is in the frame of this wave already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.UniqueConstraint(fields=("wave", "number"), name="draw_numbered_once"),
        ),
    ]
