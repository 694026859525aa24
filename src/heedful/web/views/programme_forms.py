"""What is asked about the plan of the feedback process."""

from typing import Any

from django import forms

from heedful.customers.models import Segment
from heedful.web.fields import DayField, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm


class ProgrammeForm(VersionForm):
    """What the plan is for, and which decisions it serves."""

    name = LineField("Name", max_length=160)
    purpose = WordsField("What is it for?", required=False, rows=2)
    decisions_served = WordsField(
        "Which decisions does it serve?", required=False, rows=2, help_text="What would be decided worse without it."
    )
    owner = PersonField("Who answers for it", required=False)


class DraftForm(ProgrammeForm):
    """A new plan."""

    version = None  # type: ignore[assignment]


class MethodForm(VersionForm):
    """One method for one segment."""

    segment = forms.ModelChoiceField(Segment.objects.filter(retired_on=None), label="For which customers")
    name = LineField("Method", max_length=160, help_text="Such as a survey after delivery, or returns by month.")
    direct = forms.TypedChoiceField(
        label="How does it hear them?",
        choices=[("yes", "Direct: it asks customers"), ("no", "Indirect: it reads signs, such as returns")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    every_months = forms.IntegerField(
        label="At least every so many months", min_value=1, max_value=60, initial=12, help_text="12 is once a year."
    )
    owner = PersonField("Who answers for it", required=False)
    sampling = WordsField("Who is asked, and how they are chosen", required=False, rows=2)
    precision = forms.DecimalField(
        label="Precision wanted, in points", required=False, max_digits=5, decimal_places=2, min_value=0,
        help_text="5 means give or take five.",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["segment"].label_from_instance = lambda segment: segment.name  # type: ignore[attr-defined]


class ApproveForm(VersionForm):
    """By when somebody looks whether it still fits."""

    review_by = DayField("Review it by", required=False, help_text="Empty: in a year.")


class ReviewForm(VersionForm):
    """What the review came to."""

    conclusion = WordsField("Does the plan still fit?")
    review_by = DayField("Next review by", required=False, help_text="Empty: in a year.")


class UseForm(VersionForm):
    """When the method was used."""

    on = DayField("Used on")
