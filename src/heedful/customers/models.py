"""Who our customers are, what reaches them, and when we met them."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row, Unit


class Segment(Record):
    """Customers who need the same: the group by which we plan to hear them."""

    name = models.CharField(max_length=120)
    needs = models.TextField(blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    prefix = "SEG"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="segment_named_once",
                violation_error_message="There is a segment of this name already.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Find it by its needs, too."""
        return self.needs


class Product(Record):
    """A product or a service that we deliver."""

    name = models.CharField(max_length=160)
    service = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)
    prefix = "PRD"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="product_named_once",
                violation_error_message="There is a product or service of this name already.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Customer(Record):
    """Anyone our product or service is meant for, from the first delivery until they leave."""

    name = models.CharField(max_length=200)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="customers")
    language = models.CharField(max_length=10, default="en")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, help_text="Revenue a year.")
    since = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.TextField(blank=True)
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    personal = ("name",)
    prefix = "CU"

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(since=None) | Q(left_on__gte=F("since")),
                name="customer_left_after_arrival",
                violation_error_message="A customer cannot leave before they came.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call them by their name."""
        return self.name


class ContactRole(models.TextChoices):
    """What a contact has to do with us."""

    BUYER = "buyer", "Buyer"
    USER = "user", "User"
    GO_BETWEEN = "go_between", "Go-between"


class Contact(Record):
    """A person at a customer; they hold survey and status links, never an account."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=ContactRole.choices, default=ContactRole.BUYER)
    language = models.CharField(max_length=10, default="en")
    consents = models.BooleanField(default=True, help_text="May be asked and called back.")
    left_on = models.DateField(null=True, blank=True)
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    personal = ("name", "email", "phone")
    prefix = "CT"

    class Meta:
        ordering = ["name", "id"]

    @property
    def title(self) -> str:
        """Call them by their name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Find them by their address, too."""
        return self.email


class Delivery(Row):
    """How much of a product reached a customer in a period: the denominator of every rate."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="deliveries")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="deliveries")
    first_on = models.DateField()
    last_on = models.DateField()
    quantity = models.PositiveIntegerField()
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-last_on", "id"]
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["last_on", "unit"], name="delivery_last_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="delivery_ends_after_start",
                violation_error_message="A period cannot end before it began.",
            ),
        ]


class InteractionKind(models.TextChoices):
    """How we met."""

    VISIT = "visit", "Visit"
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"


class Interaction(Record):
    """We met a customer: who was there, and what was heard."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="interactions")
    kind = models.CharField(max_length=20, choices=InteractionKind.choices)
    held_on = models.DateField()
    heard = models.TextField(blank=True)

    personal = ("heard",)
    prefix = "INT"

    class Meta:
        ordering = ["-held_on", "id"]

    @property
    def title(self) -> str:
        """Say how and when we met."""
        return f"{self.get_kind_display()} on {self.held_on:%-d %b %Y}"


class InteractionPerson(Row):
    """One of ours was there; for top management this is evidence of leadership."""

    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interactions")


class ExitContact(Row):
    """We went back to a customer who had left, to learn why."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="exit_contacts")
    tried_on = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reached = models.BooleanField(default=False)
    learned = models.TextField(blank=True)

    personal = ("learned",)

    class Meta:
        ordering = ["tried_on", "id"]
