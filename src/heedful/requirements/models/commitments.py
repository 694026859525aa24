"""What we promise to customers, and that we looked before we promised."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.customers.models import Customer, Product


class CommitmentKind(models.TextChoices):
    """In which form we promised."""

    QUOTE = "quote", "Quotation"
    ORDER = "order", "Order"
    CONTRACT = "contract", "Contract"


class FrameReview(Record):
    """A review of a product or a contract that covers repeat orders until a day."""

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="frame_reviews")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="frame_reviews")
    covers = models.CharField(max_length=300, help_text="Which repeat orders it covers, in words.")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    valid_until = models.DateField()
    result = models.TextField()

    prefix = "FR"

    class Meta:
        ordering = ["-reviewed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("reviewed_on")),
                name="frame_review_valid_after_review",
                violation_error_message="A review cannot end before it was made.",
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(product__isnull=False),
                name="frame_review_names_what_it_covers",
                violation_error_message="Name the customer or the product whose repeat orders it covers.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what it covers."""
        return self.covers


class Commitment(Record):
    """We committed ourselves to a customer: by a quotation, an order or a contract."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="commitments")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="commitments")
    kind = models.CharField(max_length=10, choices=CommitmentKind.choices)
    what = models.CharField(max_length=300)
    committed_at = models.DateTimeField()
    work_began_on = models.DateField(null=True, blank=True)
    has_document = models.BooleanField(default=True, help_text="The customer gave it in writing.")
    frame = models.ForeignKey(FrameReview, models.PROTECT, null=True, blank=True, related_name="commitments")
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    prefix = "CM"

    class Meta:
        ordering = ["-committed_at", "id"]

    @property
    def title(self) -> str:
        """Say what was promised."""
        return self.what


class ReviewResult(models.TextChoices):
    """What a review came to."""

    CAN_MEET = "can_meet", "We can meet it"
    WITH_CHANGES = "with_changes", "We can meet it with the changes agreed"
    CANNOT = "cannot", "We cannot meet it"


class RequirementReview(Row):
    """Somebody looked whether we can meet what is asked, before we promised it, or the miss shows."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()
    checked = models.TextField(help_text="What was looked at.")
    differences = models.TextField(blank=True, help_text="What differed from the offer.")
    settled = models.TextField(blank=True, help_text="How each difference was settled.")
    result = models.CharField(max_length=14, choices=ReviewResult.choices)

    class Meta:
        ordering = ["completed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(differences="") | Q(result="cannot") | ~Q(settled=""),
                name="requirement_review_settles_differences",
                violation_error_message="Say how each difference was settled.",
            ),
        ]


class OrderConfirmation(Row):
    """An order by word of mouth was confirmed to the customer."""

    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="confirmation")
    sent_at = models.DateTimeField()
    how = models.CharField(max_length=120)
