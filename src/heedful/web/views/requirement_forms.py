"""Forms about requirements."""

from django import forms

from heedful.customers.models import Customer, Product, Segment
from heedful.processes.models import Process
from heedful.requirements.models import RequirementState, SourceType
from heedful.web.fields import Filters, KeyField, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm


class RequirementFilters(Filters):
    """Which requirements are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Holding or coming"), ("all", "All"), *RequirementState.choices]
    )  # fmt: skip
    source = forms.ChoiceField(label="Source", required=False, choices=[("", "All"), *SourceType.choices])
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")


class RequirementForm(VersionForm):
    """What is expected of us, by whom, and how we know that it is met."""

    statement = WordsField("What is required", max_length=4000)
    source_type = forms.ChoiceField(label="Where it comes from", choices=SourceType.choices)
    source_document = LineField(
        "Document", max_length=200, required=False, help_text="Contract, law and article, page."
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
    criterion = WordsField("When it counts as met", required=False, rows=2)
    critical = forms.BooleanField(label="Harm follows if it is not met", required=False)
    process = NamedField(
        Process.objects.filter(retired_on=None), label="Process that meets it", required=False, empty_label="None yet"
    )
    verification = LineField("How we know that it is met", max_length=200, required=False)
    owner = PersonField("Who answers for it", required=False)


class RequirementChangeForm(RequirementForm):
    """The same, with a reason."""

    reason = LineField("Why it changes", max_length=300)


class WithdrawForm(VersionForm):
    """It no longer holds, and why."""

    reason = LineField("Why it no longer holds", max_length=300)
