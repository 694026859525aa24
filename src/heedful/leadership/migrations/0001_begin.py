"""Begin the records of what was told to customers.

Why      Messages to customers and the segments they went to need tables of their own.
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
        ("improvement", "0001_begin"),
        ("processes", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunicationEvent",
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
                ("told_on", models.DateField()),
                (
                    "about_feedback",
                    models.BooleanField(default=False, help_text="It tells customers what changed because they spoke."),
                ),
                ("reached", models.PositiveIntegerField(blank=True, null=True)),
                ("to_staff", models.BooleanField(default=False, help_text="It was told to staff.")),
                ("two_way", models.BooleanField(default=False, help_text="People could answer.")),
                (
                    "author",
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
                "ordering": ["-told_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommunicationAudience",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
        migrations.CreateModel(
            name="ManagementReview",
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
                ("planned_on", models.DateField()),
                (
                    "interval_months",
                    models.PositiveSmallIntegerField(default=3, help_text="Planned interval between reviews."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "In session"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True)),
                ("inputs_frozen_at", models.DateTimeField(blank=True, null=True)),
                ("minutes", models.TextField(blank=True)),
                ("minutes_issued_on", models.DateField(blank=True, null=True)),
                (
                    "conclusion",
                    models.TextField(blank=True, help_text="Is the system effective? In top management's own words."),
                ),
                ("concluded_on", models.DateField(blank=True, null=True)),
                ("cancelled_because", models.TextField(blank=True)),
                (
                    "concluded_by",
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
                "ordering": ["-planned_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Discussed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("note", models.TextField(blank=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussed_in",
                        to="improvement.action",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussed",
                        to="leadership.managementreview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Policy",
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
                    "kind",
                    models.CharField(
                        choices=[("quality", "Quality"), ("complaints", "Complaints handling"), ("own", "Our own")],
                        default="quality",
                        max_length=12,
                    ),
                ),
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
                "verbose_name_plural": "policies",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=24, null=True, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField(max_length=10000)),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("communicated_on", models.DateField(blank=True, null=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("replaced_on", models.DateField(blank=True, null=True)),
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
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="leadership.policy"
                    ),
                ),
            ],
            options={
                "ordering": ["policy", "-number"],
            },
        ),
        migrations.CreateModel(
            name="PolicyCommitment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=400)),
                (
                    "means_here",
                    models.TextField(
                        blank=True, help_text="What it means in everyday work, said by the process owner."
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_commitments",
                        to="processes.measure",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_commitments",
                        to="processes.process",
                    ),
                ),
                (
                    "policy_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="leadership.policyversion",
                    ),
                ),
            ],
            options={
                "ordering": ["policy_version", "place"],
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "decision_class",
                    models.CharField(
                        choices=[
                            ("improvement", "Opportunity for improvement"),
                            ("system", "Change to the system"),
                            ("resources", "Resources"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                (
                    "none",
                    models.BooleanField(
                        default=False, help_text="Nothing is decided in this class; the words say why."
                    ),
                ),
                ("effect", models.TextField(blank=True, help_text="What came of it, said at a later review.")),
                (
                    "action",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_decision",
                        to="improvement.action",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="leadership.managementreview",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "decision_class", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewInput",
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
                    "key",
                    models.CharField(help_text="Which input, such as satisfaction or earlier_actions.", max_length=40),
                ),
                ("sentence", models.TextField(help_text="Computed from live data, frozen.")),
                ("figures", models.JSONField(blank=True, default=list, help_text="Pairs of label and text.")),
                ("links", models.JSONField(blank=True, default=list, help_text="Records behind it, as references.")),
                ("conclusion", models.TextField(blank=True, help_text="Typed in the room.")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="leadership.managementreview",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "place"],
            },
        ),
        migrations.CreateModel(
            name="ReviewSeat",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "Present"),
                            ("remote", "Remote"),
                            ("in_writing", "In writing"),
                            ("delegate", "Sent a delegate (counts as absent)"),
                            ("absent", "Absent"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "contribution",
                    models.TextField(blank=True, help_text="What they wrote, where they took part in writing."),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review_seats", to="core.person"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="leadership.managementreview",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StrategyItem",
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
                ("about_customers", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
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
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="Objective",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("conformity", "Conformity of what we deliver"),
                            ("satisfaction", "Customer satisfaction"),
                            ("other", "Other"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "Higher is better"), ("down", "Lower is better")], default="up", max_length=4
                    ),
                ),
                ("baseline", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("target", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("since", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("will_do", models.TextField(blank=True, help_text="What will be done.")),
                ("resources", models.TextField(blank=True, help_text="With what.")),
                ("responsible", models.TextField(blank=True, help_text="Who does it.")),
                ("by_when", models.TextField(blank=True, help_text="By when.")),
                ("evaluated_how", models.TextField(blank=True, help_text="How it will be evaluated.")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("reached", models.BooleanField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
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
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
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
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="processes.process",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="leadership.policycommitment",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="leadership.strategyitem",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="SupportMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("held_on", models.DateField()),
                ("topics", models.TextField()),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="support_meetings", to="core.person"
                    ),
                ),
                (
                    "with_whom",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["-held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("resources", "Resources"), ("time", "Time"), ("decision", "A decision")],
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(blank=True, db_index=True, max_length=80)),
                ("asked_on", models.DateField()),
                ("granted", models.BooleanField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("delivery_due_on", models.DateField(blank=True, null=True)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="support_requests", to="core.person"
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
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
            ],
            options={
                "ordering": ["-asked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "on",
                    models.CharField(
                        db_index=True, help_text="What reached them, such as policyversion/<uuid>.", max_length=80
                    ),
                ),
                ("acknowledged_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("click", "Pressed a button"),
                            ("kiosk", "At a kiosk, by PIN"),
                            ("sheet", "On a signed sheet, entered by a supervisor"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acknowledgements", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["acknowledged_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("on", "person"),
                        name="acknowledged_once",
                        violation_error_message="This person acknowledged it already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComprehensionCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.CharField(db_index=True, max_length=80)),
                ("checked_on", models.DateField()),
                ("interview", models.BooleanField(default=False)),
                ("asked", models.PositiveSmallIntegerField(default=1)),
                ("right", models.PositiveSmallIntegerField()),
                ("pass_mark", models.PositiveSmallIntegerField(default=80, help_text="Per cent right.")),
                ("passed", models.BooleanField()),
                ("note", models.TextField(blank=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["checked_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("right__lte", models.F("asked"))),
                        name="comprehension_right_of_asked",
                        violation_error_message="No more can be right than were asked.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadershipAct",
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
                            ("customer_contact", "Met a customer"),
                            ("complaint_review", "Read a complaint and said what follows"),
                            ("message", "Spoke about customers"),
                            ("escalation", "Answered an escalation"),
                            ("culture", "Showed that bad news is welcome"),
                            ("other", "Other"),
                        ],
                        max_length=18,
                    ),
                ),
                ("done_on", models.DateField()),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="The record of the event; empty where logged by hand.",
                        max_length=80,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leadership_acts", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-done_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("event", ""), _negated=True),
                        fields=("person", "kind", "event"),
                        name="leadership_act_once",
                        violation_error_message="This act is noted already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event", ""), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="leadership_act_says_what",
                        violation_error_message="Say what was done.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="managementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("interval_months__gte", 1)),
                name="management_review_has_an_interval",
                violation_error_message="Reviews are held at least every so many months.",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "held"), _negated=True), ("held_on__isnull", False), _connector="OR"
                ),
                name="management_review_held_on_a_day",
                violation_error_message="Say when it was held.",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="management_review_cancelled_with_reason",
                violation_error_message="Say why it is not held.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussed",
            constraint=models.UniqueConstraint(fields=("review", "action"), name="discussed_once"),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(fields=("policy", "number"), name="policy_version_once"),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by", None), ("approved_on", None)),
                    models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                    _connector="OR",
                ),
                name="policy_version_approved_by_somebody",
                violation_error_message="An approval says who and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", None), ("none", True)),
                    models.Q(("action__isnull", False), ("none", False)),
                    _connector="OR",
                ),
                name="review_decision_has_action_or_reason",
                violation_error_message="A decision has an owner and a date; or say why there is none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewinput",
            constraint=models.UniqueConstraint(fields=("review", "key"), name="review_input_once"),
        ),
        migrations.AddConstraint(
            model_name="reviewseat",
            constraint=models.UniqueConstraint(
                fields=("review", "person"),
                name="review_seat_once",
                violation_error_message="This person has a seat already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "in_writing"), _negated=True),
                    models.Q(("contribution", ""), _negated=True),
                    _connector="OR",
                ),
                name="review_seat_in_writing_has_words",
                violation_error_message="Taking part in writing needs what was written.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "delegate"), _negated=True), ("delegate__isnull", False), _connector="OR"
                ),
                name="review_seat_delegate_is_named",
                violation_error_message="Name the delegate.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on", None), ("due_on__gte", models.F("since")), _connector="OR"),
                name="objective_due_after_start",
                violation_error_message="An objective cannot be due before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_on", None), ("approved_by__isnull", False), _connector="OR"),
                name="objective_approved_by_somebody",
                violation_error_message="An approval says who and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("granted", False), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="support_request_refused_with_reason",
                violation_error_message="A refusal has a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivered_on", None), ("granted", True), _connector="OR"),
                name="support_request_delivered_if_granted",
                violation_error_message="Only what was granted is delivered.",
            ),
        ),
    ]
