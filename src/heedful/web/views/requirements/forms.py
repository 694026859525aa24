"""Forms about requirements, the law, checks, sources and markets."""

import datetime
from typing import Any

from django import forms

from heedful.core.organisation import today
from heedful.customers.models import Customer, Product, Segment
from heedful.processes.models import Process
from heedful.requirements.models import Market, Requirement, RequirementState, SourceType
from heedful.web.fields import DayField, Filters, KeyField, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm

YES_NO = [("True", "Yes, it is fulfilled"), ("False", "No, it is not fulfilled")]


class PastDayField(DayField):
    """A day on which something has happened."""

    def validate(self, value: Any) -> None:
        """Refuse a day that lies ahead."""
        super().validate(value)
        if isinstance(value, datetime.date) and value > today():
            raise forms.ValidationError("This day lies ahead. Enter it when it has happened.")


class RequirementFilters(Filters):
    """Which requirements are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Holding or coming"), ("all", "All"), *RequirementState.choices]
    )  # fmt: skip
    source = forms.ChoiceField(label="Source", required=False, choices=[("", "All"), *SourceType.choices])
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")
    product = NamedField(Product.objects.all(), label="Product or service", required=False, empty_label="All")
    customer = KeyField("Customer", Customer, required=False, help_text="")
    lacking = forms.BooleanField(label="Something is missing", required=False)


class RequirementForm(VersionForm):
    """What is expected of us, by whom, and how we know that it is met."""

    statement = WordsField("What is required", max_length=4000)
    source_type = forms.ChoiceField(label="Where it comes from", choices=SourceType.choices)
    source_document = LineField(
        "Document", max_length=200, required=False, help_text="Contract, drawing, letter; with its page."
    )
    customer = KeyField("Customer", Customer, required=False)
    segment = NamedField(
        Segment.objects.filter(retired_on=None), label="Segment", required=False, empty_label="Not one alone"
    )
    product = NamedField(
        Product.objects.filter(retired_on=None),
        label="Product or service",
        required=False,
        empty_label="Not one alone",
    )
    market = NamedField(
        Market.objects.filter(retired_on=None), label="Market", required=False, empty_label="Not one alone"
    )
    criterion = WordsField("When it counts as met", required=False, rows=2)
    critical = forms.BooleanField(label="Harm follows if it is not met", required=False)
    safety = forms.BooleanField(label="It is about safety", required=False)
    process = NamedField(
        Process.objects.filter(retired_on=None), label="Process that meets it", required=False, empty_label="None yet"
    )
    verification = LineField(
        "How we know that it is met", max_length=200, required=False, help_text="What is checked, and how often."
    )
    owner = PersonField("Who answers for it", required=False)
    next_review_on = DayField("Look at it again on", required=False)


class RequirementChangeForm(RequirementForm):
    """The same, with a reason."""

    reason = LineField("Why it changes", max_length=300)


class LawForm(VersionForm):
    """The law behind a requirement, and why it applies to us."""

    instrument = LineField("Law or rule", max_length=200, required=False, help_text="Its name and number.")
    article = LineField("Article", max_length=80, required=False)
    market = NamedField(
        Market.objects.filter(retired_on=None), label="Market", required=False, empty_label="Not said yet"
    )
    jurisdiction = LineField("Jurisdiction", max_length=120, required=False, help_text="Where it is law.")
    applies_because = WordsField("Why it applies to us", required=False, rows=2)
    every_months = forms.IntegerField(
        label="Compliance is evaluated every so many months", min_value=1, max_value=120, initial=12
    )
    reason = LineField("Why it changes", max_length=300)


class ForceForm(VersionForm):
    """It holds from a day on."""

    on = DayField("From which day on", required=False)


class EndForm(VersionForm):
    """It no longer holds, from when and why."""

    on = DayField("From which day on", required=False)
    reason = LineField("Why", max_length=300)


class ReplaceForm(VersionForm):
    """Another one takes its place."""

    successor = KeyField("Which one takes its place", Requirement)
    on = DayField("From which day on", required=False)
    reason = LineField("Why", max_length=300, required=False)


class CheckForm(forms.Form):
    """How many of those looked at met it, and what shows it."""

    on = PastDayField("Checked on")
    n = forms.IntegerField(label="How many were looked at", min_value=0, max_value=2_000_000_000)
    k = forms.IntegerField(label="How many of them passed", min_value=0, max_value=2_000_000_000)
    evidence = WordsField("What shows it", rows=2, help_text="Where somebody else finds it again: a log, a report.")


class EvaluateForm(VersionForm):
    """Whether a law is fulfilled, and what was looked at."""

    on = PastDayField("Evaluated on")
    fulfilled = forms.TypedChoiceField(
        label="Is it fulfilled?", choices=YES_NO, widget=forms.RadioSelect, coerce=lambda value: value == "True"
    )
    evidence = WordsField("What was looked at", help_text="Where somebody else finds it again.")


class ReasonForm(VersionForm):
    """Something is taken away, and why."""

    reason = LineField("Why", max_length=300)


class NoneForm(forms.Form):
    """A product has no requirement of a source, and why."""

    product = NamedField(Product.objects.filter(retired_on=None), label="Product or service", empty_label="Choose one")
    source_type = forms.ChoiceField(label="Source", choices=SourceType.choices)
    market = NamedField(
        Market.objects.filter(retired_on=None), label="Market, for the law", required=False, empty_label="Every market"
    )
    reason = WordsField("Why none applies", rows=2, help_text="So that somebody else can follow it.")


class MarketForm(VersionForm):
    """A country or region in which we sell."""

    name = LineField("Name", max_length=120, help_text="A country or region with laws of its own.")
    owner = PersonField("Who watches its laws", required=False)


class OnForm(VersionForm):
    """The day from which on something holds."""

    on = DayField("From which day on")


class OfferForm(forms.Form):
    """A product that is sold in a market."""

    product = NamedField(Product.objects.filter(retired_on=None), label="Product or service", empty_label="Choose one")
    since = DayField("Sold there since")
