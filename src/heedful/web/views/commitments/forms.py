"""Forms about what we promise to customers and who looked at it first."""

import datetime
from typing import Any

from django import forms

from heedful.core import clock
from heedful.customers.models import Customer, Product
from heedful.requirements.models import CommitmentKind, FrameReview, ReviewResult
from heedful.web.customer_field import CustomerField
from heedful.web.fields import DayField, Filters, KeyField, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm

SHOW = [("", "The last twelve months"), ("missed", "Nobody looked first"), ("ahead", "Still ahead"),
        ("unconfirmed", "By word of mouth, not confirmed"), ("all", "All")]  # fmt: skip
MOMENT = {"type": "datetime-local"}


class MomentField(forms.DateTimeField):
    """A day and a time in the organisation's zone."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=MOMENT)
        super().__init__(label=label, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Refuse centuries that nobody means."""
        found = super().clean(value)
        if isinstance(found, datetime.datetime) and not 1900 <= found.year < 2200:
            raise forms.ValidationError("Give a day since 1900 and before 2200.")
        return found


class CommitmentFilters(Filters):
    """Which commitments are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOW)
    kind = forms.ChoiceField(label="Form", required=False, choices=[("", "All"), *CommitmentKind.choices])
    customer = KeyField("Customer", Customer, required=False, help_text="")
    product = NamedField(Product.objects.all(), label="Product or service", required=False, empty_label="All")


class ReviewPart(forms.Form):
    """What was looked at, and what it came to."""

    checked = WordsField(
        "What was looked at", rows=2, help_text="Quantity, time, price, delivery, the law, the unsaid."
    )
    differences = WordsField("What differs from the offer", rows=2, required=False)
    settled = WordsField("How each difference was settled", rows=2, required=False)
    result = forms.ChoiceField(label="What it came to", choices=[("", "Choose"), *ReviewResult.choices])


class PromiseForm(VersionForm):
    """What is promised, in which form."""

    what = LineField("What is promised", max_length=300)
    kind = forms.ChoiceField(label="Form", choices=CommitmentKind.choices)
    product = NamedField(
        Product.objects.filter(retired_on=None), label="Product or service", required=False, empty_label="Not one alone"
    )
    has_document = forms.BooleanField(label="The customer gave it in writing", required=False, initial=True)
    frame = KeyField("Frame review that covers it", FrameReview, required=False)
    owner = PersonField("Who answers for it", required=False)


class NewCommitmentForm(PromiseForm):
    """A promise, with the review that came first where there was one."""

    customer = CustomerField()
    committed_at = MomentField(
        "Promised", required=False, help_text="Empty is now. Where it still lies ahead, somebody can look first."
    )
    checked = WordsField(
        "What was looked at first", rows=2, required=False, help_text="Leave it empty where nobody looked yet."
    )
    differences = WordsField("What differs from the offer", rows=2, required=False)
    settled = WordsField("How each difference was settled", rows=2, required=False)
    result = forms.ChoiceField(
        label="What it came to", required=False, choices=[("", "Nobody looked yet"), *ReviewResult.choices]
    )
    field_order = ("customer", "what", "kind", "product", "committed_at", "has_document", "frame", "owner",
                   "checked", "differences", "settled", "result")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Put the review together; where none was written there is none."""
        taken = dict(self.cleaned_data)
        review = {name: taken.pop(name, "") for name in ("checked", "differences", "settled", "result")}
        now = clock.now()
        taken.pop("version", None)
        taken["committed_at"] = taken.get("committed_at") or now
        taken["review"] = review | {"completed_at": now} if any(review.values()) else None
        return taken


class CommitmentChangeForm(PromiseForm):
    """The same, with a reason."""

    reason = LineField("Why it changes", max_length=300)


class ReviewForm(ReviewPart):
    """Somebody looks whether we can meet what is asked."""


class WorkForm(VersionForm):
    """When work began."""

    on = DayField("Work began on")


class ConfirmForm(VersionForm):
    """How an order by word of mouth was confirmed."""

    how = LineField("How it was sent", max_length=120, help_text="By e-mail, by post, by hand.")


class FrameForm(forms.Form):
    """One review for all repeat orders until a day."""

    covers = LineField("Which repeat orders it covers", max_length=300)
    customer = CustomerField(required=False)
    product = NamedField(
        Product.objects.filter(retired_on=None), label="Product or service", required=False, empty_label="Any"
    )
    reviewed_on = DayField("Reviewed on")
    valid_until = DayField("Covers orders until")
    result = WordsField("What it came to", rows=2)


class EndFrameForm(VersionForm):
    """It covers nothing after a day."""

    on = DayField("Last day that it covers")
    reason = LineField("Why", max_length=300)
