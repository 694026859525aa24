"""Forms about opportunities."""

from django import forms

from heedful.processes.models import Process
from heedful.web.fields import DayField, Filters, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm


class OpportunityFilters(Filters):
    """Which opportunities are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "All"), ("open", "To be decided"), ("pursued", "Pursued"), ("completed", "Completed"),
                 ("evaluate", "To be evaluated"), ("declined", "Not pursued")],
    )  # fmt: skip
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")


class ChangeForm(VersionForm):
    """What could be won."""

    what = LineField("What could be won", max_length=300)
    benefit = WordsField("What it would bring", required=False, rows=2, help_text="For customers first.")
    cost = WordsField("What it would cost", required=False, rows=2)
    from_customer = forms.BooleanField(label="A customer gave us the idea", required=False)
    process = NamedField(Process.objects.filter(retired_on=None), label="Process", required=False,
                         empty_label="No process")  # fmt: skip
    owner = PersonField("Who sees to it", required=False)


class AddForm(ChangeForm):
    """The same, with the day it was seen and what it came from."""

    on = DayField("Seen on")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    version = None  # type: ignore[assignment]


class PursueForm(VersionForm):
    """It is taken up, and why."""

    because = WordsField("Why it is taken up", rows=2)
    owner = PersonField("Who takes it up")
    on = DayField("Decided on")


class DeclineForm(VersionForm):
    """It is not taken up, and why."""

    because = WordsField("Why it is not taken up", rows=2)
    on = DayField("Decided on")


class CompleteForm(VersionForm):
    """It is done."""

    on = DayField("Completed on")


class EvaluateForm(VersionForm):
    """What came of it."""

    effect = WordsField("What came of it", help_text="With a figure, if there is one.")
    on = DayField("Evaluated on")
