"""Begin the registers of customers: who they are, what reached them, when we met them.

Why      Everything heard hangs on a customer, every rate on what was delivered.
Rows     None yet: the tables are new.
Undo     Drops the tables; customers, contacts, deliveries and interactions are lost.
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
            name="Customer",
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
                ("language", models.CharField(default="en", max_length=10)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="Revenue a year.", max_digits=14, null=True
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_because", models.TextField(blank=True)),
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
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "role",
                    models.CharField(
                        choices=[("buyer", "Buyer"), ("user", "User"), ("go_between", "Go-between")],
                        default="buyer",
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=10)),
                ("consents", models.BooleanField(default=True, help_text="May be asked and called back.")),
                ("left_on", models.DateField(blank=True, null=True)),
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="ExitContact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("tried_on", models.DateField()),
                ("reached", models.BooleanField(default=False)),
                ("learned", models.TextField(blank=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exit_contacts",
                        to="customers.customer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.person"),
                ),
            ],
            options={
                "ordering": ["tried_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Interaction",
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
                        choices=[("visit", "Visit"), ("call", "Call"), ("meeting", "Meeting")], max_length=20
                    ),
                ),
                ("held_on", models.DateField()),
                ("heard", models.TextField(blank=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interactions",
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
            ],
            options={
                "ordering": ["-held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="InteractionPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=heedful.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="customers.interaction"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interactions", to="core.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
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
                ("service", models.BooleanField(default=False)),
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
            name="Delivery",
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
                ("quantity", models.PositiveIntegerField()),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="customers.customer"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="core.unit",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="customers.product",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-last_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Segment",
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
                ("needs", models.TextField(blank=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
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
        migrations.AddField(
            model_name="customer",
            name="segment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="customers",
                to="customers.segment",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="product_named_once",
                violation_error_message="There is a product or service of this name already.",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["last_on", "unit"], name="delivery_last_unit"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))),
                name="delivery_ends_after_start",
                violation_error_message="A period cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="segment_named_once",
                violation_error_message="There is a segment of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on", None), ("since", None), ("left_on__gte", models.F("since")), _connector="OR"
                ),
                name="customer_left_after_arrival",
                violation_error_message="A customer cannot leave before they came.",
            ),
        ),
    ]
