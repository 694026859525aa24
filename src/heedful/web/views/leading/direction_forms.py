"""Forms about strategy, policies and objectives."""

from typing import Any

from django import forms

from heedful.core.models import Person
from heedful.leadership.models import ObjectiveKind, PolicyCommitment, PolicyKind, StrategyItem
from heedful.processes.models import Direction, Measure, Process
from heedful.web.fields import DayField, Filters, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm


class OnForm(VersionForm):
    """On which day."""

    on = DayField("On")


class ReasonOnForm(OnForm):
    """On which day, and why."""

    reason = WordsField("Why", rows=2)


class StrategyForm(VersionForm):
    """What the organisation wants to become or hold."""

    what = LineField("What we want", max_length=300)
    why = WordsField("Why", required=False)
    about_customers = forms.BooleanField(label="It is about customers", required=False)
    owner = PersonField("Who answers for it", required=False)


class NewStrategyForm(StrategyForm):
    """The same, from a day on."""

    since = DayField("Since")


class PolicyForm(VersionForm):
    """A policy by name."""

    name = LineField("Name", max_length=160)
    kind = forms.ChoiceField(label="Which policy", choices=PolicyKind.choices)
    owner = PersonField("Who answers for it", required=False)


class WordingForm(VersionForm):
    """The wording of a version."""

    words = WordsField("Wording", rows=10)


class DraftForm(WordingForm):
    """A new wording, with its commitments one on a line."""

    commitments = WordsField(
        "Commitments, one sentence on a line", rows=5, required=False,
        help_text="Left empty, those of the version before come along with what stands behind them.",
    )  # fmt: skip

    def clean_commitments(self) -> list[str]:
        """Take each line as a sentence."""
        lines = [line.strip() for line in self.cleaned_data["commitments"].splitlines() if line.strip()]
        if any(len(line) > 400 for line in lines):
            raise forms.ValidationError("A sentence has up to 400 characters.")
        return list(dict.fromkeys(lines))


class ReviewForm(OnForm):
    """The wording was looked at again."""

    conclusion = WordsField("What you conclude", rows=2)


class SheetForm(OnForm):
    """Many signed a sheet."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Who signed", required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, people: Any) -> "SheetForm":
        """Offer those who have not confirmed yet, by name."""
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["people"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]
        return self


class CheckForm(OnForm):
    """What somebody showed in a check or an interview."""

    person = PersonField("Who was asked")
    interview = forms.BooleanField(label="It was an interview", required=False)
    asked = forms.IntegerField(label="Questions asked", min_value=1, max_value=200, initial=5)
    right = forms.IntegerField(label="Answered right", min_value=0, max_value=200)
    pass_mark = forms.IntegerField(label="Pass mark, per cent", min_value=1, max_value=100, initial=80)
    note = WordsField("What was said", rows=2, required=False)


class CommitmentForm(VersionForm):
    """A sentence of a draft."""

    words = LineField("The sentence", max_length=400)


class BackingForm(VersionForm):
    """What stands behind a commitment."""

    process = NamedField(
        Process.objects.filter(retired_on=None), label="The process that keeps it", required=False, empty_label="None"
    )
    measure = NamedField(
        Measure.objects.filter(retired_on=None), label="The measure that shows it", required=False, empty_label="None"
    )
    means_here = WordsField("What it means in everyday work", rows=2, required=False)


class WhatField(forms.ModelChoiceField[Any]):
    """A choice among records called by what they say."""

    def label_from_instance(self, obj: Any) -> str:
        """Call it by its words."""
        return str(getattr(obj, "what", "") or obj.words)


class ObjectiveForm(VersionForm):
    """What is to be reached, how it is seen, and how it will be."""

    what = LineField("What is to be reached", max_length=300)
    kind = forms.ChoiceField(label="What it is about", choices=ObjectiveKind.choices)
    owner = PersonField("Who answers for it", required=False)
    strategy = WhatField(StrategyItem.objects.filter(until=None), label="Strategy it serves", required=False,
                         empty_label="None yet")  # fmt: skip
    commitment = WhatField(
        PolicyCommitment.objects.filter(policy_version__replaced_on=None), label="Commitment it serves",
        required=False, empty_label="None yet",
    )  # fmt: skip
    process = NamedField(
        Process.objects.filter(retired_on=None), label="Function or process", required=False, empty_label="None"
    )
    measure = NamedField(
        Measure.objects.filter(retired_on=None), label="Measure", required=False, empty_label="None yet"
    )
    direction = forms.ChoiceField(label="Which way is better", choices=Direction.choices)
    baseline = forms.DecimalField(label="Where it stood", required=False, max_digits=14, decimal_places=4)
    target = forms.DecimalField(label="What is to be reached, in the unit of the measure", required=False,
                                max_digits=14, decimal_places=4)  # fmt: skip
    due_on = DayField("By which day", required=False)
    will_do = WordsField("What will be done", rows=2, required=False)
    resources = WordsField("With what", rows=2, required=False)
    responsible = WordsField("Who does it", rows=2, required=False)
    by_when = WordsField("By when the steps are done", rows=2, required=False)
    evaluated_how = WordsField("How it will be evaluated", rows=2, required=False)


class NewObjectiveForm(ObjectiveForm):
    """The same, from a day on."""

    since = DayField("Since")


class ObjectiveChangeForm(ObjectiveForm):
    """The same, with the reason that an approved one asks for."""

    reason = LineField("Why it changes", max_length=300, required=False,
                       help_text="Needed where an approved one changes measure, baseline, target or day.")  # fmt: skip


class EndForm(OnForm):
    """Reached, or not and why."""

    reached = forms.TypedChoiceField(
        label="Was it reached?", choices=[("yes", "Reached"), ("no", "Not reached")],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    because = WordsField("If not: why, and what follows", rows=2, required=False)


class ObjectiveFilters(Filters):
    """Which objectives are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Going on"), ("draft", "Not approved"), ("late", "Past their day"), ("ended", "Ended")],
    )  # fmt: skip
    kind = forms.ChoiceField(label="About", required=False, choices=[("", "All"), *ObjectiveKind.choices])
