"""Begin the records of people, rights, the history and what hangs on any record.

Why      They need tables of their own.
Rows     None: the tables are new.
Undo     Drops the tables and all that was recorded in them.
History  Not touched.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import heedful.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeyBlock",
            fields=[
                ("prefix", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("last", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=160)),
                ("scope", models.TextField(blank=True)),
                ("sector", models.CharField(blank=True, max_length=120)),
                ("size", models.PositiveIntegerField(default=0, help_text="People employed.")),
                (
                    "country",
                    models.CharField(default="GB", help_text="Two letters; decides public holidays.", max_length=2),
                ),
                (
                    "region",
                    models.CharField(blank=True, help_text="Subdivision, where holidays differ.", max_length=10),
                ),
                ("zone", models.CharField(default="Europe/London", max_length=64)),
                ("workdays", models.CharField(default="12345", help_text="1 is Monday.", max_length=7)),
                ("languages", models.CharField(default="en", max_length=60)),
                ("records_since", models.DateField()),
                (
                    "acknowledge_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                    ),
                ),
                (
                    "first_update_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                    ),
                ),
                (
                    "update_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                    ),
                ),
                (
                    "call_back_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                    ),
                ),
                (
                    "call_back_tries",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Then it may be given up.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                    ),
                ),
                (
                    "contact_rest_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        help_text="Nobody is asked again sooner, over all surveys.",
                        validators=[django.core.validators.MaxValueValidator(3650)],
                    ),
                ),
                (
                    "mail_from_hour",
                    models.PositiveSmallIntegerField(default=8, help_text="Customers get mail from this hour on."),
                ),
                (
                    "mail_until_hour",
                    models.PositiveSmallIntegerField(default=18, help_text="And up to this one, on working days."),
                ),
                ("machine_acknowledges", models.BooleanField(default=False)),
                (
                    "recommend_target",
                    models.SmallIntegerField(blank=True, help_text="Recommend score, -100 to 100.", null=True),
                ),
                (
                    "satisfaction_target",
                    models.PositiveSmallIntegerField(blank=True, help_text="Per cent satisfied.", null=True),
                ),
                ("simulated", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("serial", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(null=True, unique=True)),
                ("uuid", models.UUIDField()),
                ("act", models.CharField(max_length=60)),
                ("by", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=40)),
                ("object", models.UUIDField()),
                ("n", models.PositiveIntegerField()),
                ("t", models.DateTimeField()),
                ("bytes", models.BinaryField()),
                ("leaf", models.CharField(max_length=64)),
                ("salt", models.BinaryField()),
                ("body", models.BinaryField()),
                ("subject", models.UUIDField(null=True)),
                ("personal_salt", models.BinaryField(null=True)),
                ("personal_body", models.BinaryField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["by", "serial"], name="entry_by")],
                "constraints": [models.UniqueConstraint(fields=("object", "n"), name="entry_one_for_each_version")],
            },
        ),
        migrations.CreateModel(
            name="Found",
            fields=[
                ("ref", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=300)),
                ("words", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="found_key")],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("source", models.CharField(max_length=80)),
                ("target", models.CharField(max_length=80)),
                ("relation", models.CharField(default="relates to", max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["target"], name="link_target")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target", "relation"),
                        name="link_once",
                        violation_error_message="These two are linked already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("email", models.EmailField(blank=True, max_length=254)),
                ("employed_from", models.DateField(blank=True, null=True)),
                ("employed_until", models.DateField(blank=True, null=True)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
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
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.CharField(db_index=True, max_length=80)),
                ("words", models.TextField(max_length=10000)),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["written_at"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.CharField(db_index=True, max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="Role",
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
                ("responsibility", models.TextField(blank=True)),
                ("authority", models.TextField(blank=True)),
                ("contact", models.BooleanField(default=False, help_text="Its holders speak with customers.")),
                (
                    "runs_system",
                    models.BooleanField(default=False, help_text="Its holder runs the quality management system."),
                ),
                (
                    "customer_focus",
                    models.BooleanField(default=False, help_text="Its holder promotes customer focus everywhere."),
                ),
                (
                    "reports_to_top",
                    models.BooleanField(default=False, help_text="Its holder has a direct line to top management."),
                ),
                ("since", models.DateField(blank=True, null=True)),
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
            name="AuthorityLimit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("what", models.CharField(max_length=200)),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="limits", to="core.role"
                    ),
                ),
            ],
            options={
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
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
                ("approved_on", models.DateField(blank=True, null=True)),
                (
                    "communicated_on",
                    models.DateField(blank=True, help_text="Told to the holder and to those concerned.", null=True),
                ),
                (
                    "acknowledged_on",
                    models.DateField(blank=True, help_text="The holder confirmed that it reached them.", null=True),
                ),
                (
                    "understood_on",
                    models.DateField(
                        blank=True, help_text="Shown by a check or an interview, never a click.", null=True
                    ),
                ),
                ("understood_how", models.CharField(blank=True, max_length=200)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="core.person"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="core.role"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("what", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="core.person"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="core.role",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on"],
            },
        ),
        migrations.CreateModel(
            name="Unit",
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
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="core.unit",
            ),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("quality_manager", "Quality manager"),
                            ("top_management", "Top management"),
                            ("process_owner", "Process owner"),
                            ("member", "Member"),
                            ("internal_auditor", "Internal auditor"),
                            ("external_auditor", "External auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="core.person"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="grant_ends_after_start",
                        violation_error_message="A role cannot end before it began.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="role_named_once",
                violation_error_message="There is a role of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputy", None), models.Q(("deputy", models.F("person")), _negated=True), _connector="OR"
                ),
                name="assignment_deputy_is_another",
                violation_error_message="The deputy is somebody other than the holder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("understood_on", None), models.Q(("understood_how", ""), _negated=True), _connector="OR"
                ),
                name="assignment_understood_is_shown",
                violation_error_message="Say by which check or interview it was shown.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="assignment_ends_after_start",
                violation_error_message="An assignment cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="unit_named_once",
                violation_error_message="There is a unit of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("employed_until", None),
                    ("employed_from", None),
                    ("employed_until__gte", models.F("employed_from")),
                    _connector="OR",
                ),
                name="person_left_after_arrival",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
    ]
