"""Forms about nonconformities, from what was found to whether it worked."""

import datetime
from typing import Any

from django import forms

from heedful.core import clock
from heedful.improvement.models import CauseClass, CauseMethod, CorrectionKind, Severity, Why
from heedful.processes.models import Measure, Process
from heedful.requirements.models import Requirement
from heedful.web.fields import DayField, Filters, KeyField, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm

MANY = 1_000_000_000


class MomentField(forms.DateTimeField):
    """A moment, now where none is given; never one that is still to come."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        options.setdefault("help_text", "Where it was not just now.")
        super().__init__(label=label, widget=widget, required=False, **options)

    def clean(self, value: Any) -> datetime.datetime:
        """Take now for nothing, and for what is still to come."""
        now = clock.now().replace(second=0, microsecond=0)
        given: datetime.datetime | None = super().clean(value)
        if given is not None and given.year < 1900:
            raise forms.ValidationError("Give a day since 1900.")
        return min(given, now) if given else now


def severity_field() -> forms.TypedChoiceField:
    """Ask how bad it is for the customer."""
    return forms.TypedChoiceField(label="How bad is it for the customer?", choices=Severity.choices, coerce=int)


class CaseFilters(Filters):
    """Which cases are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Open"), ("late", "With an overdue action"), ("closed", "Closed"),
                 ("weak", "Closed, weak evidence"), ("all", "All")],
    )  # fmt: skip
    severity = forms.ChoiceField(
        label="Severity", required=False, choices=[("", "Any"), *((str(v), n) for v, n in Severity.choices)]
    )
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")
    code = forms.CharField(label="Code", required=False, max_length=60)


class ChangeForm(VersionForm):
    """What was not met, and what shows it."""

    statement = LineField("What was not met", max_length=300, help_text="Facts, of the system, never of a person.")
    requirement = KeyField("Requirement", Requirement, required=False)
    requirement_words = LineField(
        "Or what was required, in words", max_length=300, required=False, help_text="Where no record says it."
    )
    evidence = WordsField("What shows it", help_text="So that somebody else finds it again.")
    severity = severity_field()
    safety = forms.BooleanField(label="Somebody could be hurt", required=False)
    legal = forms.BooleanField(label="A law or rule was not met", required=False)
    code = LineField("Code", max_length=60, required=False, help_text="The same code for the same kind of problem.")
    process = NamedField(Process.objects.filter(retired_on=None), label="Process", required=False,
                         empty_label="That of the requirement")  # fmt: skip
    owner = PersonField("Who sees it through", required=False)


class OpenForm(ChangeForm):
    """The same, with when it was found and what it came from."""

    found_at = MomentField("Found")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    version = None  # type: ignore[assignment]


class CorrectForm(VersionForm):
    """What is done at once."""

    kind = forms.ChoiceField(label="What is it?", choices=CorrectionKind.choices)
    what = LineField("What is done at once", max_length=300)
    started_at = MomentField("Begun")


class CorrectedForm(VersionForm):
    """It is done, and the consequences."""

    consequences = WordsField(
        "How the consequences were dealt with", rows=2, help_text="What the customer got; what became of the goods."
    )
    done_at = MomentField("Done")


class ExtentForm(VersionForm):
    """Where else was looked."""

    scope = WordsField("Where you looked", rows=2, help_text="Other products, customers, sites, days.")
    result = WordsField("What you found", rows=2)
    found_more = forms.BooleanField(label="There is more of it", required=False)
    on = DayField("Looked on")


class AnalyseForm(VersionForm):
    """How the cause is looked for."""

    method = forms.ChoiceField(label="How do you look for the cause?", choices=CauseMethod.choices)
    on = DayField("Begun on")


class WhyForm(VersionForm):
    """Why, once more."""

    words = LineField("Why?", max_length=300)
    evidence = WordsField("What shows it", rows=2, required=False)
    parent = forms.ModelChoiceField(Why.objects.none(), required=False, widget=forms.HiddenInput)


class ProveForm(VersionForm):
    """What shows that it is so."""

    evidence = WordsField("What shows it", rows=2)


class FoundForm(VersionForm):
    """Which cause was found."""

    cause = WordsField("The cause", rows=2, help_text="What can be taken away, so that it does not come back.")
    cause_class = forms.ChoiceField(label="Of which kind", choices=CauseClass.choices)
    evidence = WordsField("What shows that it is the cause", rows=2)
    on = DayField("Found on")


class CriterionFields(VersionForm):
    """By which figures an action will be judged."""

    criterion = WordsField("What will be seen if it worked", rows=2, help_text="What is counted, and where.")
    higher_is_better = forms.TypedChoiceField(
        label="Which way is better", choices=[("less", "Less of it"), ("more", "More of it")], initial="less",
        coerce=lambda way: way == "more",
    )  # fmt: skip
    baseline_k = forms.IntegerField(label="Counted before", min_value=0, max_value=MANY)
    baseline_n = forms.IntegerField(
        label="Among how many before", min_value=1, max_value=MANY, help_text="Deliveries, answers or days."
    )
    threshold = forms.DecimalField(
        label="After over before, to be reached", min_value=0, max_value=100, max_digits=6, decimal_places=3,
        help_text="0.5 is half of it, 1.5 is half as much again.",
    )  # fmt: skip
    window_days = forms.IntegerField(
        label="Looked at for so many days", min_value=1, max_value=3650, initial=90, help_text="After it is done."
    )


class PlanForm(CriterionFields):
    """What takes the cause away, and by what it will be judged."""

    what = LineField("What takes the cause away", max_length=300)
    owner = PersonField("Who will have done it")
    due_on = DayField("By which day")
    measure = NamedField(Measure.objects.all(), label="Measure", required=False, empty_label="None")
    retrain_only = forms.BooleanField(label="It only tells or trains people", required=False)
    retrain_because = LineField("Why that is enough", max_length=300, required=False)
    field_order = ("version", "what", "owner", "due_on")


class CriterionForm(CriterionFields):
    """Another criterion, and why."""

    reason = WordsField("Why it changes", rows=2)


class JudgeForm(VersionForm):
    """What was counted after."""

    after_k = forms.IntegerField(label="Counted after", min_value=0, max_value=MANY)
    after_n = forms.IntegerField(label="Among how many after", min_value=1, max_value=MANY)
    note = WordsField("What you looked at", rows=2, required=False)
    on = DayField("Looked at on")


class DecisionForm(VersionForm):
    """What was decided, and why."""

    decision = WordsField("What was decided, and why")


class OnForm(VersionForm):
    """On which day."""

    on = DayField("On")


class BecauseForm(OnForm):
    """Why it is enough."""

    because = WordsField("Why that is enough")
    field_order = ("version", "because", "on")


class WeakForm(OnForm):
    """What was seen on the spot, and by whom."""

    because = WordsField("What was seen on the spot")
    checked_by = PersonField("Who looked", help_text="Somebody other than who carried it out.")
    field_order = ("version", "because", "checked_by", "on")


class ReopenForm(OnForm):
    """What came back."""

    reason = WordsField("What came back, and where it can be seen", rows=2)
    field_order = ("version", "reason", "on")
