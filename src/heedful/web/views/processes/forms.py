"""Forms about processes, measures and messages to customers."""

from typing import Any

from django import forms

from heedful.customers.models import Segment
from heedful.processes.models import Direction
from heedful.web.fields import DayField, Filters, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm


class ProcessFilters(Filters):
    """Which processes are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "In use"), ("mine", "Mine"), ("off", "Off target or not measured"), ("retired", "Retired")],
    )


class ProcessForm(VersionForm):
    """What a process is for, and who answers for it."""

    name = LineField("Name", max_length=160, help_text="What is done, such as Deliver chilled goods.")
    purpose = WordsField("What it is for", required=False, rows=2)
    owner = PersonField("Owner", required=False)
    deputy = PersonField("Deputy", required=False)
    inputs = WordsField("What comes in, and from whom", required=False, rows=2)
    criteria = WordsField("By which criteria it runs", required=False, rows=2)
    resources = WordsField("What it needs", required=False, rows=2)
    customer_facing = forms.BooleanField(
        label="Customers notice how well it runs", required=False, help_text="Questions about such processes ask more."
    )


class ProcessChangeForm(ProcessForm):
    """The same, with a reason for the history."""

    reason = LineField("Why it changes", max_length=300, required=False)


class ApproveForm(VersionForm):
    """A process is approved as it is described now."""

    on = DayField("Approved on")


class RetireForm(VersionForm):
    """Something is no longer used, and why."""

    on = DayField("From which day on")
    reason = LineField("Why", max_length=300)


class OutputForm(forms.Form):
    """What a process brings forth, and for whom."""

    name = LineField("What it brings forth", max_length=200)
    used_by = LineField(
        "Who uses it", max_length=200, required=False, help_text="A person, a process or a customer segment."
    )


class ReviewForm(forms.Form):
    """The owner looked at the measures."""

    on = DayField("Reviewed on")
    conclusion = WordsField("What follows from the measures")


class MeasureForm(VersionForm):
    """What is measured, in which unit and how often."""

    name = LineField("What is measured", max_length=160)
    unit = LineField(
        "Unit",
        max_length=40,
        required=False,
        help_text="Such as %, days, or per 1,000 deliveries. Where you enter how many of how many, it is worked out.",
    )
    direction = forms.ChoiceField(label="What is better", choices=Direction.choices)
    every_months = forms.IntegerField(
        label="Measured every so many months", min_value=1, max_value=120, initial=1, help_text="1 is every month."
    )
    owner = PersonField("Who enters it", required=False)


class NewMeasureForm(MeasureForm):
    """The same, with its first target and its first day."""

    target = forms.DecimalField(label="Target, in its unit", required=False, max_digits=14, decimal_places=4)
    since = DayField("Measured since")

    field_order = ("name", "unit", "direction", "target", "every_months", "since", "owner")


class MeasureChangeForm(MeasureForm):
    """The same, with a reason."""

    reason = LineField("Why it changes", max_length=300, required=False)


class TargetForm(VersionForm):
    """Another target, and why."""

    target = forms.DecimalField(label="Target, in its unit", required=False, max_digits=14, decimal_places=4)
    reason = LineField("Why it changes", max_length=300)


class ValueForm(VersionForm):
    """One value, or how many of how many."""

    value = forms.DecimalField(
        label="Value, in its unit", required=False, max_digits=18, decimal_places=6,
        help_text="Or leave it empty and give how many of how many.",
    )  # fmt: skip
    k = forms.IntegerField(label="How many", required=False, min_value=0)
    n = forms.IntegerField(label="Of how many", required=False, min_value=1)


class EnterForm(ValueForm):
    """A value for a period."""

    first_on = DayField("From")
    last_on = DayField("To")
    source = LineField("Where it comes from", max_length=200, required=False, help_text="A report, a file, a count.")

    field_order = ("first_on", "last_on", "value", "k", "n", "source")


class CorrectForm(ValueForm):
    """The right value, and what was wrong."""

    reason = LineField("What was wrong", max_length=300)


class TellForm(forms.Form):
    """What customers were told, and who of them."""

    what = LineField("What they were told", max_length=300, help_text="What they said, and what we changed.")
    on = DayField("Told on")
    segments = forms.ModelMultipleChoiceField(
        Segment.objects.filter(retired_on=None), label="Which segments", widget=forms.CheckboxSelectMultiple
    )
    about_feedback = forms.BooleanField(
        label="It says what changed because customers spoke", required=False, initial=True
    )
    reached = forms.IntegerField(label="How many were reached", required=False, min_value=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["segments"].label_from_instance = lambda segment: segment.name  # type: ignore[attr-defined]
