"""Forms about actions, risks and improvements."""

from django import forms

from heedful.improvement.models import Effect
from heedful.processes.models import Process
from heedful.web.fields import DayField, Filters, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm

LIKELY = [(1, "1 hardly ever"), (2, "2 rarely"), (3, "3 now and then"), (4, "4 often"), (5, "5 nearly always")]
SEVERE = [
    (1, "1 hardly noticed"),
    (2, "2 annoying"),
    (3, "3 customers complain"),
    (4, "4 customers leave"),
    (5, "5 somebody is hurt or a law is broken"),
]


def scale(label: str, words: list[tuple[int, str]], *, required: bool = True) -> forms.TypedChoiceField:
    """Ask for a step of a scale of five, each with its words."""
    choices = words if required else [("", "As it was"), *words]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, required=required, empty_value=None)


def process_field() -> NamedField:
    """Ask for the process it belongs to."""
    return NamedField(
        Process.objects.filter(retired_on=None), label="Process", required=False, empty_label="No process"
    )


class ActionFilters(Filters):
    """Which actions are listed, beside the tab."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class OpenForm(forms.Form):
    """What somebody will have done, and by when."""

    what = LineField("What is to be done", max_length=300)
    owner = PersonField("Who will have done it")
    due_on = DayField("By which day")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class DoneForm(VersionForm):
    """It is done, and what shows it."""

    evidence = WordsField("What shows that it is done", help_text="What you did, and where it can be seen.")
    on = DayField("Done on")


class ExtendForm(VersionForm):
    """More time, and why."""

    due_on = DayField("New day")
    reason = LineField("Why it needs more time", max_length=300)


class OwnerForm(VersionForm):
    """Somebody else will do it."""

    owner = PersonField("Who will have done it")
    reason = LineField("Why", max_length=300, required=False)


class DropForm(VersionForm):
    """It will not be done, and why."""

    reason = WordsField("Why it is dropped", rows=2)


class EscalateForm(VersionForm):
    """It lies too long; somebody above decides."""

    to = PersonField("To whom")
    reason = WordsField("What stands in the way, and what you ask for", rows=2)


class EscalationAnswerForm(VersionForm):
    """What is decided, so that it goes on."""

    answer = WordsField("What you decide", rows=2)


class OnForm(VersionForm):
    """On which day."""

    on = DayField("On")


class RiskFilters(Filters):
    """Which risks are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Open"), ("high", "High"), ("stale", "Not reviewed in six months"), ("closed", "Closed")],
    )  # fmt: skip
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")
    likelihood = forms.IntegerField(required=False, min_value=1, max_value=5, widget=forms.HiddenInput)
    severity = forms.IntegerField(required=False, min_value=1, max_value=5, widget=forms.HiddenInput)


class RiskChangeForm(VersionForm):
    """What may come out differently."""

    what = LineField("What may happen", max_length=300)
    effect = forms.ChoiceField(label="What it bears on", choices=Effect.choices)
    process = process_field()
    owner = PersonField("Who answers for it", required=False)


class RiskForm(RiskChangeForm):
    """The same, with the first rating."""

    likelihood = scale("How likely", LIKELY)
    severity = scale("How severe", SEVERE)
    treatment = WordsField("What is done about it", required=False, rows=2)
    on = DayField("Noticed on")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class RateForm(VersionForm):
    """A new rating, and why."""

    likelihood = scale("How likely", LIKELY)
    severity = scale("How severe", SEVERE)
    reason = LineField("Why it is rated anew", max_length=300)


class TreatForm(VersionForm):
    """What is done about it."""

    treatment = WordsField("What is done about it, or why it is borne")


class RiskReviewForm(VersionForm):
    """A risk was looked at again."""

    conclusion = LineField("What you conclude", max_length=300)
    likelihood = scale("How likely", LIKELY, required=False)
    severity = scale("How severe", SEVERE, required=False)
    on = DayField("Reviewed on")


class CloseForm(VersionForm):
    """It can no longer happen, and why."""

    reason = LineField("Why it can no longer happen", max_length=300)
    on = DayField("From which day on")


class ImprovementFilters(Filters):
    """Which improvements are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "All"), ("running", "Running"), ("evaluated", "Evaluated"), ("late", "Begun over a year ago")],
    )  # fmt: skip
    process = NamedField(Process.objects.all(), label="Process", required=False, empty_label="All")


class ImprovementForm(VersionForm):
    """What is to be better."""

    what = LineField("What is improved", max_length=300)
    why = WordsField("Why", required=False, rows=2)
    process = process_field()
    sponsor = PersonField("Who stands behind it", required=False)
    owner = PersonField("Who does it", required=False)
    baseline = LineField("What was before", max_length=200, required=False, help_text="A figure, if there is one.")


class StartForm(ImprovementForm):
    """The same, with its first day."""

    on = DayField("Begun on")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class EvaluateForm(VersionForm):
    """What came of it."""

    result = WordsField("What came of it")
    after = LineField("What is now", max_length=200, required=False, help_text="The same figure as before.")
    on = DayField("Evaluated on")
